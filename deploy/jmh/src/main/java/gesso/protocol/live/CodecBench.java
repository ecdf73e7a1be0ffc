package gesso.protocol.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one move costs to read, to store, to read again and to write as a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {
    private static final String MANIFEST = "canvas.widget-moved.1";

    private final Origin origin =
            new Origin(
                    "01a20e35-0aed-7e01-a03b-fb5d24211444",
                    "t:01a20e35-08e3-7b96-8d10-98d2dad18b41:tab-1",
                    "01a20e35-0aed-7e01-a03b-fb5d24211445",
                    "01a20e35-08e3-7b96-8d10-98d2dad18b41",
                    null,
                    "01a20e35-0aed-7e01-a03b-fb5d24211446",
                    null,
                    null,
                    null,
                    null,
                    "0123456789abcdef",
                    HybridClock.ofMillis(1_763_800_000_000L));
    private final CanvasEvent moved =
            new CanvasEvent.WidgetMoved("w1", new Position(3, 4), new Position(2, 4), Map.of());
    private final JsonNode data = EventCodec.data(moved);
    private final byte[] stored = EventCodec.encode(origin, data);
    private final EventView view = EventCodec.view("canvas", 7, MANIFEST, stored);
    private static final String COMMAND =
            """
            {"t":"cmd","id":"01a20e35-0aed-7e01-a03b-fb5d24211444","to":"canvas","do":"move-widget",\
            "data":{"widget":"w1","position":{"x":3,"y":4}}}\
            """;

    @Benchmark
    public JsonNode tree() {
        return EventCodec.data(moved);
    }

    @Benchmark
    public byte[] store() {
        return EventCodec.encode(origin, data);
    }

    @Benchmark
    public EventView readStored() {
        return EventCodec.view("canvas", 7, MANIFEST, stored);
    }

    @Benchmark
    public byte[] frame() {
        return FrameCodec.bytes(FrameCodec.ev(view));
    }

    @Benchmark
    public List<FrameCodec.Inbound> command() {
        return FrameCodec.read(COMMAND);
    }
}

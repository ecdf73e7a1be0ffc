package gesso.edge.live;

import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One delivery: an event into the queue of a socket and out of it, joined into a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBench {
    private static final int EVENTS = 1_000;
    private static final int FRAME_MAX = 256 * 1024;

    @Param({"1", "10", "100"})
    int joined = 1;

    private final Outbox outbox = new Outbox();
    private ByteString event = ByteString.emptyByteString();

    @Setup
    public void encode() {
        event = ByteString.fromString("x".repeat(220));
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long deliver() {
        long bytes = 0;
        for (int i = 0; i < EVENTS; i++) {
            outbox.event("canvas", i, event);
            if (i % joined == joined - 1) {
                bytes += outbox.take(FRAME_MAX).size();
            }
        }
        return bytes;
    }
}

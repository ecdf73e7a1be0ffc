package gesso.cluster.canvas;

import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.GridChange;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One move on a canvas: decided and folded, by the number of widgets there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MoveBench {
    private static final AppRef TODO =
            new AppRef("1.0.0", "Todo", "todo", new Size(3, 4), new Size(2, 2), new Size(6, 12));
    private static final int ROWS = 200;

    @Param({"1", "50", "500"})
    int widgets = 1;

    @Param({"PUSH", "FREE"})
    String collision = "PUSH";

    private final CanvasRules rules = new CanvasRules();
    private Canvas canvas = rules.initial();
    private int moves;

    @Setup
    public void fill() {
        var grid = new GridChange(null, null, null, Collision.valueOf(collision));
        apply(new CanvasCommand.Create("Bench", grid));
        for (int i = 0; i < widgets; i++) {
            var at = new Position(i % 4 * 3, i / 4 * 4);
            apply(new CanvasCommand.AddWidget("todo", at, null, null, "w" + i, TODO));
        }
    }

    @Benchmark
    public Canvas move() {
        moves++;
        return apply(
                new CanvasCommand.MoveWidget(
                        "w" + moves % widgets, new Position(moves % 9, moves % ROWS)));
    }

    private Canvas apply(CanvasCommand command) {
        var decision = rules.decide(canvas, command, origin());
        if (!(decision instanceof Decision.Accepted<CanvasEvent>(var events))) {
            throw new IllegalStateException("not accepted: " + decision);
        }
        for (var event : events) {
            canvas = rules.evolve(canvas, new Recorded<>(canvas.revision() + 1, origin(), event));
        }
        return canvas;
    }

    private Origin origin() {
        return new Origin(
                "op",
                "t:ada:tab",
                null,
                "ada",
                null,
                "c",
                null,
                null,
                null,
                null,
                "sum",
                HybridClock.ofMillis(1_763_800_000_000L + moves));
    }
}

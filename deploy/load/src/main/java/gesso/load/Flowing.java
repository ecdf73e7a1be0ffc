package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.client.Moves;
import gesso.load.client.Phase;
import gesso.load.client.Schedule;
import gesso.load.report.Flow;
import gesso.load.server.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A scenario of even load: a shape, and one phase of it. */
abstract class Flowing extends Scenario {
    /** At the beginning of a window, when everybody has just begun. */
    static final double SETTLE_SECONDS = 1;

    private static final int WARM_MAX_SECONDS = 60;
    private static final Duration LEAD = Duration.ofMillis(100);

    Flowing(Stop stop) {
        super(stop);
    }

    abstract Shape shape();

    @Override
    void check() {
        var shape = shape();
        within("--users", shape.users(), 1, 5_000);
        within("--rate", shape.rate(), 0.01, 100_000);
        checkSockets(shape.sockets());
    }

    @Override
    Outcome run(Target target) {
        var shape = shape();
        try (var crowd = seated(target, shape)) {
            var measure = measure(target, crowd, shape);
            warm(measure, shape);
            var flow = measure.run(spec.name(), phase(shape, 1, SETTLE_SECONDS, seconds));
            return new Outcome(
                    shape.sent(),
                    options(shape),
                    List.of(flow),
                    List.of(),
                    problems(flow, crowd.endings()));
        }
    }

    final Map<String, Object> options(Shape shape) {
        return shape.options();
    }

    final Crowd seated(Target target, Shape shape) {
        var stage = new Stage(new Api(target.address()), progress, stop);
        var tickets = stage.prepare(shape);
        var crowd = new Crowd(target.address(), threads, shape.rooms(), shape.sockets());
        try {
            stage.seat(crowd, tickets);
            return crowd;
        } catch (RuntimeException failed) {
            crowd.close();
            throw failed;
        }
    }

    final Measure measure(Target target, Crowd crowd, Shape shape) {
        return new Measure(crowd, target.processes(), progress, stop, patience(), shape.screens());
    }

    /** Phase 0: the same load, until the server is warm. */
    final void warm(Measure measure, Shape shape) {
        if (warmUp > 0) {
            progress.say("warm-up");
            measure.warm(phase(shape, 0, WARM_MAX_SECONDS + warmUp, 0), warmUp);
        }
    }

    final Phase phase(Shape shape, int number, double warmSeconds, double windowSeconds) {
        var schedule =
                new Schedule(
                        System.nanoTime() + LEAD.toNanos(),
                        (long) (warmSeconds * 1e9),
                        (long) (windowSeconds * 1e9),
                        shape.rate(),
                        shape.senders(),
                        seed + number);
        return new Phase(number, schedule, shape.batch(), shape.moves(), cursors(), shown());
    }

    /** Cursor places a second that each sender shows beside its moves. */
    double cursors() {
        return 0;
    }

    /** Of how many others at most each socket is shown the newest cursor. */
    int shown() {
        return Integer.MAX_VALUE;
    }

    static boolean isWhole(Flow flow) {
        return flow.isWhole();
    }

    static Moves moves(String collision) {
        return collision.equals("push") ? Moves.CROWDED : Moves.APART;
    }
}

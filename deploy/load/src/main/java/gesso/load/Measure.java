package gesso.load;

import gesso.load.client.Count;
import gesso.load.client.Crowd;
import gesso.load.client.Latencies;
import gesso.load.client.Moves;
import gesso.load.client.Phase;
import gesso.load.report.Cost;
import gesso.load.report.Flow;
import gesso.load.report.Percentiles;
import gesso.load.report.Second;
import gesso.load.server.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one phase on a crowd: warm-up, the measured window, and the wait for what is still under
 * way.
 */
final class Measure {
    /** A room whose seats become more: what each has seen is told by its revisions alone. */
    static final int GROWING = -1;

    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * Of a core that the compiler may take of a server that is warm, for so many seconds on end.
     */
    private static final double QUIET = 0.05;

    private static final int QUIET_SECONDS = 3;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Crowd crowd;
    private final Processes processes;
    private final Progress progress;
    private final Stop stop;
    private final Duration patience;
    private final int screens;

    /**
     * @param screens seats in one room: so many see each edit; or {@link #GROWING}
     * @param patience for what is under way at the end
     */
    Measure(
            Crowd crowd,
            Processes processes,
            Progress progress,
            Stop stop,
            Duration patience,
            int screens) {
        this.crowd = crowd;
        this.processes = processes;
        this.progress = progress;
        this.stop = stop;
        this.patience = patience;
        this.screens = screens;
    }

    /**
     * Drives the server until its JVM has compiled what the load needs, or to the end of the phase.
     *
     * @param least seconds
     */
    void warm(Phase phase, int least) {
        var schedule = phase.schedule();
        crowd.begin(phase);
        double compiler = processes.compiler();
        int quiet = 0;
        for (int second = 1; second <= least || quiet < QUIET_SECONDS; second++) {
            long at = schedule.begin() + second * STEP_NANOS;
            if (at > schedule.end() || stop.isAsked()) {
                break;
            }
            stop.sleepUntil(at);
            progress.warming(crowd.sample().warmUp(), second);
            double now = processes.compiler();
            quiet = now - compiler <= QUIET ? quiet + 1 : 0;
            compiler = now;
        }
        crowd.halt();
        drain(phase);
    }

    Flow run(String name, Phase phase) {
        var ack = new Latencies();
        var seen = new Latencies();
        var seconds = new ArrayList<Second>();
        var schedule = phase.schedule();
        var start = crowd.sample().count();
        crowd.begin(phase);

        stop.sleepUntil(schedule.warm());
        var used = processes.cpu();
        var opened = crowd.sample();
        var before = opened;
        long last = System.nanoTime();
        for (long at = schedule.warm() + STEP_NANOS; ; at += STEP_NANOS) {
            boolean final_ = at >= schedule.end() || stop.isAsked();
            stop.sleepUntil(Math.min(at, schedule.end()));
            var sample = crowd.sample();
            long now = System.nanoTime();
            ack.addAll(sample.ack());
            seen.addAll(sample.seen());
            var second = second(schedule.warm(), last, now, before.count(), sample);
            seconds.add(second);
            progress.second(second, sample.count());
            before = sample;
            last = now;
            if (final_ || stop.isAsked()) {
                break;
            }
        }
        var cost = processes.cpu().minus(used);
        var window = before.count().minus(opened.count());
        double load = Processes.load();
        long until = Math.min(System.nanoTime(), schedule.end());
        crowd.halt();

        var missing = drain(phase);
        var rest = crowd.sample();
        ack.addAll(rest.ack());
        seen.addAll(rest.seen());
        var all = rest.count().minus(start);
        return flow(
                name,
                phase,
                until,
                window,
                all,
                lost(phase.moves(), all, missing),
                cost,
                ack,
                seen,
                load,
                seconds);
    }

    private static Second second(
            long warm, long last, long now, Count before, Crowd.Sample sample) {
        double seconds = (now - last) / 1e9;
        var count = sample.count().minus(before);
        return new Second(
                Math.round((now - warm) / 1e8) / 10.0,
                count.delivered() / seconds,
                count.acked() / seconds,
                sample.ack().millisAt(50),
                sample.ack().millisAt(99),
                sample.seen().millisAt(50),
                sample.seen().millisAt(99));
    }

    private Crowd.Missing drain(Phase phase) {
        long deadline = System.nanoTime() + patience.toNanos();
        var missing = crowd.missing(phase);
        while (!missing.nothing() && System.nanoTime() < deadline) {
            Stop.pause(LOOK);
            missing = crowd.missing(phase);
        }
        return missing;
    }

    private long lost(Moves moves, Count all, Crowd.Missing missing) {
        if (moves == Moves.CURSORS) {
            return missing.unseen();
        }
        if (screens == GROWING) {
            return missing.unanswered() + missing.unseen();
        }
        long unseen = all.acked() * screens - all.delivered() - all.own() - all.superseded();
        return missing.unanswered() + Math.max(0, unseen);
    }

    private Flow flow(
            String name,
            Phase phase,
            long until,
            Count window,
            Count all,
            long lost,
            Processes.Cpu used,
            Latencies ack,
            Latencies seen,
            double load,
            List<Second> seconds) {
        double length = used.seconds();
        long offered = phase.schedule().measured(until) * phase.batch();
        long delivered = window.delivered();
        return new Flow(
                name,
                length,
                offered,
                offered / length,
                all.acked(),
                all.refused(),
                all.retried(),
                delivered,
                delivered / length,
                lost,
                all.missed(),
                all.doubled(),
                all.superseded(),
                all.closed(),
                Percentiles.of(ack),
                Percentiles.of(seen),
                ratio(window.frames(), delivered),
                ratio(window.bytes(), delivered),
                ratio(window.sentBytes(), window.sent()),
                Cost.of(used, processes.areKnown(), delivered, window.sent()),
                load,
                seconds);
    }

    private static @org.jspecify.annotations.Nullable Double ratio(long some, long all) {
        return all == 0 ? null : (Double) ((double) some / all);
    }
}

package gesso.edge.analysis;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many questions run at once: of all, and of each person. Thread-safe. */
final class Desk {
    private final Semaphore all;
    private final int each;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();

    Desk(AnalysisLimits limits, MeterRegistry meters) {
        this.all = new Semaphore(limits.running());
        this.each = limits.runningEach();
        meters.gauge(
                "gesso_questions_running", all, free -> limits.running() - free.availablePermits());
    }

    /** Every true is followed by a {@link #leave}. */
    boolean enter(String user) {
        if (!all.tryAcquire()) {
            return false;
        }
        int now = running.merge(user, 1, Integer::sum);
        if (now > each) {
            leave(user);
            return false;
        }
        return true;
    }

    void leave(String user) {
        running.computeIfPresent(user, (_, now) -> now > 1 ? now - 1 : null);
        all.release();
    }
}

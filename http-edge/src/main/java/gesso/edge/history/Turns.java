package gesso.edge.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;

/** How many readings of one kind may be under way at once. Thread-safe. */
final class Turns {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Turns(String kind, int most, MeterRegistry registry) {
        this.most = most;
        registry.gauge("gesso_history_streams", Tags.of("kind", kind), taken);
    }

    boolean take() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
    }
}

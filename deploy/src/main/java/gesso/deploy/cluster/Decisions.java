package gesso.deploy.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is decided when nodes lose sight of each other, by this node since it started. All
 * counters are there from the start, so that a first one can be told from none. Thread-safe.
 */
final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    /** What the database said when this node asked for, or renewed, the lease. */
    enum Lease {
        GRANTED,
        REFUSED,
        LOST,
        /** The database was away or late, which counts as a no. */
        UNANSWERED;

        private final Counter counter = counter("gesso_lease_decisions_total", this);

        void count() {
            counter.increment();
        }
    }

    /** What this node saw of others. */
    enum Split {
        /** A member could not be reached. */
        SUSPECTED,
        /** It could be reached again, so nothing was decided. */
        HEALED,
        /** It was given up, and this side goes on. */
        WENT_ON,
        /** The others went on, and this node ends. */
        ENDED;

        private final Counter counter = counter("gesso_split_decisions_total", this);

        void count() {
            counter.increment();
        }
    }

    private Decisions() {}

    /** From here on all of them are told, as zeros. */
    static void register() {
        LOG.debug("Counting {} {}", Lease.values(), Split.values());
    }

    private static Counter counter(String name, Enum<?> decision) {
        var tag = decision.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Metrics.counter(name, "decision", tag);
    }
}

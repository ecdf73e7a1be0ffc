package gesso.cluster.feed;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What bounds one subscription.
 *
 * @param page events that one transaction goes past
 * @param tries of an event before it is parked
 * @param patience for a handler with one event
 * @param error characters of a fault that are kept
 */
record BusLimits(
        int page,
        int tries,
        Duration backoffMin,
        Duration backoffMax,
        Duration patience,
        int error) {

    static BusLimits of(Config config) {
        return new BusLimits(
                config.getInt("page"),
                config.getInt("tries"),
                config.getDuration("backoff-min"),
                config.getDuration("backoff-max"),
                config.getDuration("patience"),
                config.getInt("error"));
    }

    /** Doubles from try to try. */
    Duration backoff(int tries) {
        var wait = backoffMin.multipliedBy(1L << Math.min(Math.max(tries - 1, 0), 30));
        return wait.compareTo(backoffMax) < 0 ? wait : backoffMax;
    }
}

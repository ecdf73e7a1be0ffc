package gesso.edge.live;

import gesso.protocol.HybridClock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest canvas instant that this node has seen; goes with every operation, so that an effect
 * is later than whatever its sender could have seen. It takes no wall clock over but as a bound.
 * Thread-safe.
 */
public final class EdgeClock {
    private final AtomicLong last = new AtomicLong();

    public long last() {
        return last.get();
    }

    public void observe(long at) {
        if (at > last.get()) {
            last.accumulateAndGet(
                    at,
                    (own, seen) ->
                            new HybridClock(own).observe(seen, System.currentTimeMillis()).last());
        }
    }
}

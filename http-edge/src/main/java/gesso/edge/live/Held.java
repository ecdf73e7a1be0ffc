package gesso.edge.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the lease, or for an access table that is newer than the question: a refusal is
 * only given by a table that was asked for after the one who is refused had come. Order of arrival
 * is kept. Times are monotonic nanoseconds.
 */
final class Held {

    /** Something that depends on the access table. */
    interface Attempt {
        /** Done, or false to wait for a newer table; with {@code sure} it must be done. */
        boolean made(boolean sure);

        /** It has waited too long, or too many wait. */
        void givenUp();

        /** Attempts with the same key stay in order. */
        Object key();
    }

    private record Waiting(Attempt attempt, long since) {}

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final int max;
    private final long nanosMax;

    Held(int max, long nanosMax) {
        this.max = max;
        this.nanosMax = nanosMax;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** True when it has to wait: somebody should ask for the lease. */
    boolean pass(Attempt attempt, boolean open, long now) {
        if (open && !waits(attempt.key()) && attempt.made(false)) {
            return false;
        }
        if (queue.size() >= max) {
            attempt.givenUp();
            return false;
        }
        queue.addLast(new Waiting(attempt, now));
        return true;
    }

    /** A lease that was asked for at {@code sent} has come. */
    void granted(long sent) {
        var waiting = new ArrayList<>(queue);
        queue.clear();
        for (var one : waiting) {
            boolean sure = sent - one.since() >= 0;
            if (waits(one.attempt().key()) || !one.attempt().made(sure)) {
                queue.addLast(one);
            }
        }
    }

    /** Ends what has waited too long; everything when {@code now} is null. */
    void expire(@Nullable Long now) {
        var left = new ArrayDeque<Waiting>();
        for (var one : queue) {
            if (now == null || now - one.since() > nanosMax) {
                one.attempt().givenUp();
            } else {
                left.addLast(one);
            }
        }
        queue.clear();
        queue.addAll(left);
    }

    private boolean waits(Object key) {
        return queue.stream().anyMatch(one -> one.attempt().key().equals(key));
    }
}

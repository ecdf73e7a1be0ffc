package gesso.cluster.live;

import java.util.Arrays;

/**
 * When the next commit may begin. A commit costs much the same for one operation as for twenty, so
 * an entity that many people work on gathers for a moment what comes anyway; one person alone, or a
 * few who type, never wait. Times are monotonic nanoseconds.
 */
final class Pace {
    /** So many of the newest operations are looked at. */
    private static final int SEEN = 16;

    /** They came within this time when the entity is busy: 160 a second. */
    private static final long BUSY_NANOS = 100_000_000;

    /** From so many clients at least. One alone would only wait for itself. */
    private static final int CLIENTS_MIN = 4;

    private final long gatherNanos;
    private final int enough;
    private long[] times = {};
    private int[] clients = {};
    private int newest = SEEN - 1;
    private long seen;
    private long began = Long.MIN_VALUE;

    Pace(LiveLimits limits) {
        this.gatherNanos = limits.gather().toNanos();
        this.enough = limits.gatherOperations();
    }

    void arrived(String client, long now) {
        if (times.length == 0) {
            times = new long[SEEN];
            clients = new int[SEEN];
        }
        newest = (newest + 1) % SEEN;
        times[newest] = now;
        clients[newest] = client.hashCode();
        seen++;
    }

    /** Forgets what came so far: it is too long ago to count. */
    void rest() {
        if (seen > 0) {
            times = new long[0];
            clients = new int[0];
            seen = 0;
        }
    }

    void begins(long now) {
        began = now;
    }

    /**
     * How long to gather more before the {@code waiting} operations are committed; 0 not at all.
     */
    long wait(int waiting, long now) {
        if (waiting >= enough || began == Long.MIN_VALUE || !isBusy(now)) {
            return 0;
        }
        return Math.max(0, gatherNanos - (now - began));
    }

    private boolean isBusy(long now) {
        return seen >= SEEN
                && now - times[(newest + 1) % SEEN] < BUSY_NANOS
                && Arrays.stream(clients).distinct().limit(CLIENTS_MIN).count() == CLIENTS_MIN;
    }
}

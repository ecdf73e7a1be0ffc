package gesso.edge.history;

import gesso.protocol.HybridClock;

/**
 * A stretch of time in buckets of one width.
 *
 * @param from inclusive
 * @param to exclusive
 */
record TimeGrid(long from, long to, int buckets) {
    /** Quiet for such a part of the whole stretch parts two chapters: so there are few ... */
    static final int QUIET_PART = 40;

    /** ... but not when it is shorter than a pause for thought. */
    static final long QUIET_LEAST = HybridClock.ofMillis(30_000);

    /** Of a bucket; the last ones may lie beyond the end. */
    long width() {
        return Math.max(1, Math.ceilDiv(to - from, buckets));
    }

    /** Where the bucket of this instant begins. */
    long start(long at) {
        return at - (at - from) % width();
    }

    /** From one event to the next, where a chapter ends. */
    long quiet() {
        return Math.max(QUIET_LEAST, Math.ceilDiv(to - from, QUIET_PART));
    }
}

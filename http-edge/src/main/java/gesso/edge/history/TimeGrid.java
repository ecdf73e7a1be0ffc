package gesso.edge.history;

import gesso.protocol.HybridClock;

/**
 * A stretch of time in buckets of one width, each of them in cells that are finer where the buckets
 * are coarse: quiet that is long enough to part two chapters never lies within a cell.
 *
 * @param from inclusive
 * @param to exclusive
 */
record TimeGrid(long from, long to, int buckets) {
    /** Quiet for such a part of the whole stretch parts two chapters ... */
    static final int QUIET_PART = 40;

    /** ... but not when it is shorter than a pause for thought. */
    static final long QUIET_LEAST = HybridClock.ofMillis(30_000);

    /** Of a bucket; the last ones may lie beyond the end. */
    long width() {
        return Math.max(1, Math.ceilDiv(to - from, buckets));
    }

    int cellsOfBucket() {
        return Math.ceilDiv(QUIET_PART, buckets);
    }

    long cellWidth() {
        return Math.ceilDiv(width(), cellsOfBucket());
    }

    int bucket(int cell) {
        return cell / cellsOfBucket();
    }

    long start(int bucket) {
        return from + bucket * width();
    }

    /** From one event to the next. So long, it cannot part more than a few chapters. */
    long quiet() {
        return Math.max(QUIET_LEAST, Math.ceilDiv(to - from, QUIET_PART));
    }
}

package gesso.edge.live;

/** A token bucket of one owner; full at first. Times are monotonic nanoseconds. */
final class Allowance {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledAt = Long.MIN_VALUE;

    Allowance(double perSecond, double capacity) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
    }

    /** Takes all of them or none. */
    boolean take(int count, long now) {
        if (filledAt != Long.MIN_VALUE) {
            tokens = Math.min(capacity, tokens + (now - filledAt) / NANOS * perSecond);
        }
        filledAt = now;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }
}

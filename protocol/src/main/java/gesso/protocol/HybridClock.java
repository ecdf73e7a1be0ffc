package gesso.protocol;

/**
 * A hybrid logical clock as an immutable value: Unix milliseconds x 2048 + counter, exact in a
 * double for three thousand years. Laws: {@link #tick} is strictly greater than every instant the
 * clock has given or taken over; a remote instant more than {@link #MAX_AHEAD_MILLIS} ahead of the
 * wall clock is not taken over, so one bad clock cannot carry the rest away.
 */
public record HybridClock(long last) {
    public static final int COUNTS_PER_MILLI = 2048;
    public static final long MAX_AHEAD_MILLIS = 1_000;
    public static final HybridClock ZERO = new HybridClock(0);

    public HybridClock tick(long wallMillis) {
        return new HybridClock(Math.max(last + 1, ofMillis(wallMillis)));
    }

    public HybridClock observe(long remote, long wallMillis) {
        return remote <= last || remote > ofMillis(wallMillis + MAX_AHEAD_MILLIS)
                ? this
                : new HybridClock(remote);
    }

    /** Takes over an instant of the same entity's own journal, whatever the wall clock says. */
    public HybridClock recover(long own) {
        return own <= last ? this : new HybridClock(own);
    }

    public static long ofMillis(long unixMillis) {
        return unixMillis * COUNTS_PER_MILLI;
    }

    public static long millis(long at) {
        return Math.floorDiv(at, COUNTS_PER_MILLI);
    }
}

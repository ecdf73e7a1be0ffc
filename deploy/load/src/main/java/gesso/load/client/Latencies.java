package gesso.load.client;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Durations in microseconds, to three digits, up to two minutes; longer ones count as that. */
public final class Latencies {
    private static final long MAX = TimeUnit.MINUTES.toMicros(2);

    private final Histogram histogram = new Histogram(1, MAX, 3);

    void addNanos(long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1_000, 1, MAX));
    }

    public void addMillis(double millis) {
        addNanos((long) (millis * 1e6));
    }

    public void addAll(Latencies other) {
        histogram.add(other.histogram);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** In milliseconds; 0 when there are none. */
    public double millisAt(double percentile) {
        return count() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e3;
    }

    public double maxMillis() {
        return count() == 0 ? 0 : histogram.getMaxValue() / 1e3;
    }
}

package gesso.load.client;

import java.util.Arrays;
import java.util.Random;

/**
 * When each sender is meant to send, whatever the server does meanwhile: sender {@code s} for the
 * {@code k}-th time at {@code begin + (k + offset(s)) x period}. Latency is counted from this
 * moment, so that a stall is seen by everything that was meant to be sent during it. Times are
 * those of {@link System#nanoTime}.
 */
public final class Schedule {
    private final long begin;
    private final long warm;
    private final long end;
    private final double periodNanos;
    private final double[] offsets;

    /**
     * @param warmNanos from the beginning to the measured window
     * @param perSecond of each sender
     * @param seed decides the order of the senders within a period
     */
    public Schedule(
            long begin,
            long warmNanos,
            long windowNanos,
            double perSecond,
            int senders,
            long seed) {
        this.begin = begin;
        this.warm = begin + warmNanos;
        this.end = warm + windowNanos;
        this.periodNanos = 1e9 / perSecond;
        this.offsets = offsets(senders, new Random(seed));
    }

    /** Evenly spread, each sender at a random place. */
    private static double[] offsets(int senders, Random random) {
        var offsets = new double[senders];
        for (int i = 0; i < senders; i++) {
            int j = random.nextInt(i + 1);
            offsets[i] = offsets[j];
            offsets[j] = (double) i / senders;
        }
        return offsets;
    }

    public long begin() {
        return begin;
    }

    /** When the measured window opens. */
    public long warm() {
        return warm;
    }

    /** When the window closes and nothing more is sent. */
    public long end() {
        return end;
    }

    public long due(int sender, long number) {
        return begin + (long) ((number + offsets[sender]) * periodNanos);
    }

    public boolean isMeasured(long due) {
        return due >= warm && due < end;
    }

    /** How many this sender is meant to have sent at this moment. */
    public long dueUntil(int sender, long now) {
        double count = (Math.min(now, end) - begin) / periodNanos - offsets[sender];
        long guess = Math.max(0, (long) Math.ceil(count));
        while (guess > 0 && due(sender, guess - 1) >= Math.min(now, end)) {
            guess--;
        }
        while (due(sender, guess) < Math.min(now, end)) {
            guess++;
        }
        return guess;
    }

    /** How many of all senders lie in the measured window before this moment. */
    public long measured(long until) {
        long all = 0;
        for (int sender = 0; sender < offsets.length; sender++) {
            all += Math.max(0, dueUntil(sender, until) - dueUntil(sender, warm));
        }
        return all;
    }

    /** These senders in the order in which their turns come. */
    public int[] inOrder(int[] senders) {
        return Arrays.stream(senders)
                .boxed()
                .sorted((a, b) -> Double.compare(offsets[a], offsets[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}

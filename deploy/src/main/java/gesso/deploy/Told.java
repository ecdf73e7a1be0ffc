package gesso.deploy;

import java.time.Duration;
import java.util.Locale;

/** How far long work is, said every few seconds. */
final class Told {
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Fewer are there before anybody wonders. */
    private static final long WORTH = 1_000;

    private final String what;
    private long said = System.nanoTime();

    Told(String what) {
        this.what = what;
    }

    void at(long count) {
        long now = System.nanoTime();
        if (count >= WORTH && now - said > EVERY.toNanos()) {
            said = now;
            System.out.printf(Locale.ROOT, "%,12d %s%n", count, what);
        }
    }
}

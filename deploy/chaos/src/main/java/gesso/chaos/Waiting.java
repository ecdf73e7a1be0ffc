package gesso.chaos;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, and pauses. An interruption ends the run. */
final class Waiting {
    private static final long LOOK_MILLIS = 20;

    private Waiting() {}

    /** False when it did not come true in time. */
    static boolean until(Duration patience, BooleanSupplier condition) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause(LOOK_MILLIS);
        }
        return true;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

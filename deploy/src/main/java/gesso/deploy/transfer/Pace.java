package gesso.deploy.transfer;

import java.util.concurrent.locks.LockSupport;

/**
 * At most so many steps a second, on the average since it was behind last: who reads no faster has
 * the server send no faster, and leaves it to those who edit. Confined to one thread.
 */
final class Pace {
    /** Between two looks at the clock. */
    private static final int STEPS = 256;

    private final int aSecond;
    private long began = System.nanoTime();
    private long steps;

    /**
     * @param aSecond 0 for as fast as can be
     */
    Pace(int aSecond) {
        this.aSecond = aSecond;
    }

    /** Waits where it came too soon. */
    void step() {
        if (aSecond == 0 || ++steps % STEPS != 0) {
            return;
        }
        long due = began + steps * 1_000_000_000L / aSecond;
        long early = due - System.nanoTime();
        if (early > 0) {
            LockSupport.parkNanos(early);
        } else {
            // What was lost by waiting for the server is not made up for.
            began = System.nanoTime();
            steps = 0;
        }
    }
}

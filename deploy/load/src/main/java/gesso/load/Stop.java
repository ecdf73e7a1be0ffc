package gesso.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the run measures no further, prints what it has, and stops what it started; the process
 * ends when that is done.
 */
final class Stop {
    private static final Duration DONE_MAX = Duration.ofSeconds(90);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Stop install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "stop"));
        return this;
    }

    private void ask() {
        asked.countDown();
        try {
            done.await(DONE_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is printed and stopped. */
    void done() {
        done.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Until this moment of {@link System#nanoTime}, or until it is asked to stop. */
    void sleepUntil(long nanos) {
        try {
            asked.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

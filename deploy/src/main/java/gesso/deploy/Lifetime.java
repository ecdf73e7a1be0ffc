package gesso.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started and must be stopped, last first. SIGINT and SIGTERM end the process with
 * status 0 when all of it has stopped; nothing else may call {@code System.exit}.
 */
final class Lifetime {
    private static final Logger log = LoggerFactory.getLogger(Lifetime.class);

    /** Stops one part; may take its time, must not wait for another part. */
    interface Stop {
        void run() throws Exception;
    }

    private record Part(String name, Stop stop) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private volatile int status;
    private volatile boolean stopping;

    /** Makes the process end in order from now on. */
    Lifetime install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "stop"));
        return this;
    }

    synchronized void started(String name, Stop stop) {
        parts.push(new Part(name, stop));
    }

    boolean stopping() {
        return stopping;
    }

    /** What a signal ends this process with; 0 unless a parent wants to tell it from a drain. */
    void signalledStatus(int withStatus) {
        status = withStatus;
    }

    /** Ends the process with this status; returns never. */
    void end(int withStatus) {
        if (!stopping) {
            status = withStatus;
        }
        System.exit(withStatus);
    }

    private void stopAll() {
        stopping = true;
        for (var part = next(); part != null; part = next()) {
            try {
                part.stop.run();
            } catch (Exception failed) {
                log.error("{} did not stop in order: {}", part.name, failed.toString());
            }
        }
        // A JVM ended by a signal reports 128 + its number; a clean stop is 0.
        Runtime.getRuntime().halt(status);
    }

    private synchronized @org.jspecify.annotations.Nullable Part next() {
        return parts.poll();
    }
}

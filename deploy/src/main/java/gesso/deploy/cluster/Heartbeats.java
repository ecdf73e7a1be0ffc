package gesso.deploy.cluster;

import gesso.deploy.cluster.Registry.Life;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the database every second that this member lives, and at once which members were downed. A
 * database that is away is tried again; one that says that this node is no member any more ends it.
 */
final class Heartbeats implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int DOWNED_MAX = 1_000;
    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final Registry registry;
    private final Runnable struck;
    private final LinkedBlockingDeque<Life> downed = new LinkedBlockingDeque<>(DOWNED_MAX);
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** {@code struck} is called once, when this node is no member any more. */
    Heartbeats(Registry registry, Runnable struck) {
        this.registry = registry;
        this.struck = struck;
    }

    /** A member that is none any more; does not block. */
    void downed(Life member) {
        if (!downed.offer(member)) {
            log.warn("Too many downed members wait for the database: {} is not noted", member);
        }
    }

    /** From now on this node is a member. */
    void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("heartbeat").start(this::run);
        }
    }

    private void run() {
        while (!closed) {
            try (var connection = registry.connect()) {
                beatOn(connection);
            } catch (SQLException away) {
                log.debug("No heartbeat: {}", away.getMessage());
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void beatOn(Connection connection) throws SQLException, InterruptedException {
        while (!closed) {
            if (!registry.beat(connection)) {
                if (!closed) {
                    closed = true;
                    struck.run();
                }
                return;
            }
            strike(connection, downed.poll(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void strike(Connection connection, @Nullable Life member) throws SQLException {
        if (member == null) {
            return;
        }
        try {
            registry.strike(connection, member);
        } catch (SQLException away) {
            downed.offerFirst(member);
            throw away;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
        try {
            registry.leave();
        } catch (SQLException away) {
            log.debug("The heartbeat stays until it is old: {}", away.getMessage());
        }
    }
}

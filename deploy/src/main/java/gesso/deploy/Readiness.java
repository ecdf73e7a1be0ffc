package gesso.deploy;

import gesso.deploy.db.Database;
import gesso.deploy.db.Durability;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node may be given work, asked again every second: the database keeps what it
 * acknowledges, and every part that was started says so. Thread-safe.
 */
final class Readiness implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** A database that does not answer so long counts as gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** One part of the node: what it misses, or nothing. */
    private record Part(String name, Supplier<Boolean> well) {}

    private final Database database;
    private final List<Part> parts = new ArrayList<>();
    private final Thread thread;
    private volatile List<String> ofDatabase = List.of("The database has not been asked yet.");
    private volatile boolean closed;

    Readiness(Database database) {
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("readiness").start(this::watch);
    }

    /** A part that must be well from now on. */
    void require(String name, Supplier<Boolean> well) {
        synchronized (parts) {
            parts.add(new Part(name, well));
        }
    }

    /** What stands in the way, one sentence each; empty when nothing does. */
    List<String> problems() {
        var problems = new ArrayList<>(ofDatabase);
        synchronized (parts) {
            parts.stream()
                    .filter(part -> !part.well.get())
                    .forEach(part -> problems.add(part.name));
        }
        return List.copyOf(problems);
    }

    /** Returns when nothing stands in the way. */
    void await() throws InterruptedException {
        while (!problems().isEmpty()) {
            Thread.sleep(20);
        }
    }

    private void watch() {
        @Nullable Connection connection = null;
        while (!closed) {
            try {
                connection = connection == null ? database.connect(PATIENCE) : connection;
                note(Durability.problems(connection));
                Thread.sleep(EVERY);
            } catch (SQLException away) {
                note(
                        List.of(
                                "The database cannot be reached: "
                                        + String.valueOf(away.getMessage())
                                                .lines()
                                                .findFirst()
                                                .orElse("")));
                close(connection);
                connection = null;
                pause();
            } catch (InterruptedException stopped) {
                break;
            }
        }
        close(connection);
    }

    private void note(List<String> problems) {
        if (!problems.equals(ofDatabase)) {
            problems.forEach(problem -> log.error("Not ready: {}", problem));
        }
        ofDatabase = problems;
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException away) {
                log.debug("A connection that is gone cannot be closed: {}", away.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}

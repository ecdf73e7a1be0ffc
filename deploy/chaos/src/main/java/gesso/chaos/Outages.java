package gesso.chaos;

import gesso.deploy.db.Database;
import gesso.deploy.db.EmbeddedDatabase;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What befalls PostgreSQL and its disk. */
final class Outages {
    private static final long SLOW_MILLIS = 6_000;
    private static final long FAILING_MILLIS = 3_000;
    private static final long FULL_MILLIS = 5_000;

    private final EmbeddedDatabase server;
    private final @Nullable Disk disk;
    private final Tracer tracer;
    private final Consumer<String> say;

    /**
     * @param say puts what is done into the history
     */
    Outages(EmbeddedDatabase server, @Nullable Disk disk, Tracer tracer, Consumer<String> say) {
        this.server = server;
        this.disk = disk;
        this.tracer = tracer;
        this.say = say;
    }

    void signal(String name) {
        Programs.signal(name, server.pid());
    }

    void connections() {
        sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }

    void snapshots() {
        sql("DELETE FROM snapshot");
    }

    void slow() {
        say.accept("for " + SLOW_MILLIS + " ms");
        say.accept(tracer.harm(server.pid(), Tracer.Harm.SLOW, SLOW_MILLIS) + " were slow");
    }

    void failing() {
        say.accept("for " + FAILING_MILLIS + " ms");
        say.accept(tracer.harm(server.pid(), Tracer.Harm.FAIL, FAILING_MILLIS) + " failed");
    }

    void full() {
        var full = disk;
        if (full == null) {
            throw new IllegalStateException("the database has no disk of its own");
        }
        say.accept("for " + FULL_MILLIS + " ms");
        full.fill();
        Waiting.pause(FULL_MILLIS);
        full.free();
        say.accept("has room again");
    }

    private void sql(String statement) {
        try {
            execute(server.database(), statement);
        } catch (SQLException away) {
            say.accept("the database is away: " + statement);
        }
    }

    static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

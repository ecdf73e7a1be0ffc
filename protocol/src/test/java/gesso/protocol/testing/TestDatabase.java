package gesso.protocol.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A database of the real PostgreSQL with the product's schema in it, durable as in production. One
 * server per JVM, started by the first use; it ends with the JVM.
 */
public record TestDatabase(String name, String jdbcUrl, String user, String password) {
    private static final String TEMPLATE = "gesso_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** An empty, migrated database that nobody else has. */
    public static TestDatabase fresh() {
        var name = "gesso_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return of(name);
    }

    public DataSource dataSource() {
        return Server.RUNNING.getDatabase(user, name);
    }

    /** SQL on the server's own database, such as ending other sessions. */
    public static void execute(String sql) {
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static TestDatabase of(String name) {
        var url = "jdbc:postgresql://127.0.0.1:" + Server.RUNNING.getPort() + "/" + name;
        return new TestDatabase(name, url, "postgres", "postgres");
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("fsync", "on")
                                .setServerConfig("synchronous_commit", "on")
                                .setServerConfig("listen_addresses", "127.0.0.1")
                                .setServerConfig("max_connections", "200")
                                .start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + TEMPLATE);
                }
                Flyway.configure()
                        .dataSource(server.getDatabase("postgres", TEMPLATE))
                        .locations("classpath:gesso/schema")
                        .load()
                        .migrate();
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}

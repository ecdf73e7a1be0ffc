package gesso.deploy.cluster;

import gesso.deploy.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One row for each living node, renewed every second by the database's clock. A row that has not
 * been renewed for {@link #FRESH} belongs to a node that is gone, or to one that cannot reach the
 * database.
 */
final class Heartbeats implements AutoCloseable {
    static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Held while a node decides whether to found: one at a time on one database. */
    private static final long FOUNDER_LOCK = 0x67657373_6f_01L;

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);

    private final Database database;
    private final String own;
    private volatile boolean closed;
    private @Nullable Thread thread;

    Heartbeats(Database database, String own) {
        this.database = database;
        this.own = own;
    }

    /** Who else is known: those who beat, and those who did until a while ago. */
    record Others(List<String> fresh, List<String> silent) {}

    /** What a node may do, decided under the founder's lock. */
    interface Decision<T> {
        T decide(Others others, Connection connection) throws SQLException;
    }

    <T> T underLock(Decision<T> decision) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + FOUNDER_LOCK + ")");
            return decision.decide(others(connection), connection);
        }
    }

    private Others others(Connection connection) throws SQLException {
        var fresh = new ArrayList<String>();
        var silent = new ArrayList<String>();
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT address, beat > clock_timestamp() - make_interval(secs => ?)
                          FROM cluster_node WHERE address <> ? ORDER BY address\
                        """)) {
            query.setLong(1, FRESH.toSeconds());
            query.setString(2, own);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    (rows.getBoolean(2) ? fresh : silent).add(rows.getString(1));
                }
            }
        }
        return new Others(fresh, silent);
    }

    void beat(Connection connection) throws SQLException {
        try (var upsert =
                connection.prepareStatement(
                        """
                        INSERT INTO cluster_node (address) VALUES (?)
                        ON CONFLICT (address) DO UPDATE SET beat = clock_timestamp()\
                        """)) {
            upsert.setString(1, own);
            upsert.executeUpdate();
        }
    }

    /** Forgets nodes that have been silent; they are known again as soon as they beat. */
    void forget(List<String> addresses, Connection connection) throws SQLException {
        try (var delete =
                connection.prepareStatement("DELETE FROM cluster_node WHERE address = ?")) {
            for (var address : addresses) {
                delete.setString(1, address);
                delete.executeUpdate();
            }
        }
    }

    /** Beats until it is closed; a database that is away is tried again. */
    void start() {
        thread = Thread.ofPlatform().daemon().name("heartbeat").start(this::run);
    }

    private void run() {
        while (!closed) {
            try (var connection = database.connect()) {
                while (!closed) {
                    beat(connection);
                    Thread.sleep(EVERY);
                }
            } catch (SQLException away) {
                log.debug("No heartbeat: {}", away.getMessage());
                pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves: others need not wait until this row is old. */
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
        try (var connection = database.connect()) {
            forget(List.of(own), connection);
        } catch (SQLException away) {
            log.debug("The heartbeat stays until it is old: {}", away.getMessage());
        }
    }
}

package gesso.deploy.cluster;

import gesso.deploy.db.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One lease in the database. Each call is one statement on a connection of its own and lasts at
 * most about {@code patience}; whether a holder is still alive is judged by the clock of the
 * database.
 */
record LeaseRow(
        Database database, String name, String holder, Duration timeout, Duration patience) {

    private interface Statement {
        int run(Connection connection) throws SQLException;
    }

    /** Whether this holder has it now: it was free, its holder is dead, or it was ours already. */
    boolean take() throws SQLException {
        return 1
                == on(connection -> {
                    try (var upsert =
                            connection.prepareStatement(
                                    """
                                    INSERT INTO cluster_lease AS lease (name, holder) VALUES (?, ?)
                                    ON CONFLICT (name) DO UPDATE
                                       SET holder = EXCLUDED.holder, beat = clock_timestamp()
                                     WHERE lease.holder = EXCLUDED.holder
                                        OR lease.beat < clock_timestamp() - make_interval(secs => ?)\
                                    """)) {
                        upsert.setString(1, name);
                        upsert.setString(2, holder);
                        upsert.setDouble(3, timeout.toMillis() / 1000.0);
                        return upsert.executeUpdate();
                    }
                });
    }

    /** False when somebody else has taken it. */
    boolean renew() throws SQLException {
        return 1
                == on(connection ->
                        update(
                                connection,
                                "UPDATE cluster_lease SET beat = clock_timestamp() WHERE name = ? AND holder = ?"));
    }

    /** Gives it up; nothing happens when it is another's. */
    void drop() throws SQLException {
        on(connection ->
                update(connection, "DELETE FROM cluster_lease WHERE name = ? AND holder = ?"));
    }

    private int update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, holder);
            return statement.executeUpdate();
        }
    }

    private int on(Statement statement) throws SQLException {
        try (var connection = database.connect(patience)) {
            return statement.run(connection);
        }
    }
}

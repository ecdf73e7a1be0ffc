package gesso.cluster.feed;

import gesso.cluster.generation.AppSigner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The keys that apps are signed with, kept with the data and so the same on every node. */
public final class SigningKeys {
    /** Any number will do; all nodes of one database must have the same. */
    private static final long LOCK = 0x6765_7373_6f34L;

    private SigningKeys() {}

    /** The newest; the first node that asks makes the first. */
    public static AppSigner current(Connection connection) throws SQLException {
        var known = newest(connection);
        if (known.isPresent()) {
            return known.get();
        }
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            var first = newest(connection);
            if (first.isEmpty()) {
                var made = AppSigner.fresh();
                try (var insert =
                        connection.prepareStatement(
                                "INSERT INTO app_signing_key (key, pkcs8) VALUES (?, ?)")) {
                    insert.setString(1, made.key());
                    insert.setBytes(2, made.pkcs8());
                    insert.executeUpdate();
                }
                first = newest(connection);
            }
            connection.commit();
            return first.orElseThrow();
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Optional<AppSigner> newest(Connection connection) throws SQLException {
        try (var query =
                        connection.prepareStatement(
                                "SELECT key, pkcs8 FROM app_signing_key ORDER BY made_at DESC, key"
                                        + " LIMIT 1");
                var answer = query.executeQuery()) {
            return answer.next()
                    ? Optional.of(AppSigner.of(answer.getString(1), answer.getBytes(2)))
                    : Optional.empty();
        }
    }
}

package gesso.deploy.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a database keeps what it acknowledges and lives in the same time as this node. Asked of
 * every database, the embedded one too: a setting that is only believed is not checked.
 */
public final class Durability {
    /** A node whose clock is further from the database's than this is not ready. */
    public static final long CLOCK_DIFFERENCE_MILLIS_MAX = 500;

    private static final List<String> MUST_BE_ON =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private Durability() {}

    /** What is wrong, one sentence each; empty when acknowledgements can be trusted. */
    public static List<String> problems(Database database) {
        try (var connection = database.connect()) {
            return problems(connection);
        } catch (SQLException unreachable) {
            return List.of("The database cannot be reached: " + firstLine(unreachable));
        }
    }

    /** The same over a connection that is kept. */
    public static List<String> problems(Connection connection) throws SQLException {
        var problems = new ArrayList<String>();
        for (var setting : MUST_BE_ON) {
            var value = show(connection, "SHOW " + setting);
            if (!isDurable(setting, value)) {
                problems.add(
                        "The database has "
                                + setting
                                + " = "
                                + value
                                + ": it may lose what it has acknowledged. Turn it on.");
            }
        }
        if (show(connection, "SHOW transaction_read_only").equals("on")) {
            problems.add("The database takes no writes (transaction_read_only = on).");
        }
        var difference = clockDifferenceMillis(connection);
        if (Math.abs(difference) > CLOCK_DIFFERENCE_MILLIS_MAX) {
            problems.add(
                    String.format(
                            Locale.ROOT,
                            "The clock of this node and that of the database differ by %d ms; at most %d are allowed.",
                            difference,
                            CLOCK_DIFFERENCE_MILLIS_MAX));
        }
        return List.copyOf(problems);
    }

    /**
     * Of synchronous_commit, "local" waits for our own disk and "remote_apply" for more; "off" for
     * nothing.
     */
    private static boolean isDurable(String setting, String value) {
        return setting.equals("synchronous_commit") ? !value.equals("off") : value.equals("on");
    }

    /**
     * Ours minus theirs, taken at the middle of the round trip; of three tries the one with the
     * shortest trip.
     */
    private static long clockDifferenceMillis(Connection connection) throws SQLException {
        var best = Long.MAX_VALUE;
        var difference = 0L;
        for (var i = 0; i < 3; i++) {
            var nanos = System.nanoTime();
            var before = System.currentTimeMillis();
            var theirs =
                    Long.parseLong(
                            show(
                                    connection,
                                    "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
            var tripNanos = System.nanoTime() - nanos;
            if (tripNanos < best) {
                best = tripNanos;
                difference = before + tripNanos / 2_000_000 - theirs;
            }
        }
        return difference;
    }

    private static String show(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}

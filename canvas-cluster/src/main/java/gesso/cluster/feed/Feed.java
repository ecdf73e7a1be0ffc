package gesso.cluster.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of the feed at a time. Reads in the order (xid, ordering), and only what lies before
 * every transaction that is still open: a row that commits late is never passed over. The offset
 * row is locked and saved in the transaction that changes the lists, so a second feed at the same
 * time changes nothing.
 */
public final class Feed {
    private static final int PAGE = 1_000;

    /** The offset is asked for on its own: joined, it would be compared with row after row. */
    private static final String NEWER =
            """
            FROM event_journal j
            WHERE (j.xid, j.ordering) > (
                    (SELECT xid FROM feed_offset WHERE feed = 'lists'),
                    (SELECT ordering FROM feed_offset WHERE feed = 'lists'))
                AND j.xid < pg_snapshot_xmin(pg_current_snapshot())
            """;

    /** Ordered, though any row would do: without an order the whole journal is searched for it. */
    static final String ANY =
            "SELECT EXISTS (SELECT FROM (SELECT j.xid "
                    + NEWER
                    + " ORDER BY j.xid, j.ordering LIMIT 1) AS next)";

    /** Lists can be made anew from the journal: nobody waits for them to reach the disk. */
    private static final String QUICK = "SET LOCAL synchronous_commit = off";

    private static final String LOCK = "SELECT FROM feed_offset WHERE feed = 'lists' FOR UPDATE";
    static final String READ =
            """
            SELECT j.xid, j.ordering, persistence_id, sequence_number, canvas, at,
                event_ser_manifest,
                CASE WHEN event_ser_manifest LIKE ANY (?) THEN event_payload END AS payload
            """
                    + NEWER
                    + " ORDER BY j.xid, j.ordering LIMIT "
                    + PAGE;
    private static final String SAVE =
            "UPDATE feed_offset SET xid = ?::xid8, ordering = ? WHERE feed = 'lists'";

    private final Counter rows = Metrics.counter("gesso_feed_rows_total");
    private final Timer lag = Metrics.timer("gesso_projection_lag_seconds", "projection", "lists");

    /** True when there may be more at once. */
    public boolean step(Connection connection) throws SQLException {
        if (!isBehind(connection)) {
            return false;
        }
        connection.setAutoCommit(false);
        try {
            var page = page(connection);
            connection.commit();
            count(page);
            return page.size() == PAGE;
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** One page within the transaction of the connection; empty when there is nothing new. */
    static List<FeedRow> page(Connection connection) throws SQLException {
        var page = read(connection);
        if (!page.isEmpty()) {
            Lists.apply(connection, page);
            save(connection, page.getLast());
        }
        return page;
    }

    /** Empties the lists; the next steps fill them again from the journal alone. */
    public static void rebuild(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
            statement.execute(
                    "DELETE FROM canvas_member; DELETE FROM canvas_summary;"
                            + " DELETE FROM widget_place; DELETE FROM notification;"
                            + " DELETE FROM activity_subject;"
                            + " DELETE FROM app_version; DELETE FROM app_entry;"
                            + " DELETE FROM app_rating; DELETE FROM app_count;"
                            + " DELETE FROM app_use; DELETE FROM app_pair;"
                            + " DELETE FROM generation; DELETE FROM generation_use;"
                            + " DELETE FROM generation_picture;"
                            + " UPDATE feed_offset SET xid = '0', ordering = 0"
                            + " WHERE feed = 'lists'");
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Without a lock, so that an idle feed writes nothing. */
    private static boolean isBehind(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(ANY);
                var answer = query.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static List<FeedRow> read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(QUICK + "; " + LOCK);
        }
        try (var query = connection.prepareStatement(READ)) {
            query.setArray(1, connection.createArrayOf("text", Lists.MANIFESTS));
            var page = new ArrayList<FeedRow>();
            try (var answer = query.executeQuery()) {
                while (answer.next()) {
                    page.add(FeedRow.of(answer));
                }
            }
            return page;
        }
    }

    private static void save(Connection connection, FeedRow last) throws SQLException {
        try (var update = connection.prepareStatement(SAVE)) {
            update.setString(1, last.xid());
            update.setLong(2, last.ordering());
            update.executeUpdate();
        }
    }

    private void count(List<FeedRow> page) {
        rows.increment(page.size());
        if (!page.isEmpty()) {
            var happened = page.getLast().time().toInstant();
            var behind = Duration.between(happened, Instant.now());
            lag.record(behind.isNegative() ? Duration.ZERO : behind);
        }
    }
}

package gesso.cluster.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes all lists anew from the journal while people work: in tables beside those in use, which are
 * changed for the new rows in one transaction at the end. Readers see the old lists or the new
 * ones; the feed stands still only for that transaction and goes on from where the new ones are,
 * which is never behind. Leaves nothing when it is ended in the middle.
 */
public final class Rebuild {
    /**
     * All that the feed keeps; what people have said beside the journal, such as read marks, stays.
     */
    static final List<String> TABLES =
            List.of(
                    "canvas_summary",
                    "canvas_member",
                    "widget_place",
                    "notification",
                    "activity_subject",
                    "app_entry",
                    "app_version",
                    "app_rating",
                    "app_count",
                    "app_use",
                    "app_pair",
                    "generation",
                    "generation_use",
                    "generation_picture");

    private static final String BESIDE = "lists_anew";

    /** Any number will do, the same for every rebuild of one database. */
    private static final long LOCK = 0x6765_7373_6f33L;

    private final Connection connection;
    private final Progress progress;

    /** Hears how far it is, after each page. */
    public interface Progress {
        /**
         * @param read places of the journal
         * @param all that there were when it began
         */
        void at(long read, long all);
    }

    private Rebuild(Connection connection, Progress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Takes the connection for itself meanwhile. False when another rebuild is under way. */
    public static boolean run(Connection connection, Progress progress) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!isFree(statement)) {
                return false;
            }
            try {
                new Rebuild(connection, progress).run();
                return true;
            } finally {
                statement.execute("RESET search_path");
                statement.execute("DROP SCHEMA IF EXISTS " + BESIDE + " CASCADE");
                statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    private static boolean isFree(Statement statement) throws SQLException {
        try (var answer = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void run() throws SQLException {
        try (var statement = connection.createStatement()) {
            makeTables(statement);
            long all = number(statement, "SELECT coalesce(max(ordering), 0) FROM event_journal");
            // What the feed writes without naming a schema lands in the tables beside.
            statement.execute("SET search_path = " + BESIDE + ", public");
            var feed = new Feed();
            boolean more = true;
            while (more) {
                more = feed.step(connection);
                long read = number(statement, "SELECT ordering FROM feed_offset");
                progress.at(Math.min(read, all), all);
            }
            change(statement);
            progress.at(all, all);
        }
    }

    private static void makeTables(Statement statement) throws SQLException {
        statement.execute("DROP SCHEMA IF EXISTS " + BESIDE + " CASCADE");
        statement.execute("CREATE SCHEMA " + BESIDE);
        for (var table : TABLES) {
            statement.execute(
                    "CREATE TABLE %1$s.%2$s (LIKE public.%2$s INCLUDING ALL)"
                            .formatted(BESIDE, table));
        }
        statement.execute(
                "CREATE TABLE %s.feed_offset (LIKE public.feed_offset INCLUDING ALL)"
                        .formatted(BESIDE));
        statement.execute(
                "INSERT INTO %s.feed_offset (feed, xid, ordering) VALUES ('lists', '0', 0)"
                        .formatted(BESIDE));
    }

    /** Under the feed's own lock: it neither writes nor moves until the new rows are there. */
    private void change(Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        try {
            statement.execute("SELECT FROM public.feed_offset WHERE feed = 'lists' FOR UPDATE");
            while (!Feed.page(connection).isEmpty()) {
                // Everything that the lists in use have, and what came since.
            }
            for (var table : TABLES) {
                var columns = String.join(", ", columns(statement, table));
                statement.execute("DELETE FROM public." + table);
                statement.execute(
                        "INSERT INTO public.%1$s (%2$s) SELECT %2$s FROM %3$s.%1$s"
                                .formatted(table, columns, BESIDE));
            }
            statement.execute(
                    """
                    UPDATE public.feed_offset SET (xid, ordering) = (
                        SELECT xid, ordering FROM %s.feed_offset WHERE feed = 'lists')
                    WHERE feed = 'lists'
                    """
                            .formatted(BESIDE));
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Without those that the database computes. */
    private static List<String> columns(Statement statement, String table) throws SQLException {
        var names = new ArrayList<String>();
        try (var answer =
                statement.executeQuery(
                        """
                        SELECT quote_ident(column_name) FROM information_schema.columns
                        WHERE table_schema = 'public' AND table_name = '%s'
                            AND is_generated = 'NEVER'
                        ORDER BY ordinal_position
                        """
                                .formatted(table))) {
            while (answer.next()) {
                names.add(answer.getString(1));
            }
        }
        return names;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (var answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }
}

package gesso.cluster.journal;

import gesso.protocol.HybridClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the whole journal of a canvas that this database has never had, in one transaction: all of
 * it or nothing. Events come in order of time, those of an entity by revision. Takes the connection
 * for itself meanwhile; confined to one thread.
 */
public final class JournalImport implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final String WRITER = "import";

    /**
     * Two imports of one canvas wait for each other; so does nobody else. By the second lock, which
     * all imports share, readers of the past tell them from writes that they must wait for: nobody
     * can have asked about a canvas before it is there.
     */
    private static final String BEGIN =
            """
            SELECT pg_advisory_xact_lock(hashtextextended('gesso.import ' || ?, 0)),
                pg_advisory_xact_lock_shared(26469, 1936945972),
                set_config('gesso.import', ?, true), set_config('statement_timeout', '0', true)
            """;

    private final Connection connection;
    private final String canvas;
    private final List<JournalRow> waiting = new ArrayList<>(BATCH);
    private final Map<String, Place> places = new HashMap<>();
    private boolean committed;

    /** How far an entity is. */
    private record Place(long revision, OperationKey operation, int step) {}

    private JournalImport(Connection connection, String canvas) {
        this.connection = connection;
        this.canvas = canvas;
    }

    public static JournalImport begin(Connection connection, String canvas) throws SQLException {
        connection.setAutoCommit(false);
        var begun = new JournalImport(connection, canvas);
        try (var begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, canvas);
            begin.setString(2, canvas);
            begin.execute();
            return begun;
        } catch (SQLException failed) {
            begun.close();
            throw failed;
        }
    }

    /** Whether the database has had such a canvas, whatever has become of it. */
    public boolean isThere() throws SQLException {
        return has("SELECT EXISTS (SELECT FROM event_journal WHERE canvas = ?)", canvas);
    }

    /** Whether a widget of this id lies on another canvas: apps know widgets by their ids alone. */
    public boolean isTaken(String widget) throws SQLException {
        return has("SELECT EXISTS (SELECT FROM widget_place WHERE widget = ?)", widget);
    }

    /**
     * @throws IllegalArgumentException when the event does not follow what came before
     */
    public void add(String persistenceId, JournalEntry entry) throws SQLException {
        var event = entry.event();
        var operation = OperationKey.of(event.origin());
        var before = places.get(persistenceId);
        long revision = before == null ? 1 : before.revision() + 1;
        if (!canvas.equals(PersistenceIds.canvasOf(persistenceId))
                || entry.revision() != revision) {
            throw new IllegalArgumentException(
                    "%s #%d where #%d must come"
                            .formatted(persistenceId, entry.revision(), revision));
        }
        int step = before != null && before.operation().equals(operation) ? before.step() + 1 : 0;
        places.put(persistenceId, new Place(revision, operation, step));
        waiting.add(
                new JournalRow(
                        persistenceId,
                        revision,
                        WRITER,
                        HybridClock.millis(event.origin().at()),
                        new JournalEvent(
                                event.manifest(),
                                event.origin(),
                                event.data(),
                                event.payload(),
                                step,
                                null,
                                List.of())));
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    /** Durable when it returns. */
    public void commit() throws SQLException {
        flush();
        connection.commit();
        committed = true;
    }

    /** Nothing is left of what was not committed. */
    @Override
    public void close() throws SQLException {
        if (!committed) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    private void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            JournalInsert.insert(connection, waiting);
            waiting.clear();
        }
    }

    private boolean has(String query, String id) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}

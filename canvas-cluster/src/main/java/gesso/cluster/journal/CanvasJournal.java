package gesso.cluster.journal;

import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.widget.WidgetEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** The journals of one canvas and all its widgets, read as one. */
public final class CanvasJournal {
    private static final String COLUMNS =
            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload";

    private static final String NEWEST =
            COLUMNS
                    + """
                     FROM (
                        SELECT * FROM (
                            SELECT * FROM event_journal WHERE canvas = ? ORDER BY at DESC LIMIT ?) recent
                        WHERE event_ser_manifest <> ALL (?) ORDER BY at DESC LIMIT ?) newest
                    WHERE by = ? OR position('"undoes":'::bytea IN event_payload) > 0
                        OR position('"redoes":'::bytea IN event_payload) > 0
                    ORDER BY at, persistence_id, sequence_number
                    """;

    /** Events that one search for the newest ones goes back over, those that do not count too. */
    private static final int SCANNED_MAX = 200_000;

    private static final String OPERATION =
            COLUMNS
                    + """
                     FROM event_journal
                    WHERE client = ? AND (op = ? OR (op >= ? AND op < ?)) AND canvas = ?
                    ORDER BY at, persistence_id, sequence_number
                    """;

    private static final String AUTHOR =
            """
            SELECT by FROM (
                SELECT by, op FROM event_journal WHERE canvas = ? ORDER BY at DESC LIMIT ?) newest
            WHERE op = ? LIMIT 1
            """;

    private static final String WRITING =
            """
            SELECT virtualtransaction FROM pg_locks
            WHERE relation = 'event_journal'::regclass AND mode = 'RowExclusiveLock'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND virtualtransaction NOT IN (SELECT virtualtransaction FROM pg_locks
                    WHERE locktype = 'advisory' AND classid = 26469 AND objid = 1936945972
                        AND objsubid = 2)
            """;

    /** How long writes that were under way may take before a reader of the past gives up. */
    private static final long WRITES_END_NANOS = 3_000_000_000L;

    private final JournalReader reader;
    private final String canvas;

    public CanvasJournal(JournalReader reader, String canvas) {
        this.reader = reader;
        this.canvas = canvas;
    }

    /**
     * Of the newest {@code limit} events those of a person and those that undo or redo something,
     * in order of time.
     *
     * @param without types that do not count, however many there are
     */
    public CompletionStage<List<EventView>> newest(
            String user, int limit, Collection<String> without) {
        var manifests =
                without.stream()
                        .map(type ->
                                EventCodec.manifest(new WidgetEvent.OfApp(type, Json.object())))
                        .toArray();
        return reader.read(connection -> {
            try (var query = connection.prepareStatement(NEWEST)) {
                query.setString(1, canvas);
                query.setInt(2, SCANNED_MAX);
                query.setArray(3, connection.createArrayOf("text", manifests));
                query.setInt(4, limit);
                query.setString(5, user);
                return views(query);
            }
        });
    }

    /** What an operation has done, on the canvas and in any widget, its numbered steps included. */
    public CompletionStage<List<EventView>> operation(OperationKey key) {
        return reader.read(connection -> {
            try (var query = connection.prepareStatement(OPERATION)) {
                query.setString(1, key.client());
                query.setString(2, key.op());
                query.setString(3, key.op() + "~");
                query.setString(4, key.op() + "\u007f");
                query.setString(5, canvas);
                return views(query);
            }
        });
    }

    /**
     * Who made an operation of the newest {@code limit} events; empty when it is not among them.
     */
    public CompletionStage<String> author(String op, int limit) {
        return reader.read(connection -> {
            try (var query = connection.prepareStatement(AUTHOR)) {
                query.setString(1, canvas);
                query.setInt(2, limit);
                query.setString(3, op);
                try (var rows = query.executeQuery()) {
                    return rows.next() ? rows.getString(1) : "";
                }
            }
        });
    }

    /**
     * Every event up to an instant, in order of time, after all writes that are under way now have
     * ended: whoever began to write before the instant became old is in it.
     *
     * @param start begins a fold, on a thread of the journal
     */
    public <T> CompletionStage<T> foldUntil(long instant, Supplier<? extends PastFold<T>> start) {
        return reader.fold(connection -> {
            awaitWrites(connection);
            return new Seek<>(connection, canvas, instant, reader.seeking(), start.get()).run();
        });
    }

    /** All writes that are under way now have ended. */
    public CompletionStage<Done> settled() {
        return reader.fold(connection -> {
            awaitWrites(connection);
            return Done.getInstance();
        });
    }

    private static void awaitWrites(Connection connection) throws SQLException {
        var begun = writing(connection);
        long until = System.nanoTime() + WRITES_END_NANOS;
        while (!begun.isEmpty()) {
            begun.retainAll(writing(connection));
            if (System.nanoTime() - until > 0) {
                throw new SQLException("writes of the journal take too long");
            }
        }
    }

    private static Set<String> writing(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(WRITING);
                var rows = query.executeQuery()) {
            var transactions = new HashSet<String>();
            while (rows.next()) {
                transactions.add(rows.getString(1));
            }
            return transactions;
        }
    }

    private List<EventView> views(PreparedStatement query) throws SQLException {
        var events = new ArrayList<EventView>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                events.add(view(rows));
            }
        }
        return events;
    }

    private static EventView view(ResultSet row) throws SQLException {
        var widget = PersistenceIds.widgetOf(row.getString("persistence_id"));
        return JournalReader.entry(row).view(Objects.requireNonNullElse(widget, EventView.CANVAS));
    }
}

package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.db.Database;
import gesso.protocol.journal.EventCodec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the journal.
 *
 * @param of {@code canvas} or a widget
 * @param client as operations name it
 */
public record Entry(
        String canvas,
        String of,
        long rev,
        String writer,
        long at,
        String client,
        String op,
        int step,
        String by,
        String type,
        JsonNode data) {

    private static final String ROWS =
            """
            SELECT canvas, persistence_id, sequence_number, writer, at, client, op, step, by,
                   event_ser_manifest, event_payload
              FROM event_journal WHERE canvas IS NOT NULL
             ORDER BY persistence_id, sequence_number\
            """;

    /** The journals of all canvases: entity by entity, each in the order of its revisions. */
    static List<Entry> all(Database database) throws SQLException {
        var entries = new ArrayList<Entry>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ROWS)) {
            while (rows.next()) {
                var stored = EventCodec.decode(rows.getString(10), rows.getBytes(11));
                entries.add(
                        new Entry(
                                rows.getString(1),
                                of(rows.getString(2)),
                                rows.getLong(3),
                                rows.getString(4),
                                rows.getLong(5),
                                rows.getString(6),
                                rows.getString(7),
                                rows.getInt(8),
                                rows.getString(9),
                                EventCodec.type(stored.manifest(), stored.data()),
                                EventCodec.wire(stored.manifest(), stored.data())));
            }
        }
        return entries;
    }

    /** The newest revision of each entity of a canvas. */
    static Map<String, Long> newest(Database database, String canvas) throws SQLException {
        var newest = new HashMap<String, Long>();
        try (var connection = database.connect();
                var query =
                        connection.prepareStatement(
                                "SELECT persistence_id, max(sequence_number) FROM event_journal"
                                        + " WHERE canvas = ? GROUP BY persistence_id")) {
            query.setString(1, canvas);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    newest.put(of(rows.getString(1)), rows.getLong(2));
                }
            }
        }
        return newest;
    }

    private static String of(String persistenceId) {
        int widget = persistenceId.indexOf('|', 2);
        return widget < 0 ? Picture.CANVAS : persistenceId.substring(widget + 1);
    }
}

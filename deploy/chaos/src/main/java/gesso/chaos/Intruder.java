package gesso.chaos;

import gesso.deploy.db.Database;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/**
 * A writer that believes it still owns a widget, as a node does that was paused while its shards
 * moved: it stores one event at the next revision, past the entity. The journal takes it or not;
 * the entity must notice and go on behind it.
 */
final class Intruder {
    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                adapter_manifest, event_ser_id, event_ser_manifest, event_payload,
                canvas, at, client, op, step, by)
            SELECT persistence_id, sequence_number + 1, ?, write_timestamp, '', event_ser_id,
                'widget.emitted.1', ?, canvas, ?, ?, ?, 0, ?
              FROM event_journal WHERE persistence_id = ? AND sequence_number = ?\
            """;

    private final Database database;
    private final History history;
    private final Person owner;
    private final List<String[]> widgets;
    private int count;

    /**
     * @param widgets canvas and widget
     */
    Intruder(Database database, History history, Person owner, List<String[]> widgets) {
        this.database = database;
        this.history = history;
        this.owner = owner;
        this.widgets = widgets;
    }

    void write(Random random) {
        var place = widgets.get(random.nextInt(widgets.size()));
        var data = Json.object().put("type", "chaos.intruded");
        data.set("data", Json.object());
        var id = "intruder-" + ++count;
        var client = "u:intruder";
        var sent = new Sent(id, client, owner.id(), place[0], place[1], "intrude", data);
        var persistenceId = "c|" + place[0] + "|" + place[1];
        history.invoke(sent, "intruder", false);
        try (var connection = database.connect();
                var insert = connection.prepareStatement(INSERT)) {
            var last = last(connection, persistenceId);
            long at = last.next();
            var origin =
                    new Origin(
                            id, client, null, owner.id(), null, id, null, null, null, null, id, at);
            insert.setString(1, "intruder-" + count);
            insert.setBytes(2, EventCodec.encode(origin, data));
            insert.setLong(3, at);
            insert.setString(4, client);
            insert.setString(5, id);
            insert.setString(6, owner.id());
            insert.setString(7, persistenceId);
            insert.setLong(8, last.revision());
            insert.executeUpdate();
            history.info(sent, "stored, or not: nobody was there");
        } catch (SQLException refused) {
            history.info(sent, "refused: " + refused.getSQLState());
        }
    }

    /** What the intruder takes for the newest event: others may store one meanwhile. */
    private record Last(long revision, long at) {
        /** The present, later than that event: a clock that knows it. */
        long next() {
            return Math.max(HybridClock.ofMillis(System.currentTimeMillis()), at + 1);
        }
    }

    private static Last last(Connection connection, String persistenceId) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "SELECT sequence_number, at FROM event_journal WHERE persistence_id = ?"
                                + " ORDER BY sequence_number DESC LIMIT 1")) {
            query.setString(1, persistenceId);
            try (var rows = query.executeQuery()) {
                return rows.next() ? new Last(rows.getLong(1), rows.getLong(2)) : new Last(0, 0);
            }
        }
    }
}

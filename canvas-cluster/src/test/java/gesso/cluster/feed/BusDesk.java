package gesso.cluster.feed;

import gesso.cluster.bus.Effects;
import gesso.cluster.bus.EventBus;
import gesso.cluster.bus.EventHandler;
import gesso.cluster.journal.JournalSerializer;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Publication;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** A journal that is written by hand, and subscriptions to it that step when they are told to. */
final class BusDesk {
    static final BusLimits LIMITS =
            new BusLimits(
                    5, 3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(200), 200);
    private static final EventBus NOWHERE =
            new EventBus() {
                @Override
                public CompletionStage<OperationReply> publish(Publication event, Stamp stamp) {
                    return CompletableFuture.failedStage(new IllegalStateException());
                }

                @Override
                public void subscribe(EventPattern pattern, EventHandler handler) {}
            };

    /** The database refuses what is late: a slow machine must not be. */
    private static final long AHEAD_MILLIS = 60_000;

    final DataSource database = TestDatabase.fresh().dataSource();
    private final Feed lists = new Feed();

    BusDesk() throws SQLException {
        run("CREATE TABLE heard (subscription text, event text)");
    }

    /** Keeps what it hears in a table, and counts how often it was called. */
    static class Listener implements EventHandler {
        private final String name;
        final List<String> called = new ArrayList<>();

        Listener(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void handle(BusEvent event, Effects effects) throws Exception {
            called.add(event.id());
            effects.run("INSERT INTO heard VALUES (?, ?)", name, event.id());
        }
    }

    Delivery subscribe(String pattern, EventHandler handler) throws SQLException {
        return subscribe(pattern, handler, LIMITS);
    }

    Delivery subscribe(String pattern, EventHandler handler, BusLimits limits) throws SQLException {
        try (var connection = database.getConnection()) {
            Delivery.register(connection, EventPattern.of(pattern), handler);
        }
        return new Delivery(EventPattern.of(pattern), handler, NOWHERE, limits);
    }

    /** Until there is nothing more to do at once. */
    void deliver(Delivery delivery) throws SQLException {
        try (var connection = database.getConnection()) {
            while (delivery.step(connection)) {
                continue;
            }
        }
    }

    /** One event, and the lists after it. */
    void happens(String persistenceId, long revision, String manifest, String data)
            throws SQLException {
        try (var connection = database.getConnection()) {
            write(connection, persistenceId, revision, manifest, data);
        }
        readLists();
    }

    void readLists() throws SQLException {
        try (var connection = database.getConnection()) {
            while (lists.step(connection)) {
                continue;
            }
        }
    }

    static void write(Connection connection, String id, long revision, String manifest, String data)
            throws SQLException {
        long at = HybridClock.ofMillis(System.currentTimeMillis() + AHEAD_MILLIS);
        var op = id + "-" + revision;
        var origin =
                new Origin(op, "u:ann", null, "ann", null, op, null, null, null, null, "s", at);
        var sql = new Statements(connection);
        sql.run(
                """
                INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                    event_ser_manifest, event_payload, canvas, at, client, op, step, by)
                VALUES (?, ?, 'w', %d, ?, ?, ?, ?, 'u:ann', ?, 0, 'ann')
                """
                        .formatted(JournalSerializer.ID),
                id,
                revision,
                manifest,
                EventCodec.encode(origin, Json.parse(data).orElseThrow()),
                id.split("\\|", -1)[1],
                at,
                op);
    }

    /** A todo of widget {@code w} on canvas {@code c}. */
    void todo(long revision) throws SQLException {
        happens("c|c|w", revision, "todo.created.1", "{\"id\": \"t" + revision + "\"}");
    }

    List<String> heard(String subscription) throws SQLException {
        return texts("SELECT event FROM heard WHERE subscription = '" + subscription + "'");
    }

    List<String> texts(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package gesso.cluster.feed;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.bus.EventHandler;
import gesso.cluster.journal.JournalReader;
import gesso.protocol.Json;
import gesso.protocol.bus.EventPattern;
import java.util.concurrent.CompletionStage;

/** What operators see of the bus and can do about it. Thread-safe. */
public final class Subscriptions {
    /** Parked events that are shown of one subscription, the newest; all are counted. */
    private static final int SHOWN = 20;

    private static final String ALL =
            """
            SELECT coalesce(json_agg(one ORDER BY one.name), '[]')::text FROM (
                SELECT s.name, s.pattern, s.tries, s.error,
                    (s.xid, s.ordering) < (f.xid, f.ordering) AS behind,
                    (SELECT count(*) FROM bus_parked p WHERE p.subscription = s.name) AS parked,
                    (SELECT coalesce(json_agg(e), '[]') FROM (
                        SELECT p.event, p.type, p.canvas, p.error, p.parked_at AS "parkedAt",
                            p.again
                        FROM bus_parked p WHERE p.subscription = s.name
                        ORDER BY p.parked_at DESC, p.event LIMIT ?) e) AS events
                FROM bus_subscription s, feed_offset f WHERE f.feed = 'lists') one
            """;
    private static final String AGAIN = "UPDATE bus_parked SET again = true WHERE subscription = ?";

    private final JournalReader reader;

    public Subscriptions(JournalReader reader) {
        this.reader = reader;
    }

    /** Every subscription: how it stands, and what it could not handle. */
    public CompletionStage<JsonNode> look() {
        return reader.read(connection ->
                Json.object()
                        .set(
                                "subscriptions",
                                new Statements(connection)
                                        .text(ALL, SHOWN)
                                        .flatMap(Json::stored)
                                        .orElseThrow()));
    }

    /** All that is parked of one subscription is tried once more; how many events that are. */
    public CompletionStage<Integer> again(String subscription) {
        return reader.read(connection -> new Statements(connection).run(AGAIN, subscription));
    }

    /** From now on a new subscription misses nothing, wherever it will run. */
    public CompletionStage<Boolean> register(EventPattern pattern, EventHandler handler) {
        return reader.deliver(connection -> {
            Delivery.register(connection, pattern, handler);
            return true;
        });
    }
}

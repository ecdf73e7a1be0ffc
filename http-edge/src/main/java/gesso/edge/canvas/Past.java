package gesso.edge.canvas;

import gesso.edge.access.Caller;
import gesso.edge.database.Database;
import gesso.protocol.Clients;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Whether an operation has already had its effect. A resend gets its first answer even when the
 * person may no longer do such a thing, or when what it was about has changed. Thread-safe.
 */
public final class Past {
    private final Database database;

    public Past(Database database) {
        this.database = database;
    }

    /** The entity that an operation has had its effect in: {@code canvas} or a widget id. */
    CompletionStage<Optional<String>> entity(Caller caller, String canvas, String op) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT coalesce(nullif(split_part(persistence_id, '|', 3), ''),"
                                        + " 'canvas') FROM event_journal"
                                        + " WHERE client = ? AND op = ? AND canvas = ? LIMIT 1")
                        .bind(0, Clients.http(caller.user()))
                        .bind(1, op)
                        .bind(2, canvas)
                        .mapTo(String.class)
                        .findOne());
    }

    CompletionStage<Boolean> has(Caller caller, String canvas, String op) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT 1 FROM event_journal WHERE client = ? AND op = ?"
                                        + " AND canvas = ? LIMIT 1")
                        .bind(0, Clients.http(caller.user()))
                        .bind(1, op)
                        .bind(2, canvas)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }
}

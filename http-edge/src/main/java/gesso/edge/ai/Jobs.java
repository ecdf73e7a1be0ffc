package gesso.edge.ai;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.database.Database;
import gesso.protocol.Json;
import gesso.protocol.generation.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the lists of generations. Thread-safe. */
final class Jobs {
    private static final int SHOWN_MAX = 50;

    private static final String LIST =
            """
            SELECT generation, owner, canvas, prompt, title, step, version, approval, asked_at
            FROM generation
            """;

    /** What a person has used of their quota. */
    record Use(int used, int waiting, Optional<Instant> oldest, long tokens) {}

    private final Database database;

    Jobs(Database database) {
        this.database = database;
    }

    /** Where one stands among those of its owner. */
    record Place(Instant askedAt, String generation) {
        static final Place FIRST = new Place(Instant.parse("9999-12-31T00:00:00Z"), "");
    }

    /** The newest first, and one more than the limit where there are more. */
    CompletionStage<List<JsonNode>> of(String owner, Place after, int limit) {
        return database.with(sql ->
                sql.createQuery(
                                LIST
                                        + """
                                        WHERE owner = :owner AND (asked_at, generation) < (:at, :id)
                                        ORDER BY asked_at DESC, generation DESC LIMIT :limit
                                        """)
                        .bind("owner", owner)
                        .bind("at", Timestamp.from(after.askedAt()))
                        .bind("id", after.generation())
                        .bind("limit", limit + 1)
                        .<JsonNode>map((row, _) -> item(row))
                        .list());
    }

    /**
     * Whether a client's operation has come to something in this generation: the same id elsewhere
     * is another operation.
     */
    CompletionStage<Boolean> isKnown(String generation, String client, String op) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT EXISTS (SELECT 1 FROM event_journal WHERE op = :op AND"
                                        + " client = :client"
                                        + " AND persistence_id = 'g|' || :generation)")
                        .bind("generation", generation)
                        .bind("op", op)
                        .bind("client", client)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Whose approval is asked for, the oldest first. */
    CompletionStage<List<String>> asked() {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT generation FROM generation WHERE approval = 'asked'"
                                        + " ORDER BY changed_at LIMIT "
                                        + SHOWN_MAX)
                        .mapTo(String.class)
                        .list());
    }

    CompletionStage<Use> use(String owner) {
        return database.with(sql ->
                sql.createQuery(
                                """
                                SELECT count(*) FILTER (WHERE counts) AS used,
                                    min(at) FILTER (WHERE counts) AS oldest,
                                    coalesce(sum(tokens), 0) AS tokens,
                                    (SELECT count(*) FROM generation WHERE owner = :owner AND
                                        step NOT IN ('published', 'failed', 'cancelled')) AS waiting
                                FROM generation_use
                                WHERE owner = :owner AND at > now() - interval '1 hour'
                                """)
                        .bind("owner", owner)
                        .map((row, _) ->
                                new Use(
                                        row.getInt("used"),
                                        row.getInt("waiting"),
                                        Optional.ofNullable(row.getTimestamp("oldest"))
                                                .map(Timestamp::toInstant),
                                        row.getLong("tokens")))
                        .one());
    }

    CompletionStage<Optional<byte[]>> code(String generation, String hash) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT bytes FROM app_file WHERE app = ? AND hash = ? AND path ="
                                        + " 'app.js'")
                        .bind(0, Generation.app(generation))
                        .bind(1, hash)
                        .map((row, _) -> row.getBytes("bytes"))
                        .findOne());
    }

    /** What a version had drawn in its test: a JSON list. */
    CompletionStage<Optional<String>> pictures(String generation, int version) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT pictures FROM generation_picture WHERE generation = ? AND"
                                        + " version = ?")
                        .bind(0, generation)
                        .bind(1, version)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Public keys that apps are signed with. */
    CompletionStage<List<String>> keys() {
        return database.with(sql ->
                sql.createQuery("SELECT key FROM app_signing_key ORDER BY made_at DESC LIMIT 20")
                        .mapTo(String.class)
                        .list());
    }

    private static JsonNode item(ResultSet row) throws SQLException {
        var id = row.getString("generation");
        return Json.object()
                .put("job", id)
                .put("canvas", row.getString("canvas"))
                .put("prompt", row.getString("prompt"))
                .put("title", row.getString("title"))
                .put("status", status(row.getString("step")))
                .put("version", row.getInt("version"))
                .put("approval", row.getString("approval"))
                .put("app", Generation.app(id))
                .put("at", row.getTimestamp("asked_at").toInstant().toString());
    }

    private static String status(String step) {
        return switch (step) {
            case "published", "failed", "cancelled" -> step;
            case "requested" -> "queued";
            default -> "working";
        };
    }
}

package gesso.edge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.database.Database;
import gesso.protocol.Json;
import gesso.protocol.app.Manifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Reads the registry's read models. Thread-safe. */
public final class Catalogue {
    /**
     * Of trigrams, 0 for equal words: "calender" is 0.4 from the calendar, "chta" 0.6 from a chat.
     */
    private static final double DISTANCE_MAX = 0.65;

    /** More than these are not like it any more. */
    private static final int NEAR_MAX = 50;

    /** In what order a list of apps comes. */
    enum Sort {
        RELEVANCE,
        TITLE,
        NEWEST
    }

    /** What is looked for; empty parts are not looked at. */
    record Query(String words, Optional<String> origin, Sort sort) {}

    /** An app with its place in the order, from which the next page goes on. */
    record Row(JsonNode manifest, String place, String app) {}

    private final Database database;

    public Catalogue(Database database) {
        this.database = database;
    }

    /** An app's newest version. */
    public CompletionStage<Optional<Manifest>> find(String app) {
        return manifest(app).thenApply(found -> found.map(Catalogue::manifest));
    }

    CompletionStage<Optional<JsonNode>> manifest(String app) {
        return database.with(sql ->
                sql.createQuery("SELECT manifest FROM app_entry WHERE app = ?")
                        .bind(0, app)
                        .mapTo(String.class)
                        .findOne()
                        .map(Catalogue::json));
    }

    /** Newest first; empty for an unknown app. */
    CompletionStage<List<JsonNode>> versions(String app) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT manifest, published_at FROM app_version WHERE app ="
                                        + " ? ORDER BY revision DESC")
                        .bind(0, app)
                        .map((row, _) -> version(row))
                        .list());
    }

    private static JsonNode version(ResultSet row) throws SQLException {
        var published = row.getTimestamp("published_at").toInstant().toString();
        var manifest = json(row.getString("manifest"));
        return manifest instanceof ObjectNode object
                ? object.put("publishedAt", published)
                : manifest;
    }

    /**
     * At most {@code limit} + 1 rows that come after {@code after}: one more tells of a next page.
     * Only where no word fits are words looked for that are like it; of these there is one page.
     */
    CompletionStage<List<Row>> search(Query query, Optional<Row> after, int limit) {
        return database.with(sql -> {
            var exact = exact(sql, query, after, limit);
            return exact.isEmpty() && after.isEmpty() && !query.words().isEmpty()
                    ? near(sql, query, Math.min(limit, NEAR_MAX))
                    : exact;
        });
    }

    private static List<Row> exact(Handle sql, Query query, Optional<Row> after, int limit) {
        boolean backwards = query.sort() == Sort.NEWEST;
        var order = backwards ? "DESC" : "ASC";
        var statement =
                """
                SELECT e.manifest, e.app, found.place FROM (
                    SELECT app, place FROM (
                        SELECT app, %s AS place FROM app_entry
                        WHERE (:origin = '' OR origin = :origin) %s) fits
                    WHERE :after = '' OR (place, app) %s (:place, :after)
                    ORDER BY place %s, app %s LIMIT :limit) found
                JOIN app_entry e USING (app) ORDER BY found.place %s, e.app %s
                """
                        .formatted(
                                place(query.sort()),
                                query.words().isEmpty() ? "" : FITS,
                                backwards ? "<" : ">",
                                order,
                                order,
                                order,
                                order);
        var words = query.words().toLowerCase(Locale.ROOT);
        var bound =
                sql.createQuery(statement)
                        .bind("origin", query.origin().orElse(""))
                        .bind("after", after.map(Row::app).orElse(""))
                        .bind("place", after.map(Row::place).orElse(""))
                        .bind("limit", limit + 1);
        if (!words.isEmpty()) {
            bound.bind("words", words).bind("part", "%" + escaped(words) + "%");
        }
        if (query.sort() == Sort.RELEVANCE) {
            bound.bind("start", escaped(words) + "%");
        }
        return bound.map((row, _) -> row(row)).list();
    }

    private static List<Row> near(Handle sql, Query query, int limit) {
        return sql.createQuery(
                        """
                        SELECT e.manifest, e.app, '' AS place FROM (
                            SELECT app, :words <<-> words AS distance FROM app_entry
                            WHERE :origin = '' OR origin = :origin
                            ORDER BY :words <<-> words LIMIT :limit) found
                        JOIN app_entry e USING (app)
                        WHERE found.distance <= :distance
                        ORDER BY found.distance, length(e.words), e.app
                        """)
                .bind("words", query.words().toLowerCase(Locale.ROOT))
                .bind("origin", query.origin().orElse(""))
                .bind("distance", DISTANCE_MAX)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                json(row.getString("manifest")), row.getString("place"), row.getString("app"));
    }

    /** A word in it or a part of a word: both by an index. */
    private static final String FITS =
            "AND (search @@ plainto_tsquery('simple', :words) OR words LIKE :part)";

    /** As text that sorts, so that one kind of cursor does for all orders. */
    private static String place(Sort sort) {
        return switch (sort) {
            case RELEVANCE ->
                    "CASE WHEN lower(title) = :words THEN '0' WHEN lower(title) LIKE :start THEN '1'"
                            + " WHEN lower(title) LIKE :part THEN '2' ELSE '3' END";
            case TITLE -> "lower(title) COLLATE \"C\"";
            case NEWEST -> "to_char(changed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')";
        };
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static JsonNode json(String stored) {
        return Json.parse(stored)
                .orElseThrow(() -> new IllegalStateException("unreadable manifest in app_entry"));
    }

    private static Manifest manifest(JsonNode stored) {
        return Json.value(stored, Manifest.class);
    }
}

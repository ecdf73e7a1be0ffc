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
        NEWEST,
        RATING,
        POPULAR;

        boolean counted() {
            return this == RATING || this == POPULAR;
        }

        boolean backwards() {
            return this == NEWEST || counted();
        }
    }

    /** What is looked for; empty parts are not looked at. */
    record Query(String words, Optional<String> origin, Optional<String> category, Sort sort) {}

    /** An app with its place in the order, from which the next page goes on. */
    record Row(JsonNode manifest, String place, String app) {}

    private final Database database;

    public Catalogue(Database database) {
        this.database = database;
    }

    /**
     * A version of an app, for a canvas.
     *
     * @param outOfUse why it may not run; empty where it may
     */
    public record Release(Manifest manifest, Optional<String> outOfUse) {}

    /** The version that new widgets get. */
    public CompletionStage<Optional<Release>> offered(String app) {
        return database.with(sql ->
                sql.createQuery(
                                """
                                SELECT manifest, CASE WHEN status <> 'active'
                                    THEN coalesce(reason, status) END AS why
                                FROM app_entry WHERE app = ?
                                """)
                        .bind(0, app)
                        .map((row, _) -> release(row))
                        .findOne());
    }

    private static Release release(ResultSet row) throws SQLException {
        return new Release(
                manifest(json(row.getString("manifest"))),
                Optional.ofNullable(row.getString("why")));
    }

    /** As the lists show it, with how it stands. */
    CompletionStage<Optional<JsonNode>> details(String app) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT e.manifest, e.status, e.reason, "
                                        + COUNTS
                                        + " WHERE e.app = ?")
                        .bind(0, app)
                        .map((row, _) -> {
                            var shown = shown(row).put("status", row.getString("status"));
                            var reason = row.getString("reason");
                            return reason == null ? shown : shown.put("reason", reason);
                        })
                        .findOne()
                        .map(JsonNode.class::cast));
    }

    /** Categories of apps that are offered, each with how many. */
    CompletionStage<List<JsonNode>> categories() {
        return database.with(sql ->
                sql.createQuery(
                                """
                                SELECT category, count(*) AS apps FROM app_entry
                                WHERE status = 'active' AND %s GROUP BY category
                                ORDER BY apps DESC, category LIMIT 50
                                """
                                        .formatted(SHARED))
                        .<JsonNode>map((row, _) ->
                                Json.object()
                                        .put("category", row.getString("category"))
                                        .put("apps", row.getLong("apps")))
                        .list());
    }

    /** What AI made is listed only after somebody has said that it is for others. */
    static final String SHARED =
            "(origin <> 'generated' OR (manifest #>> '{generated,shared}')::boolean)";

    private static final String IS_SHARED = "/generated/shared";
    private static final String COUNTS =
            """
            coalesce(c.ratings, 0) AS ratings, coalesce(c.stars, 0) AS stars,
            coalesce(c.canvases, 0) AS canvases, coalesce(c.widgets, 0) AS widgets
            FROM app_entry e LEFT JOIN app_count c USING (app)
            """;

    /** A manifest with what people think of the app and where it is. */
    private static ObjectNode shown(ResultSet row) throws SQLException {
        var shown = (ObjectNode) json(row.getString("manifest"));
        shown.set("rating", Rating.of(row.getLong("ratings"), row.getLong("stars")).json());
        shown.putObject("installs")
                .put("canvases", row.getLong("canvases"))
                .put("widgets", row.getLong("widgets"));
        return shown;
    }

    /**
     * Newest first; empty for an unknown app. Of an app that everybody knows by now, what nobody
     * has approved yet tells neither the words of its maker nor the canvas it is for.
     */
    CompletionStage<List<JsonNode>> versions(String app) {
        return all(app).thenApply(versions -> {
            if (versions.stream().anyMatch(one -> one.at(IS_SHARED).asBoolean())) {
                versions.stream()
                        .filter(one -> !one.at(IS_SHARED).asBoolean())
                        .map(one -> one.path("generated"))
                        .filter(JsonNode::isObject)
                        .forEach(one ->
                                ((ObjectNode) one)
                                        .put("prompt", "")
                                        .remove(List.of("job", "owner", "canvas")));
            }
            return versions;
        });
    }

    private CompletionStage<List<JsonNode>> all(String app) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT manifest, published_at, revoked_at, revoked_reason"
                                        + " FROM app_version WHERE app = ? ORDER BY revision DESC")
                        .bind(0, app)
                        .map((row, _) -> version(row))
                        .list());
    }

    /** A version of the app that a widget has. */
    public CompletionStage<Optional<Release>> release(
            String canvas, String widget, String version) {
        return database.with(sql ->
                sql.createQuery(
                                """
                                SELECT v.manifest, coalesce(v.revoked_reason,
                                    CASE WHEN e.status = 'suspended' THEN e.reason END) AS why
                                FROM widget_place p JOIN app_version v USING (app)
                                    JOIN app_entry e USING (app)
                                WHERE p.widget = ? AND p.canvas = ? AND v.version = ?
                                """)
                        .bind(0, widget)
                        .bind(1, canvas)
                        .bind(2, version)
                        .map((row, _) -> release(row))
                        .findOne());
    }

    CompletionStage<Optional<JsonNode>> version(String app, String version) {
        return database.with(sql ->
                sql.createQuery(
                                "SELECT manifest, published_at, revoked_at, revoked_reason"
                                        + " FROM app_version WHERE app = ? AND version = ?")
                        .bind(0, app)
                        .bind(1, version)
                        .map((row, _) -> version(row))
                        .findOne());
    }

    private static JsonNode version(ResultSet row) throws SQLException {
        var shown =
                ((ObjectNode) json(row.getString("manifest")))
                        .put("publishedAt", time(row, "published_at"));
        if (row.getTimestamp("revoked_at") != null) {
            shown.putObject("revoked")
                    .put("reason", row.getString("revoked_reason"))
                    .put("at", time(row, "revoked_at"));
        }
        return shown;
    }

    private static String time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant().toString();
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
        boolean backwards = query.sort().backwards();
        var order = backwards ? "DESC" : "ASC";
        var statement =
                """
                SELECT e.manifest, e.app, found.place, %s JOIN (
                    SELECT app, place FROM (
                        SELECT app, %s AS place FROM app_entry %s
                        WHERE status = 'active' AND %s AND (:origin = '' OR origin = :origin)
                            AND (:category = '' OR category = :category) %s) fits
                    WHERE :after = '' OR (place, app) %s (:place, :after)
                    ORDER BY place %s, app %s LIMIT :limit) found
                USING (app) ORDER BY found.place %s, e.app %s
                """
                        .formatted(
                                COUNTS,
                                place(query.sort()),
                                query.sort().counted() ? "LEFT JOIN app_count n USING (app)" : "",
                                SHARED,
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
                        .bind("category", query.category().orElse(""))
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
                        SELECT e.manifest, e.app, '' AS place, %s JOIN (
                            SELECT app, :words <<-> words AS distance FROM app_entry
                            WHERE status = 'active' AND %s AND (:origin = '' OR origin = :origin)
                                AND (:category = '' OR category = :category)
                            ORDER BY :words <<-> words LIMIT :limit) found
                        USING (app)
                        WHERE found.distance <= :distance
                        ORDER BY found.distance, length(e.words), e.app
                        """
                                .formatted(COUNTS, SHARED))
                .bind("words", query.words().toLowerCase(Locale.ROOT))
                .bind("origin", query.origin().orElse(""))
                .bind("category", query.category().orElse(""))
                .bind("distance", DISTANCE_MAX)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(shown(row), row.getString("place"), row.getString("app"));
    }

    /** A word in it or a part of a word: both by an index. */
    private static final String FITS =
            "AND (search @@ plainto_tsquery('simple', :words) OR words LIKE :part)";

    /** As text that sorts, so that one kind of cursor does for all orders. */
    private static String place(Sort sort) {
        return switch (sort) {
            case RELEVANCE ->
                    "CASE WHEN lower(title) = :words THEN '0' WHEN lower(title) LIKE :start THEN"
                            + " '1' WHEN lower(title) LIKE :part THEN '2' ELSE '3' END";
            case TITLE -> "lower(title) COLLATE \"C\"";
            // As if five people had given three stars: one five is no better than a hundred.
            case RATING ->
                    "to_char((coalesce(n.stars, 0) + 15) / (coalesce(n.ratings, 0) + 5.0),"
                            + " 'FM0.0000')";
            case POPULAR -> "to_char(coalesce(n.canvases, 0), 'FM0000000000')";
            case NEWEST -> "to_char(changed_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')";
        };
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static JsonNode json(String stored) {
        return Json.stored(stored)
                .orElseThrow(() -> new IllegalStateException("unreadable manifest in app_entry"));
    }

    private static Manifest manifest(JsonNode stored) {
        return Json.value(stored, Manifest.class);
    }
}

package gesso.edge.lists;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterMap;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.http.Tags;
import gesso.edge.live.Names;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/activity}: what happened on the caller's canvases, the newest first, with the
 * words that tell what it was about. Read from the journal; of canvases that the caller may read.
 */
public final class ActivityRoutes {
    /** Of one person, those that changed last. */
    private static final int CANVASES_MAX = 200;

    /** Longer texts and everything nested stay in the history. */
    private static final int VALUE_MAX = 200;

    private static final String CANVAS = "canvas";

    /** One event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Item(
            String canvas,
            String title,
            String of,
            @Nullable String widget,
            @Nullable String app,
            long rev,
            long at,
            String time,
            String by,
            @Nullable String name,
            String type,
            @Nullable String about,
            JsonNode data) {
        Item named(Map<String, String> names) {
            return new Item(
                    canvas,
                    title,
                    of,
                    widget,
                    app,
                    rev,
                    at,
                    time,
                    by,
                    names.get(by),
                    type,
                    about,
                    data);
        }
    }

    /** Where an event stands in the order (at, persistence id, revision). */
    private record Place(long at, String id, long rev) {
        static final Place FIRST = new Place(Long.MAX_VALUE, "", 0);
    }

    /** Absent parts mean all. */
    private record Wanted(
            @Nullable String canvas, @Nullable String by, @Nullable String app, Place after) {}

    private static final String STATEMENT =
            """
            WITH mine AS (
                SELECT m.canvas, s.title
                FROM canvas_member m JOIN canvas_summary s USING (canvas)
                WHERE m.user_id = :user AND NOT s.deleted
                  AND (:canvas::text IS NULL OR m.canvas = :canvas)
                ORDER BY s.changed_at DESC LIMIT :canvases
            )
            SELECT mine.title, e.*, p.app, w.words AS widget_title, i.words AS about
            FROM mine
            CROSS JOIN LATERAL (
                SELECT j.canvas, j.persistence_id, j.sequence_number, j.at, j.by,
                       j.event_ser_manifest, j.event_payload,
                       CASE WHEN length(j.persistence_id) = length(j.canvas) + 2 THEN ''
                            ELSE substr(j.persistence_id, length(j.canvas) + 4) END AS of
                FROM event_journal j
                WHERE j.canvas = mine.canvas
                  AND (j.at, j.persistence_id, j.sequence_number) < (:at, :id, :rev)
                  AND (:by::text IS NULL OR j.by = :by)
                  AND (:app::text IS NULL OR EXISTS (
                      SELECT 1 FROM widget_place wp
                      WHERE wp.canvas = j.canvas AND wp.app = :app
                        AND wp.widget = substr(j.persistence_id, length(j.canvas) + 4)))
                ORDER BY j.at DESC, j.persistence_id DESC, j.sequence_number DESC LIMIT :limit
            ) e
            CROSS JOIN LATERAL (
                SELECT convert_from(e.event_payload, 'UTF8')::jsonb -> 'data' AS data
            ) d
            LEFT JOIN widget_place p ON p.canvas = e.canvas
                AND p.widget = coalesce(nullif(e.of, ''), d.data ->> 'widget')
            LEFT JOIN activity_subject w ON w.canvas = e.canvas AND w.item = ''
                AND w.widget = coalesce(nullif(e.of, ''), d.data ->> 'widget')
            LEFT JOIN activity_subject i ON i.canvas = e.canvas AND i.widget = e.of
                AND i.item <> '' AND i.item = coalesce(d.data ->> 'id', d.data ->> 'comment')
            ORDER BY e.at DESC, e.persistence_id DESC, e.sequence_number DESC LIMIT :limit
            """;

    private final Foundation edge;
    private final Names names;
    private final FeedWait feed;

    public ActivityRoutes(Foundation edge, Names names) {
        this.edge = edge;
        this.names = names;
        this.feed = new FeedWait(edge.database(), edge.limits().feedWait());
    }

    public Route routes() {
        return path(
                PathMatchers.segment("api").slash("activity"),
                () ->
                        get(() ->
                                edge.access()
                                        .signedIn(caller ->
                                                Page.of(
                                                        edge.limits(),
                                                        page -> list(caller, page)))));
    }

    private Route list(Caller caller, Page page) {
        return parameterMap(query -> {
            for (var name : List.of("canvas", "by", "app")) {
                var given = query.get(name);
                if (given != null && !Ids.isEntity(given)) {
                    return Problem.invalid(name, "must be 1 to 64 of a-z, 0-9 and -").route();
                }
            }
            var after = page.after().map(ActivityRoutes::place).orElse(Optional.of(Place.FIRST));
            return after.map(place ->
                            list(
                                    caller,
                                    page,
                                    new Wanted(
                                            query.get("canvas"),
                                            query.get("by"),
                                            query.get("app"),
                                            place)))
                    .orElseGet(
                            () -> Problem.invalid("after", "is not the `next` of a list").route());
        });
    }

    private Route list(Caller caller, Page page, Wanted wanted) {
        return onSuccess(
                feed.caughtUp()
                        .thenCompose(_ -> items(caller.user(), wanted, page.limit() + 1))
                        .thenCompose(this::named),
                items -> {
                    var listing =
                            page.listing(
                                    items,
                                    item ->
                                            Cursor.of(
                                                    Long.toString(item.at()),
                                                    persistenceId(item),
                                                    Long.toString(item.rev())));
                    return Replies.tagged(
                            Tags.ofBytes(Json.bytes(listing)), Replies.FRESH, listing);
                });
    }

    private CompletionStage<List<Item>> named(List<Item> items) {
        var people = items.stream().map(Item::by).collect(Collectors.toSet());
        return names.of(people)
                .exceptionally(_ -> Map.of())
                .thenApply(known -> items.stream().map(item -> item.named(known)).toList());
    }

    private CompletionStage<List<Item>> items(String user, Wanted wanted, int limit) {
        return edge.database()
                .with(sql ->
                        sql.createQuery(STATEMENT)
                                .bind("user", user)
                                .bind("canvas", wanted.canvas())
                                .bind("by", wanted.by())
                                .bind("app", wanted.app())
                                .bind("canvases", CANVASES_MAX)
                                .bind("at", wanted.after().at())
                                .bind("id", wanted.after().id())
                                .bind("rev", wanted.after().rev())
                                .bind("limit", limit)
                                .map((row, _) -> item(row))
                                .list());
    }

    private static Item item(ResultSet row) throws SQLException {
        var of = row.getString("of");
        var event =
                EventCodec.view(
                        of.isEmpty() ? CANVAS : of,
                        row.getLong("sequence_number"),
                        row.getString("event_ser_manifest"),
                        row.getBytes("event_payload"));
        long at = event.origin().at();
        return new Item(
                row.getString("canvas"),
                row.getString("title"),
                event.of(),
                row.getString("widget_title"),
                row.getString("app"),
                event.rev(),
                at,
                Instant.ofEpochMilli(HybridClock.millis(at)).toString(),
                event.origin().user(),
                null,
                event.type(),
                row.getString("about"),
                brief(event));
    }

    /** Words, numbers and truths; what is long or nested is for the history to tell. */
    private static ObjectNode brief(EventView event) {
        var brief = Json.object();
        event.data()
                .properties()
                .forEach(entry -> {
                    var value = entry.getValue();
                    boolean isShort =
                            value.isTextual()
                                    ? value.textValue().length() <= VALUE_MAX
                                    : value.isValueNode() && !value.isNull();
                    if (isShort && !entry.getKey().equals("hash")) {
                        brief.set(entry.getKey(), value);
                    }
                });
        return brief;
    }

    private static String persistenceId(Item item) {
        return "c|" + item.canvas() + (item.of().equals(CANVAS) ? "" : "|" + item.of());
    }

    private static Optional<Place> place(String cursor) {
        var parts = Cursor.read(cursor);
        return parts.size() == 3
                        && parts.get(0).matches("\\d{1,18}")
                        && parts.get(2).matches("\\d{1,18}")
                ? Optional.of(
                        new Place(
                                Long.parseLong(parts.get(0)),
                                parts.get(1),
                                Long.parseLong(parts.get(2))))
                : Optional.empty();
    }
}

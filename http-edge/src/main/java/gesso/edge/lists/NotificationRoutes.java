package gesso.edge.lists;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Names;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/notifications}: comments that name the caller or answer in a thread of theirs, chat
 * messages that name them and todos that are theirs to do, on canvases that they may still read,
 * the newest first; and what of them is read.
 */
public final class NotificationRoutes {
    private static final String MINE =
            """
            FROM (
                SELECT n.canvas, n.comment AS id, n.comment, NULL AS widget, NULL AS item, n.kind,
                    n.by_user, n.text, n.at, r.read_at
                FROM notification n LEFT JOIN notification_read r
                    ON r.user_id = n.user_id AND r.canvas = n.canvas AND r.comment = n.comment
                WHERE n.user_id = :user
                UNION ALL
                SELECT canvas, event, NULL, widget, item, kind, by_user, text, at, read_at
                FROM notice WHERE user_id = :user) n
            JOIN canvas_member m ON m.user_id = :user AND m.canvas = n.canvas
            JOIN canvas_summary s ON s.canvas = n.canvas AND NOT s.deleted
            WHERE true
            """;
    private static final String READ_COMMENTS =
            """
            INSERT INTO notification_read (user_id, canvas, comment)
            SELECT user_id, canvas, comment FROM notification
            WHERE user_id = :user AND :event::text IS NULL
              AND (:canvas::text IS NULL OR canvas = :canvas)
              AND (:comment::text IS NULL OR comment = :comment)
            ON CONFLICT DO NOTHING
            """;
    private static final String READ_NOTICES =
            """
            UPDATE notice SET read_at = now()
            WHERE user_id = :user AND :comment::text IS NULL AND read_at IS NULL
              AND (:canvas::text IS NULL OR canvas = :canvas)
              AND (:event::text IS NULL OR event = :event)
            """;

    /**
     * One thing that the caller is told of: a comment, or an item of a widget with the event that
     * it is known by.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Item(
            String canvas,
            String title,
            @Nullable String comment,
            @Nullable String event,
            @Nullable String widget,
            @Nullable String item,
            String kind,
            String by,
            @Nullable String name,
            String text,
            long at,
            String createdAt,
            boolean read) {
        Item named(Map<String, String> names) {
            return new Item(
                    canvas,
                    title,
                    comment,
                    event,
                    widget,
                    item,
                    kind,
                    by,
                    names.get(by),
                    text,
                    at,
                    createdAt,
                    read);
        }

        String id() {
            return Objects.requireNonNullElse(comment, Objects.requireNonNullElse(event, ""));
        }
    }

    private static final int EVENT_MAX = 255;

    private record Place(long at, String id) {
        static final Place FIRST = new Place(Long.MAX_VALUE, "");
    }

    /**
     * @param canvas null for all
     * @param comment null for all of the canvas
     * @param event of what is no comment; null for all
     */
    private record Read(
            @Nullable String canvas, @Nullable String comment, @Nullable String event) {}

    private final Foundation edge;
    private final Names names;
    private final FeedWait feed;

    public NotificationRoutes(Foundation edge, Names names) {
        this.edge = edge;
        this.names = names;
        this.feed = FeedWait.ofNotices(edge.database(), edge.limits().feedWait());
    }

    public Route routes() {
        return pathPrefix(
                PathMatchers.segment("api").slash("notifications"),
                () -> concat(pathEnd(() -> get(this::list)), path("read", () -> post(this::read))));
    }

    private Route list() {
        return edge.access().signedIn(caller -> Page.of(edge.limits(), page -> list(caller, page)));
    }

    private Route list(Caller caller, Page page) {
        var after = page.after().map(NotificationRoutes::place).orElse(Optional.of(Place.FIRST));
        return after.map(place -> list(caller, page, place))
                .orElseGet(() -> Problem.invalid("after", "is not the `next` of a list").route());
    }

    private Route list(Caller caller, Page page, Place after) {
        return onSuccess(
                feed.caughtUp()
                        .thenCompose(_ -> items(caller.user(), after, page.limit()))
                        .thenCompose(this::named)
                        .thenCompose(items ->
                                unread(caller.user())
                                        .thenApply(unread -> listing(page, items, unread))),
                answer -> Replies.json(StatusCodes.OK, answer));
    }

    private static ObjectNode listing(Page page, List<Item> items, int unread) {
        var listing = page.listing(items, item -> Cursor.of(Long.toString(item.at()), item.id()));
        return ((ObjectNode) Json.tree(listing)).put("unread", unread);
    }

    private CompletionStage<List<Item>> named(List<Item> items) {
        var people = items.stream().map(Item::by).collect(Collectors.toSet());
        return names.of(people)
                .exceptionally(_ -> Map.of())
                .thenApply(known -> items.stream().map(item -> item.named(known)).toList());
    }

    private CompletionStage<List<Item>> items(String user, Place after, int limit) {
        return edge.database()
                .with(sql ->
                        sql.createQuery(
                                        "SELECT n.*, s.title "
                                                + MINE
                                                + " AND (n.at, n.id) < (:at, :id)"
                                                + " ORDER BY n.at DESC, n.id DESC LIMIT :limit")
                                .bind("user", user)
                                .bind("at", after.at())
                                .bind("id", after.id())
                                .bind("limit", limit + 1)
                                .map((row, _) -> item(row))
                                .list());
    }

    private CompletionStage<Integer> unread(String user) {
        return edge.database()
                .with(sql ->
                        sql.createQuery("SELECT count(*) " + MINE + " AND n.read_at IS NULL")
                                .bind("user", user)
                                .mapTo(Integer.class)
                                .one());
    }

    private static Item item(ResultSet row) throws SQLException {
        long at = row.getLong("at");
        return new Item(
                row.getString("canvas"),
                row.getString("title"),
                row.getString("comment"),
                row.getString("comment") == null ? row.getString("id") : null,
                row.getString("widget"),
                row.getString("item"),
                row.getString("kind"),
                row.getString("by_user"),
                null,
                row.getString("text"),
                at,
                Instant.ofEpochMilli(HybridClock.millis(at)).toString(),
                row.getTimestamp("read_at") != null);
    }

    /** {@code {canvas?, comment?}} or {@code {event}}: one, all of a canvas, or all. */
    private Route read() {
        return edge.access()
                .signedIn(caller ->
                        edge.bodies()
                                .optionalJson(given ->
                                        Bodies.decoded(
                                                decoded(given), read -> read(caller, read))));
    }

    private Route read(Caller caller, Read read) {
        return onSuccess(
                edge.database()
                        .transaction(sql ->
                                run(sql, READ_COMMENTS, caller, read)
                                        + run(sql, READ_NOTICES, caller, read))
                        .thenCompose(_ -> unread(caller.user())),
                unread -> Replies.json(StatusCodes.OK, Json.object().put("unread", unread)));
    }

    private static int run(Handle sql, String statement, Caller caller, Read read) {
        return sql.createUpdate(statement)
                .bind("user", caller.user())
                .bind("canvas", read.canvas())
                .bind("comment", read.comment())
                .bind("event", read.event())
                .execute();
    }

    private static Decoded<Read> decoded(JsonNode given) {
        var f = Fields.of(given);
        return f.done(
                new Read(
                        f.optional("canvas", f::entity),
                        f.optional("comment", f::widget),
                        f.optional("event", name -> f.text(name, 1, EVENT_MAX))));
    }

    private static Optional<Place> place(String cursor) {
        var parts = Cursor.read(cursor);
        return parts.size() == 2 && parts.get(0).matches("\\d{1,18}")
                ? Optional.of(new Place(Long.parseLong(parts.get(0)), parts.get(1)))
                : Optional.empty();
    }
}

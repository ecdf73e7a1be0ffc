package gesso.edge.lists;

import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.http.Tags;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /api/canvas}: the caller's canvases, the one that changed last first. */
public final class CanvasListRoutes {
    /** Times are ISO 8601 UTC. */
    private record Item(
            String id,
            String title,
            String role,
            long revision,
            int widgets,
            int people,
            String createdAt,
            String updatedAt) {}

    private record Deleted(
            String id, String title, int widgets, String deletedAt, String restorableUntil) {}

    private record Place(Instant changedAt, String canvas) {
        static final Place FIRST = new Place(Instant.parse("9999-12-31T00:00:00Z"), "");
    }

    private final Foundation edge;
    private final FeedWait feed;

    public CanvasListRoutes(Foundation edge) {
        this.edge = edge;
        this.feed = new FeedWait(edge.database(), edge.limits().feedWait());
    }

    public Route routes() {
        return path(
                PathMatchers.segment("api").slash("canvas"),
                () ->
                        get(() ->
                                edge.access()
                                        .signedIn(caller ->
                                                Page.of(
                                                        edge.limits(),
                                                        page ->
                                                                parameterOptional(
                                                                        "deleted",
                                                                        wanted ->
                                                                                listed(
                                                                                        caller,
                                                                                        page,
                                                                                        wanted))))));
    }

    private Route listed(Caller caller, Page page, Optional<String> deleted) {
        return deleted.filter("true"::equals).isPresent()
                ? deleted(caller, page)
                : list(caller, page);
    }

    private Route list(Caller caller, Page page) {
        return page.after().isEmpty()
                ? list(caller, page, Place.FIRST)
                : place(page.after().get())
                        .map(place -> list(caller, page, place))
                        .orElseGet(() ->
                                Problem.invalid("after", "is not the `next` of a list").route());
    }

    private Route list(Caller caller, Page page, Place after) {
        return onSuccess(
                feed.caughtUp().thenCompose(_ -> items(caller.user(), after, page.limit())),
                items -> {
                    var listing =
                            page.listing(items, item -> Cursor.of(item.updatedAt(), item.id()));
                    return Replies.tagged(
                            Tags.ofBytes(Json.bytes(listing)), Replies.FRESH, listing);
                });
    }

    /** What an owner can still bring back, the newest first; one page of it. */
    private Route deleted(Caller caller, Page page) {
        return onSuccess(
                feed.caughtUp().thenCompose(_ -> deleted(caller.user(), page.limit())),
                items ->
                        Replies.json(
                                org.apache.pekko.http.javadsl.model.StatusCodes.OK,
                                new Page.Listing<>(items, null)));
    }

    private CompletionStage<List<Deleted>> deleted(String user, int limit) {
        return edge.database()
                .with(sql ->
                        sql.createQuery(
                                        """
                                        SELECT s.canvas, s.title, s.widgets, s.changed_at
                                        FROM canvas_member m JOIN canvas_summary s USING (canvas)
                                        WHERE m.user_id = :user AND m.role = 'owner' AND s.deleted
                                          AND s.changed_at > :since
                                        ORDER BY s.changed_at DESC, s.canvas DESC LIMIT :limit
                                        """)
                                .bind("user", user)
                                .bind(
                                        "since",
                                        java.sql.Timestamp.from(
                                                Instant.now()
                                                        .minusMillis(
                                                                CanvasCommand.RESTORABLE_MILLIS)))
                                .bind("limit", limit)
                                .map((row, _) -> {
                                    var at = row.getTimestamp("changed_at").toInstant();
                                    return new Deleted(
                                            row.getString("canvas"),
                                            row.getString("title"),
                                            row.getInt("widgets"),
                                            at.toString(),
                                            at.plusMillis(CanvasCommand.RESTORABLE_MILLIS)
                                                    .toString());
                                })
                                .list());
    }

    private CompletionStage<List<Item>> items(String user, Place after, int limit) {
        return edge.database()
                .with(sql ->
                        sql.createQuery(
                                        """
                                        SELECT s.*, m.role
                                        FROM canvas_member m JOIN canvas_summary s USING (canvas)
                                        WHERE m.user_id = :user AND NOT s.deleted
                                          AND (s.changed_at, s.canvas) < (:changed, :canvas)
                                        ORDER BY s.changed_at DESC, s.canvas DESC LIMIT :limit
                                        """)
                                .bind("user", user)
                                .bind("changed", java.sql.Timestamp.from(after.changedAt()))
                                .bind("canvas", after.canvas())
                                .bind("limit", limit + 1)
                                .map((row, _) -> item(row))
                                .list());
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("canvas"),
                row.getString("title"),
                row.getString("role"),
                row.getLong("revision"),
                row.getInt("widgets"),
                row.getInt("people"),
                row.getTimestamp("created_at").toInstant().toString(),
                row.getTimestamp("changed_at").toInstant().toString());
    }

    private static Optional<Place> place(String cursor) {
        var parts = Cursor.read(cursor);
        if (parts.size() != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(Instant.parse(parts.get(0)), parts.get(1)));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}

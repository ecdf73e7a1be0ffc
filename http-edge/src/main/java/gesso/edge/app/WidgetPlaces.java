package gesso.edge.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.database.Database;
import gesso.edge.lists.FeedWait;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * On which canvas a widget lies, of those that a person is a member of. A place that was found is
 * remembered for a while: widgets do not move between canvases, and what the person may do there is
 * asked of the canvas each time. Thread-safe.
 */
final class WidgetPlaces {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int REMEMBERED_MAX = 50_000;

    /** Ids that a canvas or a page has made: whoever has the same later has it from there. */
    private static final Pattern MADE =
            Pattern.compile("[0-9a-f]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private record Key(String user, String app, String widget) {}

    private final Database database;
    private final FeedWait feed;
    private final Cache<Key, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED).build();

    WidgetPlaces(Database database, FeedWait feed) {
        this.database = database;
        this.feed = feed;
    }

    /**
     * The canvas. Of several widgets with one chosen id the newest; a made id belongs to the widget
     * that had it first, so that nobody can draw others' edits away by choosing it again.
     */
    CompletionStage<Optional<String>> find(String user, String app, String widget) {
        var key = new Key(user, app, widget);
        if (!MADE.matcher(widget).matches()) {
            return lookAfterWaiting(key);
        }
        var canvas = known.getIfPresent(key);
        if (canvas != null) {
            return CompletableFuture.completedFuture(Optional.of(canvas));
        }
        return look(key)
                .thenCompose(found ->
                        found.isPresent()
                                ? CompletableFuture.completedFuture(found)
                                : lookAfterWaiting(key))
                .thenApply(found -> {
                    found.ifPresent(one -> known.put(key, one));
                    return found;
                });
    }

    /** What is not there while the list is behind may well be there: come again. */
    private CompletionStage<Optional<String>> lookAfterWaiting(Key key) {
        return feed.caughtUp()
                .thenCompose(caughtUp ->
                        look(key)
                                .thenCompose(found ->
                                        found.isPresent() || caughtUp
                                                ? CompletableFuture.completedFuture(found)
                                                : CompletableFuture.failedFuture(
                                                        new TimeoutException(
                                                                "the list of widgets is behind"))));
    }

    private CompletionStage<Optional<String>> look(Key key) {
        return database.with(sql ->
                sql.createQuery(
                                """
                                SELECT p.canvas FROM widget_place p
                                JOIN canvas_member m ON m.canvas = p.canvas
                                WHERE p.widget = :widget AND p.app = :app
                                    AND m.user_id = :user
                                ORDER BY p.added_at
                                """
                                        + (MADE.matcher(key.widget()).matches() ? "ASC" : "DESC")
                                        + " LIMIT 1")
                        .bind("widget", key.widget())
                        .bind("app", key.app())
                        .bind("user", key.user())
                        .mapTo(String.class)
                        .findOne());
    }
}

package gesso.edge.lists;

import gesso.edge.database.Database;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * Read your own writes: waits until the feed has passed everything that was committed when the
 * request came, or until patience ends. No connection is held while it waits. Thread-safe.
 */
public final class FeedWait {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    /** A place in the journal in the feed's order. */
    private record Place(String xid, long ordering) {}

    private static final String LISTS =
            "SELECT (xid, ordering) >= (:xid::xid8, :ordering) FROM feed_offset WHERE feed = 'lists'";

    /** A subscription that has failed is waited for by nobody: it may take long. */
    private static final String NOTICES =
            """
            SELECT coalesce(bool_and((xid, ordering) >= (:xid::xid8, :ordering)), true)
            FROM (
                SELECT xid, ordering FROM feed_offset WHERE feed = 'lists'
                UNION ALL SELECT xid, ordering FROM bus_subscription
                WHERE name IN ('chat-mentions', 'todo-assignments') AND tries = 0) reader
            """;

    private final Database database;
    private final Duration patience;
    private final String passed;

    public FeedWait(Database database, Duration patience) {
        this(database, patience, LISTS);
    }

    private FeedWait(Database database, Duration patience, String passed) {
        this.database = database;
        this.patience = patience;
        this.passed = passed;
    }

    /** Waits for the subscriptions that tell people of things as well. */
    static FeedWait ofNotices(Database database, Duration patience) {
        return new FeedWait(database, patience, NOTICES);
    }

    /** Completes in any case: false when the list may lack the newest after the patience. */
    public CompletionStage<Boolean> caughtUp() {
        return database.with(this::ahead)
                .thenCompose(ahead ->
                        ahead.map(this::waitFor)
                                .orElseGet(() -> CompletableFuture.completedFuture(true)));
    }

    private CompletionStage<Boolean> waitFor(Place place) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long deadline = System.nanoTime() + patience.toNanos();
                    while (!passed(place)) {
                        if (System.nanoTime() > deadline) {
                            Metrics.counter("gesso_feed_wait_expired").increment();
                            return false;
                        }
                        pause();
                    }
                    return true;
                },
                database.threads());
    }

    /** The newest event, when it has not been read yet; by number, not by its text. */
    private Optional<Place> ahead(Handle sql) {
        return sql.createQuery(
                        """
                        SELECT j.xid::text AS xid, j.ordering FROM event_journal j
                        ORDER BY j.xid DESC, j.ordering DESC LIMIT 1
                        """)
                .map((row, _) -> new Place(row.getString("xid"), row.getLong("ordering")))
                .findOne()
                .filter(newest -> !passed(sql, newest));
    }

    private boolean passed(Place place) {
        try (var sql = database.handle()) {
            return passed(sql, place);
        }
    }

    private boolean passed(Handle sql, Place place) {
        return sql.createQuery(passed)
                .bind("xid", place.xid())
                .bind("ordering", place.ordering())
                .mapTo(Boolean.class)
                .one();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the edge stops", stopped);
        }
    }
}

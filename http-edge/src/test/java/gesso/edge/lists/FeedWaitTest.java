package gesso.edge.lists;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.database.Database;
import gesso.edge.database.DatabaseSettings;
import gesso.protocol.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FeedWaitTest {
    private static final String EVENT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                event_ser_manifest, event_payload, canvas, at, client, op, step, by, xid)
            VALUES ('c|one', ?, 'w', 1, 'canvas.renamed.1', '{}', 'one',
                (extract(epoch FROM now()) * 1000)::bigint * 2048 + ?, 'u:ann', 'op' || ?, 0,
                'ann', ?::xid8)
            """;

    @Test
    @DisplayName("[ED-60] the newest event is the one of the highest number, not of the last word")
    void byNumber() throws Exception {
        var fresh = TestDatabase.fresh();
        var settings =
                new DatabaseSettings(
                        fresh.jdbcUrl(), fresh.user(), fresh.password(), 4, Duration.ofSeconds(3));
        try (var database = Database.open(settings)) {
            database.with(
                            sql -> {
                                sql.execute(EVENT, 1, 1, 1, "999");
                                sql.execute(EVENT, 2, 2, 2, "1000");
                                return sql.execute(
                                        "UPDATE feed_offset SET xid = '999', ordering = 1000000 WHERE feed = 'lists'");
                            })
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            var waiting =
                    new FeedWait(database, Duration.ofSeconds(30)).caughtUp().toCompletableFuture();
            Thread.sleep(300);
            assertThat(waiting).isNotDone();
            database.with(sql ->
                            sql.execute(
                                    "UPDATE feed_offset SET xid = '1000', ordering = 1000000 WHERE feed = 'lists'"))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            waiting.get(10, TimeUnit.SECONDS);
        }
    }
}

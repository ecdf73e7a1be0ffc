package gesso.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.edge.database.Database;
import gesso.edge.database.DatabaseSettings;
import gesso.edge.lists.FeedWait;
import gesso.protocol.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WidgetPlacesTest {
    private static final String EVENT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                event_ser_manifest, event_payload, at, client, op, step, by)
            VALUES ('c|one', 1, 'w', 1, 'canvas.created.1', '{}',
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint * 2048, 'u:ann', 'op', 0, 'ann')
            """;

    @Test
    @DisplayName("[ED-L9] a widget that the list does not have yet is not said to be missing")
    void behind() throws Exception {
        var fresh = TestDatabase.fresh();
        var settings =
                new DatabaseSettings(
                        fresh.jdbcUrl(), fresh.user(), fresh.password(), 4, Duration.ofSeconds(3));
        try (var database = Database.open(settings)) {
            run(database, EVENT);
            var places = new WidgetPlaces(database, new FeedWait(database, Duration.ofMillis(100)));
            for (var widget : new String[] {"w1", "0123456789abcdef"}) {
                assertThatThrownBy(() -> find(places, widget))
                        .hasCauseInstanceOf(TimeoutException.class);
            }
            run(
                    database,
                    "UPDATE feed_offset SET xid = '9223372036854775807' WHERE feed = 'lists'");
            assertThat(find(places, "w1")).isEmpty();
            run(database, "INSERT INTO widget_place VALUES ('w1', 'one', 'todo', now())");
            run(database, "INSERT INTO canvas_member VALUES ('ann', 'one', 'owner')");
            assertThat(find(places, "w1")).contains("one");
        }
    }

    @Test
    @DisplayName(
            "[ED-L9] an id that a canvas or a page has made belongs to who had it first, a chosen one to the newest")
    void taken() throws Exception {
        var fresh = TestDatabase.fresh();
        var settings =
                new DatabaseSettings(
                        fresh.jdbcUrl(), fresh.user(), fresh.password(), 4, Duration.ofSeconds(3));
        try (var database = Database.open(settings)) {
            var places = new WidgetPlaces(database, new FeedWait(database, Duration.ofMillis(100)));
            run(
                    database,
                    "INSERT INTO canvas_member VALUES ('ann', 'hers', 'owner'), ('ann', 'his',"
                            + " 'editor')");
            for (var id :
                    new String[] {
                        "w1", "0123456789abcdef", "0197b1c2-7d3e-4f50-8a6b-9c0d1e2f3a4b"
                    }) {
                run(
                        database,
                        "INSERT INTO widget_place VALUES ('%1$s', 'hers', 'todo', now()), ('%1$s', 'his', 'todo', now() + interval '1 hour')"
                                .formatted(id));
                assertThat(find(places, id)).as(id).contains(id.equals("w1") ? "his" : "hers");
            }
        }
    }

    private static Optional<String> find(WidgetPlaces places, String widget) throws Exception {
        return places.find("ann", "todo", widget).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void run(Database database, String statement) throws Exception {
        database.with(sql -> sql.execute(statement))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}

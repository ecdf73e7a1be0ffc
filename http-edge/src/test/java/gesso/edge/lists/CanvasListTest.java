package gesso.edge.lists;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanvasListTest {
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** As the feed does it. */
    private static void add(String canvas, String user, String changed, boolean deleted) {
        edge.sql()
                .useHandle(sql -> {
                    sql.execute(
                            """
                            INSERT INTO canvas_summary (canvas, title, widgets, people,
                                revision, created_at, changed_at, deleted)
                            VALUES (?, ?, 2, 1, 7, now(), ?::timestamptz, ?)
                            """,
                            canvas,
                            "Title of " + canvas,
                            changed,
                            deleted);
                    sql.execute(
                            "INSERT INTO canvas_member (user_id, canvas, role) VALUES (?, ?,"
                                    + " 'owner')",
                            user,
                            canvas);
                });
    }

    @Test
    @DisplayName("[B3] a list has the caller's canvases only, newest change first, in pages")
    void mine() {
        var ada = edge.guest("Ada");
        var bob = edge.guest("Bob");
        add("a1", ada.id(), "2026-01-01T00:00:00.123456Z", false);
        add("a2", ada.id(), "2026-01-03T00:00:00Z", false);
        add("a3", ada.id(), "2026-01-01T00:00:00.123456Z", false);
        add("gone", ada.id(), "2026-01-04T00:00:00Z", true);
        add("b1", bob.id(), "2026-01-05T00:00:00Z", false);
        var first = edge.get("/api/canvas?limit=2", TestEdge.by(ada)).json();
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("a2", "a3");
        var second =
                edge.get(
                        "/api/canvas?limit=2&after=" + first.path("next").asText(),
                        TestEdge.by(ada));
        assertThat(second.json().path("items").findValuesAsText("id")).containsExactly("a1");
        assertThat(second.json().path("next").isNull()).isTrue();
        var item = first.at("/items/0");
        assertThat(item.path("title").asText()).isEqualTo("Title of a2");
        assertThat(item.path("role").asText()).isEqualTo("owner");
        assertThat(item.path("revision").asLong()).isEqualTo(7);
        assertThat(item.path("updatedAt").asText()).isEqualTo("2026-01-03T00:00:00Z");
    }

    @Test
    @DisplayName("[B1] a list needs a token")
    void unknown() {
        var answer = edge.get("/api/canvas");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    @DisplayName("[ED-60] a list waits until the feed has passed what was committed before")
    void readYourWrites() throws Exception {
        try (var slow = TestEdge.start("gesso.limits.feed-wait = 20s")) {
            var ada = slow.guest("Ada");
            append(slow);
            var answer =
                    CompletableFuture.supplyAsync(
                            () -> slow.get("/api/canvas", TestEdge.by(ada)).status());
            assertThat(answer.completeOnTimeout(0, 300, TimeUnit.MILLISECONDS).get()).isZero();
            var late =
                    CompletableFuture.supplyAsync(
                            () -> slow.get("/api/canvas", TestEdge.by(ada)).status());
            slow.sql()
                    .useHandle(sql ->
                            sql.execute(
                                    """
                                    UPDATE feed_offset SET (xid, ordering) =
                                        (SELECT xid, ordering FROM event_journal
                                         ORDER BY xid DESC, ordering DESC LIMIT 1)
                                    """));
            assertThat(late.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "[ED-61] when the feed stands still a list answers after its patience with what it has")
    void feedStandsStill() {
        try (var still = TestEdge.start("gesso.limits.feed-wait = 200ms")) {
            var ada = still.guest("Ada");
            append(still);
            assertThat(still.get("/api/canvas", TestEdge.by(ada)).status()).isEqualTo(200);
        }
    }

    private static void append(TestEdge to) {
        to.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO event_journal (persistence_id, sequence_number,
                                    writer, event_ser_id, event_ser_manifest, event_payload,
                                    canvas, at, client, op, step, by)
                                VALUES ('c|x', 1, 'w', 1, 'canvas.created.1', '{}', 'x',
                                    (extract(epoch FROM clock_timestamp()) * 1000)::bigint * 2048,
                                    'u:x', 'op', 0, 'x')
                                """));
    }
}

package gesso.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.EdgeSettings;
import gesso.edge.TestEdge;
import gesso.edge.app.MessagePages.Cursor;
import gesso.edge.app.MessagePages.Listing;
import gesso.edge.database.Database;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.journal.EventCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A journal of a chat with 620 messages, of which its state would keep the newest 500. */
class MessagePagesTest {
    private static final int MESSAGES = 620;
    private static final List<JsonNode> POSTED = new ArrayList<>();
    private static TestEdge edge;
    private static Database database;
    private static MessagePages pages;
    private static long now;
    private static int revision;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
        database = Database.open(EdgeSettings.of(edge.config()).database());
        pages = new MessagePages(database, "c1", "w1");
        // Ahead, so that no event comes late on a busy machine.
        now = HybridClock.ofMillis(System.currentTimeMillis() + 60_000);
        edge.sql().useTransaction(MessagePagesTest::tell);
    }

    @AfterAll
    static void stop() {
        database.close();
        edge.close();
    }

    private static void tell(Handle sql) {
        for (int i = 0; i < MESSAGES; i++) {
            post(sql, "m" + i);
            if (i == 3) {
                change(sql, "edited", "m1", "\"text\": \"Won\", \"mentions\": [], \"was\": \"m1\"");
                change(sql, "reacted", "m2", "\"emoji\": \"👍\", \"userId\": \"u\", \"on\": true");
            }
            if (i == 400) {
                change(sql, "removed", "m3", "\"removedBy\": \"ada\"");
                write(sql, "widget.configured.1", Json.object());
            }
        }
        // Given again when the first one is long fixed: this is about the second.
        post(sql, "m0");
        change(sql, "edited", "m0", "\"text\": \"Second\", \"mentions\": [], \"was\": \"m0\"");
    }

    private static void post(Handle sql, String id) {
        var data = Json.object().put("id", id).put("text", "Text of " + id).put("userId", "ada");
        data.put("createdAt", Instant.ofEpochMilli(HybridClock.millis(now + 1)).toString());
        data.putArray("mentions");
        POSTED.add(data);
        write(sql, "chat.posted.1", data);
    }

    private static void change(Handle sql, String type, String id, String more) {
        var data = Json.parse("{\"id\": \"" + id + "\", " + more + "}").orElseThrow();
        write(sql, "chat." + type + ".1", (ObjectNode) data);
    }

    private static void write(Handle sql, String manifest, ObjectNode data) {
        revision++;
        now++;
        var op = "op-" + revision;
        var origin =
                new Origin(
                        op, "u:ada", null, "ada", null, "corr", null, null, null, null, "sum", now);
        sql.execute(
                """
                INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,
                    event_ser_manifest, event_payload, canvas, at, client, op, step, by)
                VALUES ('c|c1|w1', ?, 'w', 1, ?, ?, 'c1', ?, 'u:ada', ?, 0, 'ada')
                """,
                revision,
                manifest,
                EventCodec.encode(origin, data),
                now,
                op);
    }

    private static Listing before(JsonNode message, int limit) {
        return pages.before(Cursor.of(message), limit).toCompletableFuture().join();
    }

    private static List<String> ids(Listing listing) {
        return listing.items().stream().map(item -> item.path("id").asText()).toList();
    }

    @Test
    @DisplayName(
            "[ED-L20] going back page by page comes to the first message, and none is left out")
    void back() {
        var seen = new ArrayList<String>();
        var listing = before(POSTED.get(119), 50);
        seen.addAll(ids(listing));
        while (listing.next() != null) {
            var cursor = Cursor.parse(Objects.requireNonNull(listing.next())).orElseThrow();
            listing = pages.before(cursor, 50).toCompletableFuture().join();
            seen.addAll(0, ids(listing));
        }
        assertThat(seen)
                .isEqualTo(
                        POSTED.subList(0, 119).stream().map(m -> m.path("id").asText()).toList());
    }

    @Test
    @DisplayName("[ED-L20] a page shows what has become of its messages since")
    void folded() {
        var items = before(POSTED.get(5), 5).items();
        assertThat(items.get(0).path("text").asText()).isEqualTo("Text of m0");
        assertThat(items.get(1).path("text").asText()).isEqualTo("Won");
        assertThat(items.get(2).at("/reactions/0/users/0").asText()).isEqualTo("u");
        assertThat(items.get(3).path("removedBy").asText()).isEqualTo("ada");
        assertThat(items.get(3).path("text").asText()).isEmpty();
    }

    @Test
    @DisplayName("[ED-L20] going on from the first message comes to the newest")
    void forward() {
        var seen = new ArrayList<String>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            var listing = pages.after(cursor, 200).toCompletableFuture().join();
            seen.addAll(ids(listing));
            cursor = Optional.ofNullable(listing.next()).flatMap(Cursor::parse);
        } while (cursor.isPresent());
        assertThat(seen).hasSize(MESSAGES + 1).startsWith("m0", "m1").endsWith("m619", "m0");
    }

    @Test
    @DisplayName("[ED-L20] a cursor of another chat or of nothing ends the list")
    void elsewhere() {
        var other = new MessagePages(database, "c1", "w2");
        var cursor = Cursor.of(POSTED.get(9));
        assertThat(other.before(cursor, 5).toCompletableFuture().join()).isEqualTo(Listing.EMPTY);
        assertThat(Cursor.parse("yesterday~m1")).isEmpty();
        assertThat(Cursor.parse("2025-11-22T08:26:40Z~M 1")).isEmpty();
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    @DisplayName("[ED-L20] what the state keeps is not read from the journal")
    void kept() {
        var state = Json.object().put("earlier", 2);
        state.putArray("messages").addAll(POSTED.subList(2, 7));
        var kept = new KeptMessages(state);
        var newest = kept.before(Optional.empty(), 2).orElseThrow();
        assertThat(ids(newest)).containsExactly("m5", "m6");
        var cursor = Cursor.parse(Objects.requireNonNull(newest.next()));
        assertThat(ids(kept.before(cursor, 9).orElseThrow())).containsExactly("m2", "m3", "m4");
        assertThat(kept.before(Optional.of(Cursor.of(POSTED.get(2))), 9)).isEmpty();
        assertThat(kept.after(Optional.empty(), 9)).isEmpty();
        var plain = Cursor.parse("m4");
        assertThat(ids(kept.after(plain, 9).orElseThrow())).containsExactly("m5", "m6");
        assertThat(kept.whole(plain.orElseThrow())).isEqualTo(Cursor.of(POSTED.get(4)));
        var empty = new KeptMessages(Json.object());
        assertThat(empty.before(Optional.empty(), 9)).contains(Listing.EMPTY);
        assertThat(ids(empty.after(Optional.empty(), 9).orElseThrow())).isEmpty();
    }
}

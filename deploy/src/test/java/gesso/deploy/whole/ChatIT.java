package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Chat by HTTP, over the real backend and its journal. */
class ChatIT {
    private static GessoProcess gesso;
    private static Person ann;
    private static Person bob;
    private String canvas;
    private String widget;
    private String messages;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        bob = Person.guest(gesso, "Bob");
    }

    @BeforeEach
    void chat() {
        canvas = ann.canvas("Talk");
        widget =
                ann.post(
                                "/api/canvas/" + canvas + "/widgets",
                                "{\"appId\":\"chat\",\"position\":{\"x\":0,\"y\":0}}")
                        .ok()
                        .text("/id");
        messages = "/api/apps/chat/" + widget + "/messages";
    }

    private static String text(String text) {
        return Json.text(Json.object().put("text", text));
    }

    private static List<String> texts(Reply page) {
        return page.at("/items").findValuesAsText("text");
    }

    @Test
    @DisplayName("[A3] [B3] [B4] [B5] a message is sent, read, changed and taken back by HTTP")
    void rest() {
        var sent =
                ann.post(messages, "{\"text\":\"Hello\",\"userId\":\"x\",\"createdAt\":\"1999\"}");
        assertThat(sent.status()).as(sent.raw().body()).isEqualTo(201);
        assertThat(sent.text("/userId")).isEqualTo(ann.id);
        assertThat(Instant.parse(sent.text("/createdAt"))).isAfter(Instant.EPOCH);
        assertThat(sent.at("/revision").asInt()).isEqualTo(1);
        assertThat(sent.at("/at").asLong()).isPositive();
        var one = messages + "/" + sent.text("/id");
        assertThat(sent.header("location")).isEqualTo(one);
        var list = ann.get(messages).ok();
        assertThat(list.header("cache-control")).isEqualTo("private, max-age=60");
        assertThat(list.header("etag")).isEqualTo("\"1\"");
        bob.get(messages).problem(404, "not-found");
        ann.invite(canvas, bob, "editor");
        bob.patch(one, text("Mine")).problem(403, "forbidden");
        bob.delete(one).problem(403, "forbidden");
        var reacted = bob.patch(one, "{\"reaction\":{\"emoji\":\"👍\",\"on\":true}}").ok();
        assertThat(reacted.text("/reactions/0/users/0")).isEqualTo(bob.id);
        assertThat(ann.patch(one, text("Hello <@" + bob.id + ">")).ok().text("/mentions/0"))
                .isEqualTo(bob.id);
        assertThat(bob.get(one).ok().text("/editedAt")).isNotEmpty();
        ann.delete(one).ok();
        assertThat(texts(ann.get(messages).ok())).containsExactly("");
        assertThat(ann.get(messages).text("/items/0/removedBy")).isEqualTo(ann.id);
        ann.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        assertThat(texts(bob.get(messages).ok())).containsExactly("Hello <@" + bob.id + ">");
    }

    @Test
    @DisplayName("[X5] commenters chat while it is open to them; an owner takes anything away")
    void roles() {
        ann.invite(canvas, bob, "commenter");
        var own = messages + "/" + bob.post(messages, text("May I?")).ok().text("/id");
        bob.post("/api/apps/chat/" + widget + "/commands/chat.post", text("By command")).ok();
        bob.post("/api/apps/chat/" + widget + "/commands/set-state", "{\"patch\":{}}")
                .problem(403, "forbidden");
        bob.post("/api/apps/chat/" + widget + "/commands/chat.allow", "{\"commenters\":false}")
                .problem(403, "forbidden");
        ann.post("/api/apps/chat/" + widget + "/commands/chat.allow", "{\"commenters\":false}")
                .ok();
        bob.post(messages, text("And now?")).problem(403, "forbidden");
        ann.delete(own).ok();
        var vera = Person.guest(gesso, "Vera");
        ann.invite(canvas, vera, "viewer");
        vera.get(messages).ok();
        vera.post(messages, text("Hm")).problem(403, "forbidden");
    }

    @Test
    @DisplayName("[B2] [X6] long messages, strange characters and emoji are refused in words")
    void invalid() {
        ann.post(messages, text("x".repeat(100_000))).problem(413, "too-large");
        var long50k = ann.post(messages, text("x".repeat(50_000))).problem(400, "invalid");
        assertThat(long50k.text("/errors/0/field")).isEqualTo("text");
        ann.post(messages, "{\"text\":\"a\\u0000b\"}").problem(400, "invalid");
        ann.post(messages, "{\"text\":\"  \"}").problem(400, "invalid");
        ann.post(messages, "{\"text\":\"x\",\"replyTo\":\"none\"}").problem(404, "not-found");
        var one = messages + "/" + ann.post(messages, text("javascript:alert(1)")).ok().text("/id");
        ann.patch(one, "{\"reaction\":{\"emoji\":\"<b>\",\"on\":true}}").problem(400, "invalid");
        ann.patch(one, "{}").problem(400, "invalid");
        ann.get(messages + "?before=yesterday~m1").problem(400, "invalid");
        ann.get(messages + "?limit=0").problem(400, "invalid");
    }

    @Test
    @DisplayName("[A3] the newest are at hand, older ones are paged from the journal, to the first")
    void paging() {
        var first = ann.post(messages, text("Text 0")).ok().text("/id");
        ann.patch(messages + "/" + first, text("The first")).ok();
        ann.patch(messages + "/" + first, "{\"reaction\":{\"emoji\":\"🎉\",\"on\":true}}").ok();
        ann.invite(canvas, bob, "editor");
        for (int i = 1; i < 530; i++) {
            (i % 2 == 0 ? ann : bob).post(messages, text("Text " + i)).ok();
        }
        var state = ann.get("/api/apps/chat/" + widget + "/state").ok();
        assertThat(state.at("/messages")).hasSize(500);
        assertThat(state.at("/earlier").asInt()).isEqualTo(30);
        var seen = new ArrayList<String>();
        String next = "";
        do {
            var page = ann.get(messages + "?limit=200&before=" + next).ok();
            var texts = new ArrayList<>(texts(page));
            Collections.reverse(texts);
            seen.addAll(texts);
            next = page.at("/next").isNull() ? null : page.text("/next");
            assertThat(seen).hasSizeLessThan(531);
            if (next == null) {
                assertThat(page.text("/items/0/reactions/0/emoji")).isEqualTo("🎉");
            }
        } while (next != null);
        assertThat(seen).hasSize(530).startsWith("Text 529").endsWith("Text 1", "The first");
        var forward = ann.get(messages + "?limit=2").ok();
        assertThat(texts(forward)).containsExactly("The first", "Text 1");
        var on = ann.get(messages + "?limit=2&after=" + forward.text("/next")).ok();
        assertThat(texts(on)).containsExactly("Text 2", "Text 3");
        ann.patch(messages + "/" + first, text("Too late")).problem(404, "not-found");
    }
}

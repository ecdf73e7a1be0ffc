package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Sample app by HTTP and socket, over the real backend and its journal. */
class SampleWhole {
    private static GessoProcess gesso;
    private static Person ann;
    private static Person bob;
    private String canvas;
    private String widget;
    private String entries;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
        bob = Person.guest(gesso, "Bob");
    }

    @BeforeEach
    void widget() {
        canvas = ann.canvas("Together");
        widget =
                ann.post(
                                "/api/canvas/" + canvas + "/widgets",
                                "{\"appId\":\"sample\",\"position\":{\"x\":0,\"y\":0}}")
                        .ok()
                        .text("/id");
        entries = "/api/apps/sample/" + widget + "/entries";
    }

    private static String text(String text) {
        return Json.text(Json.object().put("text", text));
    }

    @Test
    @DisplayName("[A3] [B4] [B5] an entry is made, read, changed and taken away by HTTP")
    void rest() {
        var made = ann.post(entries, text("Hello"));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        assertThat(made.text("/userId")).isEqualTo(ann.id);
        var entry = entries + "/" + made.text("/id");
        assertThat(ann.get(entries).ok().at("/items").findValuesAsText("text"))
                .containsExactly("Hello");
        assertThat(ann.patch(entry, text("Hello, all")).ok().text("/text")).isEqualTo("Hello, all");
        ann.delete(entry).ok();
        assertThat(ann.get(entries).ok().at("/items")).isEmpty();
        ann.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        assertThat(ann.get(entries).ok().at("/items").findValuesAsText("text"))
                .containsExactly("Hello, all");
    }

    @Test
    @DisplayName("[B3] [X5] nobody reads what is not shared with them, and a viewer writes nothing")
    void rights() {
        assertThat(bob.get(entries).status()).isEqualTo(404);
        ann.invite(canvas, bob, "viewer");
        bob.get(entries).ok();
        assertThat(bob.post(entries, text("Mine")).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("[A3] what one person writes is seen at once by another who has the canvas open")
    void live() {
        ann.invite(canvas, bob, "editor");
        try (var socket = Socket.join(ann, canvas, "tab-1")) {
            bob.post(entries, text("From Bob")).ok();
            socket.await(frame ->
                    frame.path("type").asText().equals("sample.added")
                            && frame.at("/data/text").asText().equals("From Bob"));
        }
    }
}

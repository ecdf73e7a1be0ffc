package gesso.edge.documents;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.live.LiveBench;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RealBodiesTest {
    private static LiveBench bench;
    private static Person ada;
    private static Person bob;
    private String canvas;

    @BeforeAll
    static void start() {
        bench = LiveBench.start();
        ada = bench.edge.guest("Ada");
        bob = bench.edge.guest("Bob");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void create() {
        canvas = bench.canvas(ada);
    }

    private Answer send(String method, String below, String body) {
        return bench.edge.send(method, "/api/canvas/" + canvas + below, body, TestEdge.by(ada));
    }

    private Answer get(String path) {
        return bench.edge.get(path, TestEdge.by(ada));
    }

    private static void fits(String schema, int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(ApiContract.faults(schema, answer.json())).as(answer.body()).isEmpty();
    }

    @Test
    @DisplayName("[ED-105] canvases are as the document says")
    void canvases() {
        fits(
                "Canvas",
                201,
                bench.edge.post("/api/canvas", "{\"title\": \"One\"}", TestEdge.by(ada)));
        fits("Written", 200, send("PATCH", "", "{\"title\": \"Two\"}"));
        fits("Canvas", 200, get("/api/canvas/" + canvas));
    }

    @Test
    @DisplayName("[ED-105] people, links and layouts are as the document says")
    void people() {
        bench.member(ada, canvas, bob, "viewer");
        fits("MemberList", 200, get("/api/canvas/" + canvas + "/members"));
        fits("Member", 200, get("/api/canvas/" + canvas + "/members/" + bob.id()));
        var link = send("POST", "/links", "{\"role\": \"editor\"}");
        fits("Link", 201, link);
        fits("Written", 201, link);
        fits("LinkList", 200, get("/api/canvas/" + canvas + "/links"));
        fits("Written", 200, send("DELETE", "/links/" + link.json().path("id").asText(), ""));
        fits("Written", 201, send("POST", "/layouts", "{\"name\": \"Mine\"}"));
        fits("LayoutList", 200, get("/api/canvas/" + canvas + "/layouts"));
        fits("Undone", 200, send("POST", "/undo", "{}"));
    }

    @Test
    @DisplayName("[ED-105] todos are as the document says")
    void todos() {
        var widget = bench.widget(ada, canvas);
        bench.edge
                .sql()
                .useHandle(sql -> {
                    sql.execute(
                            "INSERT INTO widget_place VALUES (?, ?, 'todo', now())",
                            widget,
                            canvas);
                    sql.execute(
                            "INSERT INTO canvas_member VALUES (?, ?, 'owner')", ada.id(), canvas);
                });
        var todos = "/api/apps/todo/" + widget + "/todos";
        var made = bench.edge.post(todos, "{\"text\": \"Milk\"}", TestEdge.by(ada));
        fits("Todo", 201, made);
        fits("Written", 201, made);
        fits("TodoList", 200, get(todos));
        fits("Todo", 200, get(todos + "/" + made.json().path("id").asText()));
    }
}

package gesso.edge.app;

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

final class TodoRoutesTest {
    private static LiveBench bench;
    private static Person ada;
    private static Person bob;
    private String canvas;
    private String todos;
    private String widget;

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

    /** The feed is not here: its tables are filled by hand. */
    @BeforeEach
    void widget() {
        canvas = bench.canvas(ada);
        var id = bench.widget(ada, canvas);
        widget = "/api/apps/todo/" + id;
        todos = widget + "/todos";
        bench.edge
                .sql()
                .useHandle(sql -> {
                    sql.execute(
                            "INSERT INTO widget_place VALUES (?, ?, 'todo', now())", id, canvas);
                    sql.execute(
                            "INSERT INTO canvas_member VALUES (?, ?, 'owner')", ada.id(), canvas);
                });
    }

    private void member(String role) {
        bench.member(ada, canvas, bob, role);
        bench.edge
                .sql()
                .useHandle(sql ->
                        sql.execute(
                                "INSERT INTO canvas_member VALUES (?, ?, ?)",
                                bob.id(),
                                canvas,
                                role));
    }

    private static Answer send(Person person, String method, String path, String body) {
        return bench.edge.send(method, path, body, TestEdge.by(person));
    }

    private static Answer get(Person person, String path) {
        return bench.edge.get(path, TestEdge.by(person));
    }

    @Test
    @DisplayName("[B5] the server sets userId and createdAt, whatever the client says")
    void create() {
        var made =
                send(
                        ada,
                        "POST",
                        todos,
                        "{\"text\":\"Milk\",\"userId\":\"evil\",\"createdAt\":\"1999\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var item = made.json();
        assertThat(item.path("text").asText()).isEqualTo("Milk");
        assertThat(item.path("userId").asText()).isEqualTo(ada.id());
        assertThat(item.path("createdAt").asText()).doesNotContain("1999");
        assertThat(item.path("revision").asLong()).isEqualTo(1);
        assertThat(made.header("Location")).isEqualTo(todos + "/" + item.path("id").asText());
    }

    @Test
    @DisplayName("[B4] a list is private, has a tag and shows an edit at once")
    void list() {
        send(ada, "POST", todos, "{\"text\":\"One\"}");
        var first = get(ada, todos);
        assertThat(first.header("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        send(ada, "POST", todos, "{\"text\":\"Two\"}");
        var second = get(ada, todos);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
        assertThat(second.json().path("items").findValuesAsText("text"))
                .containsExactly("One", "Two");
        var same =
                bench.edge.get(
                        todos, "Authorization", "Bearer " + ada.token(), "If-None-Match", "\"2\"");
        assertThat(same.status()).isEqualTo(304);
        var page = get(ada, todos + "?limit=1").json();
        assertThat(page.path("items")).hasSize(1);
        var next = get(ada, todos + "?limit=1&after=" + page.path("next").asText()).json();
        assertThat(next.path("items").path(0).path("text").asText()).isEqualTo("Two");
        assertThat(next.path("next").isNull()).isTrue();
    }

    @Test
    @DisplayName("[B3] a widget of someone else's canvas is not there")
    void idor() {
        assertThat(get(bob, todos).status()).isEqualTo(404);
        assertThat(get(bob, widget + "/state").status()).isEqualTo(404);
        assertThat(send(bob, "POST", todos, "{\"text\":\"Mine\"}").status()).isEqualTo(404);
        assertThat(get(ada, "/api/apps/todo/nowhere/todos").status()).isEqualTo(404);
        assertThat(get(ada, widget.replace("/todo/", "/chat/") + "/state").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[X5] a viewer reads todos and changes none")
    void viewer() {
        member("viewer");
        assertThat(get(bob, todos).status()).isEqualTo(200);
        assertThat(send(bob, "POST", todos, "{\"text\":\"Mine\"}").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("[ED-L9] a todo is edited and done in one PATCH, and removed")
    void change() {
        var id = send(ada, "POST", todos, "{\"text\":\"One\"}").json().path("id").asText();
        var one = todos + "/" + id;
        var changed = send(ada, "PATCH", one, "{\"text\":\"Won\",\"done\":true}");
        assertThat(changed.json().path("text").asText()).isEqualTo("Won");
        assertThat(changed.json().path("done").asBoolean()).isTrue();
        assertThat(changed.json().path("revision").asLong()).isEqualTo(3);
        assertThat(send(ada, "PATCH", one, "{}").status()).isEqualTo(400);
        assertThat(get(ada, one).json().path("text").asText()).isEqualTo("Won");
        assertThat(send(ada, "DELETE", one, "").status()).isEqualTo(200);
        assertThat(get(ada, one).status()).isEqualTo(404);
        assertThat(send(ada, "PATCH", one, "{\"done\":true}").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[B2] a todo that is none is 400 with its fields")
    void invalid() {
        for (var body : new String[] {"[]", "nonsense", "7"}) {
            assertThat(send(ada, "POST", todos, body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("[ED-L9] state, config and commands are there for every app")
    void everyApp() {
        var set =
                send(
                        ada,
                        "POST",
                        widget + "/commands/set-state",
                        "{\"patch\":{\"color\":\"red\"}}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().path("revision").asLong()).isEqualTo(1);
        assertThat(get(ada, widget + "/state").json().path("color").asText()).isEqualTo("red");
        var config = send(ada, "PUT", widget + "/config", "{\"sort\":\"name\"}");
        assertThat(config.json().path("config").path("sort").asText()).isEqualTo("name");
        assertThat(get(ada, widget + "/config").json().path("sort").asText()).isEqualTo("name");
        var unknown = send(ada, "POST", widget + "/commands/explode", "{}");
        assertThat(unknown.code()).isEqualTo("unknown-command");
    }

    @Test
    @DisplayName("[ED-L9] one key has one effect, and gets its first answer")
    void idempotent() {
        var headers =
                new String[] {
                    "Authorization", "Bearer " + ada.token(), "Idempotency-Key", "todo-1"
                };
        var first = bench.edge.send("POST", todos, "{\"text\":\"Once\"}", headers);
        var again = bench.edge.send("POST", todos, "{\"text\":\"Once\"}", headers);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(get(ada, todos).json().path("items")).hasSize(1);
        var other = bench.edge.send("POST", todos, "{\"text\":\"Other\"}", headers);
        assertThat(other.code()).isEqualTo("operation-reused");
    }
}

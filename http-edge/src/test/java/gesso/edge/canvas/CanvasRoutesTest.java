package gesso.edge.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.live.LiveBench;
import gesso.protocol.canvas.LayoutHash;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CanvasRoutesTest {
    private static LiveBench bench;
    private static Person ada;
    private static Person bob;
    private static Person stranger;
    private String canvas;

    @BeforeAll
    static void start() {
        bench = LiveBench.start("gesso.limits.commands-per-second = 10000");
        ada = bench.edge.guest("Ada");
        bob = bench.edge.guest("Bob");
        stranger = bench.edge.guest("Sam");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void create() {
        canvas = bench.canvas(ada);
    }

    private String path(String below) {
        return "/api/canvas/" + canvas + below;
    }

    private static Answer send(Person person, String method, String path, String body) {
        return bench.edge.send(method, path, body, TestEdge.by(person));
    }

    private static Answer send(
            Person person, String method, String path, String body, String header, String value) {
        return bench.edge.send(
                method, path, body, "Authorization", "Bearer " + person.token(), header, value);
    }

    private Answer read(Person person) {
        return bench.edge.get(path(""), TestEdge.by(person));
    }

    @Test
    @DisplayName("[ED-L7] a canvas is made once for one key, and its first answer stays")
    void create_once() {
        var first = send(ada, "POST", "/api/canvas", "{\"title\":\"One\"}", "Idempotency-Key", "k");
        var again = send(ada, "POST", "/api/canvas", "{\"title\":\"One\"}", "Idempotency-Key", "k");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.header("Location"))
                .isEqualTo("/api/canvas/" + first.json().path("id").asText());
        assertThat(first.json().path("role").asText()).isEqualTo("owner");
        assertThat(first.json().path("members").path(0).path("name").asText()).isEqualTo("Ada");
        var other = send(ada, "POST", "/api/canvas", "{\"title\":\"Two\"}", "Idempotency-Key", "k");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("operation-reused");
        var bobs = send(bob, "POST", "/api/canvas", "{\"title\":\"One\"}", "Idempotency-Key", "k");
        assertThat(bobs.json().path("id")).isNotEqualTo(first.json().path("id"));
    }

    @Test
    @DisplayName("[ED-L7] the state has a revision as its tag, and 304 for who has it")
    void tags() {
        var state = read(ada);
        assertThat(state.status()).isEqualTo(200);
        assertThat(state.header("ETag")).isEqualTo("\"1\"");
        assertThat(state.header("Cache-Control")).contains("private");
        var again =
                bench.edge.get(
                        path(""),
                        "Authorization",
                        "Bearer " + ada.token(),
                        "If-None-Match",
                        "\"1\"");
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    @DisplayName(
            "[ED-L41] [S1] revision and hash of grid and widgets are told; a title is no part of it")
    void hash() {
        var before = bench.edge.get(path("/hash"), TestEdge.by(ada)).json();
        assertThat(before.path("revision").asLong()).isEqualTo(1);
        assertThat(before.path("at").asLong()).isPositive();
        assertThat(before.path("hash").asText()).isEqualTo(LayoutHash.of(read(ada).json()));
        send(ada, "PATCH", path(""), "{\"title\":\"Another\"}");
        var renamed = bench.edge.get(path("/hash"), TestEdge.by(ada)).json();
        assertThat(renamed.path("revision").asLong()).isEqualTo(2);
        assertThat(renamed.path("hash")).isEqualTo(before.path("hash"));
    }

    @Test
    @DisplayName("[ED-L7] If-Match guards a write; a resend is past it")
    void ifMatch() {
        var body = "{\"title\":\"New\"}";
        var wrong = send(ada, "PATCH", path(""), body, "If-Match", "\"7\"");
        assertThat(wrong.status()).isEqualTo(412);
        var right = send(ada, "PATCH", path(""), body, "If-Match", "\"1\"");
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.json().path("title").asText()).isEqualTo("New");
        assertThat(right.json().path("revision").asLong()).isEqualTo(2);
        assertThat(right.json().path("at").asLong()).isPositive();
    }

    @Test
    @DisplayName("[B3] someone else's canvas is 404 for everything, before its body is looked at")
    void idor() {
        for (var path : List.of("", "/hash", "/members", "/links", "/layouts", "/at/now")) {
            assertThat(bench.edge.get(path(path), TestEdge.by(stranger)).status())
                    .as(path)
                    .isEqualTo(404);
        }
        for (var path : List.of("/widgets", "/undo", "/links", "/layouts")) {
            assertThat(send(stranger, "POST", path(path), "not json").status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(send(stranger, "PATCH", path(""), "{}").status()).isEqualTo(404);
        assertThat(send(stranger, "DELETE", path(""), "").status()).isEqualTo(404);
        assertThat(read(stranger).code()).isEqualTo("not-found");
    }

    private record Row(String method, String path, String body, List<Integer> byRole) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Statuses for owner, editor, commenter, viewer, analyst. */
    static Stream<Row> matrix() {
        var add = "{\"appId\":\"todo\",\"position\":{\"x\":0,\"y\":0}}";
        return Stream.of(
                row("GET", "", "", 200, 200, 200, 200, 200),
                row("GET", "/members", "", 200, 200, 200, 200, 200),
                row("GET", "/layouts", "", 200, 200, 200, 200, 200),
                row("GET", "/at/now", "", 200, 200, 200, 200, 200),
                row("GET", "/links", "", 200, 403, 403, 403, 403),
                row("PATCH", "", "{\"title\":\"T\"}", 200, 200, 403, 403, 403),
                row("PATCH", "", "{\"grid\":{\"gap\":8}}", 200, 403, 403, 403, 403),
                row("POST", "/widgets", add, 201, 201, 403, 403, 403),
                row("POST", "/layouts", "{\"name\":\"L\"}", 201, 201, 403, 403, 403),
                row("POST", "/undo", "{}", 200, 200, 403, 403, 403),
                row("POST", "/undo", "{\"user\":\"somebody\"}", 200, 403, 403, 403, 403),
                row("POST", "/redo", "", 200, 200, 403, 403, 403),
                row("POST", "/links", "{\"role\":\"viewer\"}", 201, 403, 403, 403, 403),
                row("DELETE", "/links/none", "", 200, 403, 403, 403, 403),
                row("DELETE", "/members/somebody", "", 200, 403, 403, 403, 403));
    }

    private static Row row(String method, String path, String body, Integer... byRole) {
        return new Row(method, path, body, List.of(byRole));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrix")
    @DisplayName("[X5] what each role may do by HTTP")
    void roles(Row row) {
        var roles = List.of("owner", "editor", "commenter", "viewer", "analyst");
        for (int i = 0; i < roles.size(); i++) {
            bench.member(ada, canvas, bob, roles.get(i));
            var answer =
                    row.method().equals("GET")
                            ? bench.edge.get(path(row.path()), TestEdge.by(bob))
                            : send(bob, row.method(), path(row.path()), row.body());
            assertThat(answer.status())
                    .as(row + " as " + roles.get(i) + ": " + answer.body())
                    .isEqualTo(row.byRole().get(i));
        }
    }

    @Test
    @DisplayName("[C2] a widget gets a stable id, is where it was put and is found by its id")
    void widgets() {
        var id = bench.widget(ada, canvas);
        var location = path("/widgets/" + id);
        var found = bench.edge.get(location, TestEdge.by(ada));
        assertThat(found.json().path("id").asText()).isEqualTo(id);
        var unknown =
                send(
                        ada,
                        "POST",
                        path("/widgets"),
                        "{\"appId\":\"nope\",\"position\":{\"x\":0,\"y\":0}}");
        assertThat(unknown.status()).isEqualTo(404);
        var bad =
                send(ada, "POST", path("/widgets"), "{\"appId\":\"todo\",\"position\":{\"x\":-1}}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("errors").findValuesAsText("field"))
                .contains("position.x", "position.y");
        assertThat(send(ada, "DELETE", location, "").status()).isEqualTo(200);
        assertThat(send(ada, "DELETE", path("/widgets/nowhere"), "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[ED-L8] who follows a link becomes a member; the secret is shown to owners alone")
    void links() {
        var made =
                send(ada, "POST", path("/links"), "{\"role\":\"editor\"}", "Idempotency-Key", "l");
        assertThat(made.status()).isEqualTo(201);
        var secret = made.json().path("link").asText();
        assertThat(secret).hasSize(43);
        assertThat(made.json().path("url").asText())
                .isEqualTo(bench.edge.uri("/join/" + secret).toString());
        var again =
                send(ada, "POST", path("/links"), "{\"role\":\"editor\"}", "Idempotency-Key", "l");
        assertThat(again.json()).isEqualTo(made.json());
        var listed = bench.edge.get(path("/links"), TestEdge.by(ada)).json().path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("link").asText()).isEqualTo(secret);

        var wrong = send(stranger, "POST", "/api/canvas/join", "{\"link\":\"nonsense\"}");
        assertThat(wrong.status()).isEqualTo(404);
        var joined =
                send(
                        stranger,
                        "POST",
                        "/api/canvas/join",
                        "{\"link\":\"" + made.json().path("url").asText() + "\"}");
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        assertThat(joined.json().path("canvas").asText()).isEqualTo(canvas);
        assertThat(joined.json().path("role").asText()).isEqualTo("editor");
        assertThat(read(stranger).status()).isEqualTo(200);
        assertThat(send(stranger, "PATCH", path(""), "{\"title\":\"Now\"}").status())
                .isEqualTo(200);

        var id = made.json().path("id").asText();
        assertThat(send(ada, "DELETE", path("/links/" + id), "").status()).isEqualTo(200);
        assertThat(bench.edge.get(path("/links"), TestEdge.by(ada)).json().path("items")).isEmpty();
        var past = "{\"role\":\"viewer\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}";
        assertThat(send(ada, "POST", path("/links"), past).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("[ED-L8] a person may leave, is nobody then, and a resend has the first answer")
    void leave() {
        bench.member(ada, canvas, bob, "viewer");
        var own = path("/members/" + bob.id());
        var first = send(bob, "DELETE", own, "", "Idempotency-Key", "bye-" + canvas);
        assertThat(first.status()).isEqualTo(200);
        assertThat(read(bob).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("[ED-L8] members are listed with names; an unknown person cannot become one")
    void members() {
        bench.member(ada, canvas, bob, "commenter");
        var all = bench.edge.get(path("/members"), TestEdge.by(ada)).json().path("items");
        assertThat(all.findValuesAsText("name")).containsExactlyInAnyOrder("Ada", "Bob");
        var one = bench.edge.get(path("/members/" + bob.id()), TestEdge.by(ada));
        assertThat(one.json().path("role").asText()).isEqualTo("commenter");
        assertThat(send(ada, "PUT", path("/members/nobody"), "{\"role\":\"editor\"}").status())
                .isEqualTo(404);
        assertThat(send(ada, "PUT", path("/members/" + bob.id()), "{\"role\":\"king\"}").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("[ED-L7] an instant is a clock value, an ISO time or now; anything else is 400")
    void instants() {
        var now = bench.edge.get(path("/at/now"), TestEdge.by(ada));
        assertThat(now.json().path("canvas").path("id").asText()).isEqualTo(canvas);
        for (var good : List.of("1", "2026-01-01T00:00:00Z")) {
            assertThat(bench.edge.get(path("/at/" + good), TestEdge.by(ada)).status())
                    .isEqualTo(200);
        }
        for (var bad : List.of("yesterday", "-1", "99999999999999999999")) {
            assertThat(bench.edge.get(path("/at/" + bad), TestEdge.by(ada)).status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("[X6] bodies that are no commands are 400 with the fields that are wrong")
    void bodies() {
        for (var body :
                List.of(
                        "not json",
                        "[]",
                        "{\"title\":1}",
                        "{\"title\":\"\"}",
                        "{\"color\":\"red\"}",
                        "{\"title\":\"a\\u0000b\"}",
                        "{\"grid\":{\"columns\":0}}")) {
            var answer = send(ada, "PATCH", path(""), body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("errors")).as(body).isNotEmpty();
        }
        assertThat(read(ada).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("[ED-L6] a deleted canvas is gone; deleting again with the same key is answered")
    void deleted() {
        assertThat(send(ada, "DELETE", path(""), "").status()).isEqualTo(200);
        assertThat(send(ada, "PATCH", path(""), "{\"title\":\"x\"}").status()).isEqualTo(410);
    }
}

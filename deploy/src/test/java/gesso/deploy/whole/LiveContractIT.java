package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The socket of a canvas as another program sees it. */
class LiveContractIT {
    private static GessoProcess gesso;
    private static Person ann;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
    }

    private static JsonNode place(int x, int y) {
        return Json.object().put("x", x).put("y", y);
    }

    @Test
    @DisplayName("[DE-40] hello, then the state of the canvas and of each widget, then ready")
    void join() {
        var canvas = ann.canvas("Join");
        var widget = ann.todo(canvas, 0, 0);
        try (var socket = Socket.join(ann, canvas, "join")) {
            assertThat(socket.raw().getSubprotocol()).isEqualTo("gesso.v1");
            var kinds =
                    socket.seen().stream()
                            .map(message ->
                                    message.path("t").asText() + message.path("of").asText())
                            .filter(kind -> !kind.equals("peers") && !kind.equals("live"))
                            .toList();
            assertThat(kinds).startsWith("hello", "statecanvas", "state" + widget, "ready");
            assertThat(kinds.subList(4, kinds.size())).allMatch("registry"::equals);
            var hello = socket.seen().getFirst();
            assertThat(hello.at("/user/id").asText()).isEqualTo(ann.id);
            assertThat(hello.at("/role").asText()).isEqualTo("owner");
            assertThat(hello.at("/canvas").asText()).isEqualTo(canvas);
            assertThat(hello.at("/session").asText()).isNotBlank();
        }
    }

    @Test
    @DisplayName(
            "[DE-40] the token may come as a second offered subprotocol; the server selects gesso.v1")
    void tokenAsProtocol() {
        var canvas = ann.canvas("Protocol");
        try (var socket = Socket.open(ann.with(""), canvas, "gesso.v1", "bearer." + ann.token)) {
            assertThat(socket.raw().getSubprotocol()).isEqualTo("gesso.v1");
            socket.await("hello");
        }
        assertThat(Socket.refusal(ann.with(""), canvas)).isEqualTo(401);
    }

    @Test
    @DisplayName("[DE-41] two people see each other's edits, each with its author, without a gap")
    void together() {
        var canvas = ann.canvas("Together");
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "editor");
        try (var one = Socket.join(ann, canvas, "one");
                var two = Socket.join(bob, canvas, "two")) {
            var data = Json.object().put("appId", "todo").put("widget", "shared");
            data.set("position", place(0, 0));
            var ack = one.acked("canvas", "add-widget", data);
            assertThat(ack.at("/data/widget").asText()).isEqualTo("shared");
            assertThat(two.awaitEvent("widget-added").at("/by").asText()).isEqualTo(ann.id);
            var todo = two.acked("shared", "todo.add", Json.object().put("text", "From Bob"));
            var event = one.awaitEvent("todo.created");
            assertThat(event.at("/by").asText()).isEqualTo(bob.id);
            assertThat(event.at("/data/id")).isEqualTo(todo.at("/data/id"));
            assertThat(event.at("/rev")).isEqualTo(todo.at("/rev"));
            for (var i = 0; i < 20; i++) {
                two.send("shared", "todo.add", Json.object().put("text", "n" + i));
            }
            var revisions = new java.util.ArrayList<Long>();
            for (var i = 0; i < 20; i++) {
                revisions.add(one.awaitEvent("todo.created").at("/rev").asLong());
            }
            var first = revisions.getFirst();
            assertThat(revisions)
                    .isEqualTo(
                            java.util.stream.LongStream.range(first, first + 20).boxed().toList());
        }
    }

    @Test
    @DisplayName(
            "[C4] [S1] two people drag one widget: both hear the same places in the same order and end equal")
    void sameWidget() {
        var canvas = ann.canvas("Drag");
        var widget = ann.todo(canvas, 0, 0);
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "editor");
        try (var one = Socket.join(ann, canvas, "one");
                var two = Socket.join(bob, canvas, "two")) {
            for (var i = 0; i < 30; i++) {
                var data = Json.object().put("widget", widget);
                data.set("position", place(i % 9, i % 5));
                (i % 2 == 0 ? one : two).send("canvas", "move-widget", data);
            }
            var last =
                    one.acked("canvas", "rename", Json.object().put("title", "End"))
                            .at("/rev")
                            .asLong();
            // The event may come before its ack.
            for (var socket : List.of(one, two)) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(15))
                        .until(() ->
                                socket.seen().stream().anyMatch(message -> isEvent(message, last)));
            }
            assertThat(moves(one)).isEqualTo(moves(two)).isNotEmpty();
        }
    }

    private static boolean isEvent(JsonNode message, long from) {
        return message.path("t").asText().equals("ev") && message.path("rev").asLong() >= from;
    }

    private static List<String> moves(Socket socket) {
        return socket.seen().stream()
                .filter(message -> message.path("type").asText().equals("widget-moved"))
                .map(message -> message.path("rev") + " " + message.at("/data/position"))
                .toList();
    }

    @Test
    @DisplayName(
            "[DE-42] presence reaches the others and is not in the journal; who comes and goes is told")
    void presence() {
        var canvas = ann.canvas("Presence");
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "viewer");
        try (var one = Socket.join(ann, canvas, "one")) {
            var two = Socket.join(bob, canvas, "two");
            one.await(message ->
                    message.path("t").asText().equals("peers")
                            && message.at("/in").toString().contains(bob.id));
            var live = Json.object().put("t", "live");
            live.set("data", Json.object().set("cursor", Json.object().put("x", 1.5).put("y", 2)));
            two.send(live);
            var seen =
                    one.await(message ->
                            message.path("t").asText().equals("live")
                                    && message.path("user").asText().equals(bob.id));
            assertThat(seen.at("/data/cursor/x").asDouble()).isEqualTo(1.5);
            two.vanish();
            one.await(message ->
                    message.path("t").asText().equals("peers") && message.at("/out").size() > 0);
        }
        assertThat(ann.get("/api/canvas/" + canvas + "/history?limit=0").raw().body())
                .doesNotContain("cursor");
    }

    @Test
    @DisplayName(
            "[DE-43] who comes back gets what it missed, or the whole state when its revision is not of this world")
    void resume() {
        var canvas = ann.canvas("Resume");
        var widget = ann.todo(canvas, 0, 0);
        long canvasRevision;
        long widgetRevision;
        try (var socket = Socket.join(ann, canvas, "tab")) {
            widgetRevision =
                    socket.acked(widget, "todo.add", Json.object().put("text", "Seen"))
                            .at("/rev")
                            .asLong();
            canvasRevision = ann.state(canvas).at("/revision").asLong();
        }
        ann.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Missed\"}").ok();
        try (var socket = rejoin(canvas, widget, canvasRevision, widgetRevision)) {
            assertThat(socket.seen().stream().map(message -> message.path("t").asText()))
                    .doesNotContain("state");
            var missed =
                    socket.seen().stream()
                            .filter(message -> message.path("t").asText().equals("ev"))
                            .toList();
            assertThat(missed).hasSize(1);
            assertThat(missed.getFirst().at("/data/text").asText()).isEqualTo("Missed");
            assertThat(missed.getFirst().at("/rev").asLong()).isEqualTo(widgetRevision + 1);
        }
        try (var socket = rejoin(canvas, widget, canvasRevision, widgetRevision + 1_000)) {
            assertThat(
                            socket.seen().stream()
                                    .filter(message -> message.path("of").asText().equals(widget))
                                    .map(message -> message.path("t").asText()))
                    .containsExactly("state");
        }
    }

    private static Socket rejoin(
            String canvas, String widget, long canvasRevision, long widgetRevision) {
        var socket = Socket.open(ann, canvas);
        var join = Json.object().put("t", "join").put("client", "tab");
        join.set("since", Json.object().put("canvas", canvasRevision).put(widget, widgetRevision));
        socket.send(join);
        socket.await("ready");
        return socket;
    }

    @Test
    @DisplayName("[DE-44] an array of messages is taken in order, also from one frame")
    void arrays() {
        var canvas = ann.canvas("Arrays");
        var widget = ann.todo(canvas, 0, 0);
        try (var socket = Socket.join(ann, canvas, "array")) {
            var frame = Json.MAPPER.createArrayNode();
            for (var i = 0; i < 50; i++) {
                frame.add(
                        Socket.command(
                                "array-" + i,
                                widget,
                                "todo.add",
                                Json.object().put("text", "n" + i)));
            }
            socket.send(frame);
            for (var i = 0; i < 50; i++) {
                socket.awaitAck("array-" + i);
            }
            var texts =
                    ann.get("/api/apps/todo/" + widget + "/todos?limit=1000")
                            .ok()
                            .at("/items")
                            .findValuesAsText("text");
            assertThat(texts).hasSize(50).startsWith("n0", "n1", "n2").endsWith("n49");
        }
    }

    @Test
    @DisplayName(
            "[X2] a revoked member is refused after the answer to the revocation and its socket is closed")
    void revoked() {
        var canvas = ann.canvas("Revoked");
        var widget = ann.todo(canvas, 0, 0);
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "editor");
        try (var socket = Socket.join(bob, canvas, "bob")) {
            socket.acked(widget, "todo.add", Json.object().put("text", "Allowed"));
            ann.delete("/api/canvas/" + canvas + "/members/" + bob.id).ok();
            assertThat(socket.awaitClose()).isEqualTo(4403);
            bob.post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Late\"}")
                    .problem(404, "not-found");
        }
        assertThat(ann.get("/api/apps/todo/" + widget + "/todos").ok().at("/items").size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("[X5] a change of role reaches an open socket and holds at once")
    void roleChange() {
        var canvas = ann.canvas("Role");
        var widget = ann.todo(canvas, 0, 0);
        var bob = Person.guest(gesso, "Bob");
        ann.invite(canvas, bob, "editor");
        try (var socket = Socket.join(bob, canvas, "bob")) {
            ann.put("/api/canvas/" + canvas + "/members/" + bob.id, "{\"role\":\"viewer\"}").ok();
            assertThat(socket.refused(widget, "todo.add", Json.object().put("text", "Late")))
                    .isEqualTo("forbidden");
            assertThat(socket.seen().toString()).contains("\"t\":\"role\"");
        }
    }

    @Test
    @DisplayName(
            "[W11] [W12] shared state is a patch per key that others get, and undo takes it back")
    void sharedState() {
        var canvas = ann.canvas("State");
        var widget = ann.todo(canvas, 0, 0);
        try (var socket = Socket.join(ann, canvas, "state")) {
            var patch = Json.object();
            patch.set("patch", Json.object().put("filter", "open"));
            socket.acked(widget, "set-state", patch);
            assertThat(ann.get("/api/apps/todo/" + widget + "/state").ok().text("/filter"))
                    .isEqualTo("open");
            socket.acked("canvas", "undo", Json.object());
            assertThat(
                            ann.get("/api/apps/todo/" + widget + "/state")
                                    .ok()
                                    .at("/filter")
                                    .isMissingNode())
                    .isTrue();
        }
    }

    @Test
    @DisplayName(
            "[B7] [C2] an acknowledgement means stored: another reader has it at once, and its event once")
    void stored() {
        var canvas = ann.canvas("Stored");
        var widget = ann.todo(canvas, 0, 0);
        try (var socket = Socket.join(ann, canvas, "stored")) {
            var ack = socket.acked(widget, "todo.add", Json.object().put("text", "Stored"));
            var lines =
                    ann.get("/api/canvas/" + canvas + "/history?type=todo.created")
                            .ok()
                            .raw()
                            .body()
                            .lines()
                            .toList();
            assertThat(lines).hasSize(1);
            assertThat(Json.parse(lines.getFirst()).orElseThrow().at("/rev"))
                    .isEqualTo(ack.at("/rev"));
        }
    }

    @Test
    @DisplayName("[DE-40] ping is answered with its number")
    void ping() {
        try (var socket = Socket.join(ann, ann.canvas("Ping"), "ping")) {
            socket.sendText("{\"t\":\"ping\",\"n\":41}");
            assertThat(socket.await("pong").at("/n").asInt()).isEqualTo(41);
        }
    }
}

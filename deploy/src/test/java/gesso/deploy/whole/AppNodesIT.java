package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.db.PlainPostgres;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Nodes that do one thing each: an edge that hosts nothing reaches widgets on nodes of their own.
 */
class AppNodesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    @DisplayName(
            "[DE-79] [Z3] an edge of its own reaches canvases and the widgets of an app with nodes of its own; who would look elsewhere is told so")
    void apart() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var remote = GessoProcess.freePort();
            var seeds = "--seeds=127.0.0.1:" + remote;
            try (var host = node(postgres, remote, seeds, "--roles=canvas,feed,app:todo")) {
                host.awaitLine(
                        "Gesso node is ready, for operators at http://localhost:" + host.opsPort);
                try (var edge =
                        node(postgres, GessoProcess.freePort(), seeds, "--roles=edge")
                                .awaitReady()) {
                    var ann = Person.guest(edge, "Ann");
                    var canvas = ann.canvas("Apart");
                    var widget = ann.todo(canvas, 0, 0);
                    try (var socket = Socket.join(ann, canvas, "one")) {
                        socket.acked(
                                widget, "todo.add", Json.object().put("text", "From the edge"));
                    }
                    var todos = ann.get("/api/apps/todo/" + widget + "/todos").ok();
                    assertThat(todos.at("/items").findValuesAsText("text"))
                            .containsExactly("From the edge");
                    assertThat(awake(ClusterNodes.ops(host.opsPort), remote, "widget-todo"))
                            .isEqualTo(1);
                    var stranger =
                            node(postgres, GessoProcess.freePort(), seeds, "--roles=app:calendar");
                    assertThat(stranger.awaitEnd()).isEqualTo(1);
                    assertThat(stranger.output())
                            .contains("founded without nodes for 'calendar' alone");
                }
            }
        }
    }

    @Test
    @DisplayName(
            "[DE-B3][A6][K2] without Todo's nodes Todo says so in time, with 503 and when to ask again, Calendar and Chat work as before; with one of them back, stopped or killed, Todo has all it had")
    void away() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var remote = GessoProcess.freePort();
            var seeds = "--seeds=127.0.0.1:" + remote;
            try (var host =
                    node(postgres, remote, seeds, "--roles=canvas,edge,feed", "--app-nodes=todo")
                            .awaitReady()) {
                var ann = Person.guest(host, "Ann");
                var canvas = ann.canvas("Away");
                var others =
                        List.of(
                                new Other(
                                        "/api/apps/chat/%s/messages"
                                                .formatted(BusIT.widget(ann, canvas, "chat", 0)),
                                        "{\"text\":\"Hello\"}"),
                                new Other(
                                        "/api/apps/calendar/%s/events"
                                                .formatted(
                                                        BusIT.widget(ann, canvas, "calendar", 0)),
                                        "{\"title\":\"Day\",\"start\":\"2026-01-05\"}"));
                var widget = ann.todo(canvas, 0, 0);
                var todos = "/api/apps/todo/" + widget + "/todos";
                try (var socket = Socket.join(ann, canvas, "before")) {
                    assertThat(isAway(ann, todos)).as("there has been none yet").isTrue();
                    assertThat(socket.isClosed()).isFalse();
                }
                for (var end : List.of("TERM", "KILL")) {
                    try (var own =
                            node(postgres, GessoProcess.freePort(), seeds, "--roles=app:todo")) {
                        own.awaitLine(
                                "Gesso node is ready, for operators at http://localhost:"
                                        + own.opsPort);
                        var text = Json.text(Json.object().put("text", "Before " + end));
                        await().atMost(PATIENCE)
                                .until(() -> ann.keyed("POST", todos, end, text).status() == 201);
                        if (end.equals("TERM")) {
                            own.signal(end);
                            assertThat(own.awaitEnd()).isZero();
                        } else {
                            var processes = own.handle().descendants().toList();
                            own.kill9();
                            processes.forEach(ProcessHandle::destroyForcibly);
                        }
                    }
                    await().atMost(PATIENCE).until(() -> isAway(ann, todos));
                    others.forEach(other -> other.works(ann));
                    ann.post(todos, "{\"text\":\"Never\"}").problem(503, "unavailable");
                    ann.get("/api/canvas/" + canvas).ok();
                }
                try (var back =
                        node(postgres, GessoProcess.freePort(), seeds, "--roles=app:todo")) {
                    await().atMost(PATIENCE).until(() -> ann.get(todos).status() == 200);
                    assertThat(ann.get(todos).ok().at("/items").findValuesAsText("text"))
                            .contains("Before TERM", "Before KILL");
                    ann.post(todos, "{\"text\":\"After\"}").ok();
                    assertThat(back.isAlive()).isTrue();
                }
            }
        }
    }

    /** A problem as one of every kind: in time, and in words. */
    private static boolean isAway(Person by, String todos) {
        var asked = System.nanoTime();
        var answer = by.get(todos);
        if (answer.status() != 503) {
            return false;
        }
        answer.problem(503, "unavailable");
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(12));
        return true;
    }

    /** What goes on meanwhile: each answer in its usual time. */
    private record Other(String path, String body) {
        void works(Person by) {
            for (int i = 0; i < 10; i++) {
                var asked = System.nanoTime();
                by.post(path, body).ok();
                by.get(path).ok();
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .isLessThan(Duration.ofSeconds(3));
            }
        }
    }

    private static int awake(JsonNode picture, int remote, String type) {
        return picture.at("/entities/gesso@127.0.0.1:" + remote).path(type).asInt();
    }

    private static GessoProcess node(PlainPostgres postgres, int remote, String... arguments) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of("GESSO_DB", postgres.database().address()),
                Stream.concat(Stream.of("node"), Stream.of(arguments)).toArray(String[]::new));
    }
}

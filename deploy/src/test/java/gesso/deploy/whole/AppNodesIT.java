package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.db.PlainPostgres;
import gesso.protocol.Json;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Nodes that do one thing each: an edge that hosts nothing reaches widgets on nodes of their own.
 */
class AppNodesIT {

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

    private static int awake(JsonNode picture, int remote, String type) {
        return picture.at("/entities/gesso@127.0.0.1:" + remote).path(type).asInt();
    }

    private static GessoProcess node(PlainPostgres postgres, int remote, String... arguments) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of("GESSO_DB", postgres.database().address()),
                "node",
                arguments[0],
                arguments[1]);
    }
}

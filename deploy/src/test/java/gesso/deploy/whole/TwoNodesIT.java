package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.deploy.db.PlainPostgres;
import gesso.protocol.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two real nodes over one database: one canvas, whichever edge a person is at. */
class TwoNodesIT {

    @Test
    @DisplayName(
            "[Z1] [Z3] [Z4] [DE-13] [AI-3] people on different edges share a canvas; the first node leaves, the second goes on")
    void share() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var firstRemote = GessoProcess.freePort();
            var secondRemote = GessoProcess.freePort();
            var seeds = "127.0.0.1:" + firstRemote + ",127.0.0.1:" + secondRemote;
            try (var first =
                            node(postgres, firstRemote, seeds, "canvas,edge,ai,feed").awaitReady();
                    var second =
                            node(postgres, secondRemote, seeds, "canvas,edge,feed").awaitReady()) {
                var ann = Person.guest(first, "Ann");
                var bob = Person.guest(second, "Bob");
                var canvas = ann.canvas("Two nodes");
                ann.invite(canvas, bob.at(first), "editor");
                var widget = ann.todo(canvas, 0, 0);
                assertThat(members(second))
                        .contains(":" + firstRemote)
                        .contains(":" + secondRemote);
                assertThat(members(second)).contains("\"ai\"");
                await().atMost(Duration.ofSeconds(20)).until(() -> analysed(bob).status() == 200);
                assertThat(analysed(bob).text("/views/0/kind")).isEqualTo("checklist");
                try (var one = Socket.join(ann, canvas, "one");
                        var two = Socket.join(bob, canvas, "two")) {
                    one.acked(widget, "todo.add", text("From Ann"));
                    assertThat(two.awaitEvent("todo.created").at("/data/text").asText())
                            .isEqualTo("From Ann");
                    two.acked(widget, "todo.add", text("From Bob"));
                    one.await(message -> message.at("/data/text").asText().equals("From Bob"));

                    first.signal("TERM");
                    assertThat(one.awaitClose()).isEqualTo(1012);
                    assertThat(first.awaitEnd()).isZero();
                    untilAcked(two, widget, "After");
                }
                var annAtSecond = ann.at(second);
                assertThat(todos(annAtSecond, widget))
                        .containsExactly("From Ann", "From Bob", "After");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> !members(second).contains(":" + firstRemote));
                await().atMost(Duration.ofSeconds(20)).until(() -> analysed(bob).status() == 503);
                analysed(bob).problem(503, "unavailable");

                try (var again =
                        node(postgres, firstRemote, seeds, "canvas,edge,ai,feed").awaitReady()) {
                    assertThat(members(again)).contains(":" + secondRemote);
                    ann.at(again)
                            .post("/api/apps/todo/" + widget + "/todos", "{\"text\":\"Back\"}")
                            .ok();
                    assertThat(
                                    annAtSecond
                                            .get("/api/apps/todo/" + widget + "/todos")
                                            .ok()
                                            .at("/items")
                                            .size())
                            .isEqualTo(4);
                }
            }
        }
    }

    /** By a worker wherever it is. */
    private static Reply analysed(Person person) {
        return person.post("/api/ai/analyze", "{\"prompt\": \"a checklist for our trip\"}");
    }

    @Test
    @DisplayName("[DE-14] a node that is killed is started anew by its parent, and is ready again")
    void supervised() throws Exception {
        try (var postgres = SharedGesso.postgres()) {
            var remote = GessoProcess.freePort();
            try (var node =
                    node(postgres, remote, "127.0.0.1:" + remote, "canvas,edge,ai,feed")
                            .awaitReady()) {
                var ann = Person.guest(node, "Ann");
                var canvas = ann.canvas("Kept");
                var child = node.handle().children().findFirst().orElseThrow();
                GessoProcess.signal("KILL", child.pid());
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> ann.get("/api/canvas/" + canvas).status() == 200);
                node.signal("TERM");
                assertThat(node.awaitEnd()).isZero();
                assertThat(child.isAlive()).isFalse();
            }
        }
    }

    @Test
    @DisplayName(
            "[Z1] [DE-7] a node over the PostgreSQL of an up goes on when that one ends, welcomes it back, and the last one stops the server")
    void lent() throws Exception {
        var data = SharedGesso.folder("lent");
        var firstRemote = GessoProcess.freePort();
        ProcessHandle server;
        try (var first = up(data, firstRemote).awaitReady()) {
            server = first.postgres().orElseThrow();
            try (var second = beside(data, firstRemote).awaitReady()) {
                var ann = Person.guest(first, "Ann");
                var canvas = ann.canvas("Lent");
                var widget = ann.todo(canvas, 0, 0);
                try (var two = Socket.join(ann.at(second), canvas, "two")) {
                    two.acked(widget, "todo.add", text("Before"));
                    first.signal("TERM");
                    assertThat(first.awaitEnd()).isZero();
                    assertThat(first.output()).contains("PostgreSQL stays for 127.0.0.1:");
                    untilAcked(two, widget, "Alone");
                }
                try (var again = up(data, firstRemote).awaitReady()) {
                    assertThat(server.isAlive()).isTrue();
                    assertThat(members(again).split("\"status\":\"up\"", -1)).hasSize(3);
                    assertThat(todos(ann.at(again), widget)).containsExactly("Before", "Alone");
                    again.signal("TERM");
                    assertThat(again.awaitEnd()).isZero();
                }
                assertThat(todos(ann.at(second), widget)).containsExactly("Before", "Alone");
                assertThat(server.isAlive()).isTrue();
                second.signal("TERM");
                assertThat(second.awaitEnd()).isZero();
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !server.isAlive());
    }

    private static GessoProcess up(Path data, int remote) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of(),
                "up",
                "--data",
                data.toString());
    }

    private static GessoProcess beside(Path data, int seed) throws IOException {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                Map.of(),
                "node",
                "--roles",
                "canvas,edge,feed",
                "--seeds",
                "127.0.0.1:" + seed,
                "--db",
                Files.readString(data.resolve("database.url")).strip());
    }

    private static List<String> todos(Person person, String widget) {
        return person.get("/api/apps/todo/" + widget + "/todos")
                .ok()
                .at("/items")
                .findValuesAsText("text");
    }

    private static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }

    /**
     * While the widget moves to the other node the answer may be retry: the same operation is sent
     * again.
     */
    private static void untilAcked(Socket socket, String widget, String text) {
        var operation = Socket.newOperation();
        while (true) {
            socket.send(
                    Socket.command(operation, widget, "todo.add", text(text)).put("again", true));
            var answer = socket.await(message -> message.path("id").asText().equals(operation));
            if (answer.path("t").asText().equals("ack")) {
                return;
            }
            assertThat(answer.path("t").asText()).as(answer.toString()).isEqualTo("retry");
            GessoProcess.sleep(answer.path("after").asLong(100));
        }
    }

    private static String members(GessoProcess node) {
        return Person.anonymous(node)
                .send(HttpRequest.newBuilder(node.ops("/cluster")))
                .ok()
                .raw()
                .body();
    }

    private static GessoProcess node(
            PlainPostgres postgres, int remote, String seeds, String roles) {
        return GessoProcess.start(
                GessoProcess.freePort(),
                GessoProcess.freePort(),
                remote,
                Map.of(),
                "node",
                "--roles",
                roles,
                "--seeds",
                seeds,
                "--db",
                postgres.database().address());
    }
}

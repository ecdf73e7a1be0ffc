package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.ops.OpsPort;
import gesso.protocol.Json;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Release;
import gesso.protocol.testing.OlderNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** While a node of an older release is a member. */
final class UpgradeTest {
    private static LiveBench bench;
    private static Person ada;
    private static int ops;

    @BeforeAll
    static void start() {
        bench = LiveBench.start();
        ada = bench.edge.guest("Ada");
        var types = List.of(EntityKeys.CANVAS);
        ops =
                OpsPort.start(
                                bench.edge.system(),
                                "127.0.0.1",
                                0,
                                List.of(),
                                types,
                                TestEdge.NO_BUS)
                        .toCompletableFuture()
                        .join();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    @DisplayName(
            "[ED-L17] [ED-85] [Z6] a command that an older member could not read gets 503 by HTTP and retry on a socket, with the reason; what it can read works; operators see both levels")
    void withheld() {
        var canvas = bench.canvas(ada);
        var widget = bench.widget(ada, canvas);
        place(widget, canvas);
        var socket = TestSocket.open(bench.edge, ada, canvas).joined("tab");
        try (var old = OlderNode.join(bench.edge.system())) {
            awaitLevel(Release.FIRST);
            var refused = command(widget, "calendar.add");
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.json().path("detail").asText()).contains("being upgraded");

            var retry = send(socket, "new", widget, "calendar.add");
            assertThat(retry.path("t").asText()).isEqualTo("retry");
            assertThat(retry.path("after").asInt()).isEqualTo(TooNew.RETRY_MILLIS);
            assertThat(retry.path("detail").asText()).contains("being upgraded");

            assertThat(command(widget, "todo.add").status()).isEqualTo(200);
            assertThat(send(socket, "old", widget, "todo.add").path("t").asText()).isEqualTo("ack");

            var picture = Json.parse(get("/cluster")).orElseThrow();
            assertThat(picture.at("/release/own").asInt()).isEqualTo(Release.LEVEL);
            assertThat(picture.at("/release/least").asInt()).isEqualTo(Release.FIRST);
            assertThat(picture.path("members").findValuesAsText("version")).contains("0.1.0");
            assertThat(get("/metrics"))
                    .contains("gesso_release_level " + Release.LEVEL + ".0")
                    .contains("gesso_release_level_least 1.0")
                    .contains("gesso_release_withheld_total 2.0");
            old.leave(bench.edge.system());
            awaitLevel(Release.LEVEL);
        }
        assertThat(command(widget, "calendar.add").status()).isNotEqualTo(503);
        assertThat(send(socket, "new", widget, "calendar.add").path("t").asText())
                .isNotEqualTo("retry");
        assertThat(get("/metrics")).contains("gesso_release_level_least " + Release.LEVEL + ".0");
    }

    private static void awaitLevel(int level) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ClusterLevel.get(bench.edge.system()).least() == level);
    }

    /** The feed is not here: its tables are filled by hand. */
    private static void place(String widget, String canvas) {
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
    }

    private static Answer command(String widget, String name) {
        return bench.edge.post(
                "/api/apps/todo/" + widget + "/commands/" + name,
                "{\"text\":\"Milk\"}",
                TestEdge.by(ada));
    }

    private static JsonNode send(TestSocket socket, String op, String widget, String name) {
        socket.send(
                "{'t':'cmd','id':'%s','to':'%s','do':'%s','data':{'text':'Milk'}}"
                        .formatted(op, widget, name));
        return socket.await(message -> message.path("id").asText().equals(op));
    }

    private static String get(String path) {
        try {
            return TestSocket.CLIENT
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ops + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}

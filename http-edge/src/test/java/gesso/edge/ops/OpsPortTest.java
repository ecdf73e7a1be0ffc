package gesso.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.ops.ReadinessCheck.Finding;
import gesso.protocol.Json;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.ReadReply;
import io.micrometer.core.instrument.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpsPortTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static volatile Finding database = Finding.READY;
    private static TestEdge edge;
    private static int port;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
        ClusterSharding.get(edge.system())
                .init(
                        Entity.of(
                                EntityKeys.CANVAS,
                                _ ->
                                        Behaviors.receiveMessage(message -> {
                                            if (message
                                                    instanceof EntityMessage.Read(_, _, var to)) {
                                                to.tell(new ReadReply.State(1, 1, Json.object()));
                                            }
                                            return Behaviors.same();
                                        })));
        port = start(edge, List.of(check()));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static ReadinessCheck check() {
        return new ReadinessCheck("database", () -> CompletableFuture.completedFuture(database));
    }

    private static int start(TestEdge of, List<ReadinessCheck> checks) {
        return OpsPort.start(
                        of.system(),
                        "127.0.0.1",
                        0,
                        checks,
                        List.of(EntityKeys.CANVAS),
                        TestEdge.NO_BUS)
                .toCompletableFuture()
                .join();
    }

    private static HttpResponse<String> send(int port, String method, String path) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body()).orElseThrow();
    }

    @Test
    @DisplayName("[ED-80] a node is ready when all checks are, and says which is not")
    void ready() {
        assertThat(send(port, "GET", "/ready").statusCode()).isEqualTo(200);
        database = Finding.notReady("fsync is off");
        var answer = send(port, "GET", "/ready");
        database = Finding.READY;
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).at("/checks/0/name").asText()).isEqualTo("database");
        assertThat(json(answer).at("/checks/0/detail").asText()).isEqualTo("fsync is off");
        assertThat(send(port, "GET", "/alive").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("[ED-81] a check that never answers or throws makes a node not ready, in time")
    void stuck() {
        var never = new ReadinessCheck("never", CompletableFuture::new);
        var broken =
                new ReadinessCheck(
                        "broken",
                        () -> {
                            throw new IllegalStateException("secret");
                        });
        var answer = send(start(edge, List.of(never, broken)), "GET", "/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("TimeoutException")
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("[ED-82] metrics count what the edge answers, by route")
    void metrics() {
        edge.guest("Ada");
        edge.get("/api/registry/apps/no-such-app");
        Metrics.counter("gesso_test_counter").increment();
        var scrape = send(port, "GET", "/metrics").body();
        assertThat(scrape)
                .contains("gesso_test_counter_total 1.0")
                .contains(
                        "gesso_http_request_seconds_count{method=\"POST\",route=\"/api/auth/guest\",status=\"200\"}")
                .contains(
                        "gesso_http_request_seconds_count{method=\"GET\",route=\"/api/registry/apps/{}\",status=\"404\"}")
                .contains("jvm_memory_used_bytes");
        assertThat(scrape).doesNotContain("no-such-app");
    }

    @Test
    @DisplayName("[Z1] the picture of the cluster has each entity's node")
    void cluster() {
        ClusterSharding.get(edge.system())
                .entityRefFor(EntityKeys.CANVAS, "some-canvas")
                .<ReadReply>ask(to -> new EntityMessage.Read("u", 0, to), Duration.ofSeconds(10))
                .toCompletableFuture()
                .join();
        var picture = json(send(port, "GET", "/cluster"));
        var self = picture.path("self").asText();
        assertThat(picture.at("/members/0/address").asText()).isEqualTo(self);
        assertThat(picture.at("/members/0/status").asText()).isEqualTo("up");
        assertThat(picture.at("/members/0/reachable").asBoolean()).isTrue();
        assertThat(picture.path("entities").path(self).path("canvas").asInt()).isEqualTo(1);
        assertThat(picture.path("shards").path("canvas").path(self)).hasSize(1);
    }

    @Test
    @DisplayName("[ED-83] a drained node is not ready, leaves and ends")
    void drain() throws Exception {
        var leaving = TestEdge.start();
        int ops = start(leaving, List.of());
        assertThat(send(ops, "POST", "/cluster/drain").statusCode()).isEqualTo(202);
        assertThat(send(ops, "GET", "/ready").statusCode()).isEqualTo(503);
        leaving.system().getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("[ED-84] what the port does not have is a problem too")
    void unknown() {
        assertThat(send(port, "GET", "/nothing").statusCode()).isEqualTo(404);
        var answer = send(port, "GET", "/cluster/drain");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
    }
}

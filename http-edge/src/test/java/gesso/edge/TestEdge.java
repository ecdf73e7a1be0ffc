package gesso.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gesso.edge.ops.BusPicture;
import gesso.protocol.Json;
import gesso.protocol.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jdbi.v3.core.Jdbi;

/**
 * An edge on a free port of the loopback, with a database of its own in the real PostgreSQL, in a
 * cluster of one.
 */
public final class TestEdge implements AutoCloseable {
    /** Where no cluster part runs. */
    public static final BusPicture NO_BUS =
            new BusPicture() {
                @Override
                public CompletionStage<JsonNode> look() {
                    return CompletableFuture.completedFuture(Json.object());
                }

                @Override
                public CompletionStage<Integer> again(String subscription) {
                    return CompletableFuture.completedFuture(0);
                }
            };

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ActorSystem<Void> system;
    private final TestDatabase database;
    private final Edge edge;

    /** An answer with its body read as JSON where it is some. */
    public record Answer(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String body() {
            return http.body();
        }

        public JsonNode json() {
            return Json.parse(http.body())
                    .orElseThrow(() -> new AssertionError("not JSON: " + http.body()));
        }

        public String code() {
            return json().path("code").asText();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    /** A signed-in person. */
    public record Person(String id, String name, String token, String refreshToken) {}

    private TestEdge(ActorSystem<Void> system, TestDatabase database, Edge edge) {
        this.system = system;
        this.database = database;
        this.edge = edge;
    }

    public static TestEdge start() {
        return start("");
    }

    /** {@code overrides} is HOCON, such as {@code gesso.edge.guests = off}. */
    public static TestEdge start(String overrides) {
        var database = TestDatabase.fresh();
        var config = config(overrides, database);
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "edge-test", config);
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        var edge = Edge.start(system, EdgeSettings.of(config)).toCompletableFuture().join();
        return new TestEdge(system, database, edge);
    }

    public static Config config(String overrides, TestDatabase database) {
        return ConfigFactory.parseString(overrides)
                .withFallback(
                        ConfigFactory.parseMap(
                                Map.of(
                                        "gesso.edge.host",
                                        "127.0.0.1",
                                        "gesso.edge.port",
                                        0,
                                        "gesso.edge.database.url",
                                        database.jdbcUrl(),
                                        "gesso.edge.database.user",
                                        database.user(),
                                        "gesso.edge.database.password",
                                        database.password(),
                                        "pekko.actor.provider",
                                        "cluster",
                                        "pekko.remote.artery.canonical.hostname",
                                        "127.0.0.1",
                                        "pekko.remote.artery.canonical.port",
                                        0,
                                        "pekko.jvm-shutdown-hooks",
                                        "off",
                                        "pekko.loglevel",
                                        "WARNING")))
                .withFallback(ConfigFactory.parseResources("http.conf"))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    public Config config() {
        return system.settings().config();
    }

    public ActorSystem<Void> system() {
        return system;
    }

    public Jdbi sql() {
        return Jdbi.create(database.dataSource());
    }

    public int port() {
        return edge.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public Answer get(String path, String... headers) {
        return send(with(request(path), headers));
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answer send(String method, String path, String json, String... headers) {
        return send(
                with(request(path), headers)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public Person guest(String name) {
        return person(post("/api/auth/guest", Json.text(Json.object().put("name", name))));
    }

    public static Person person(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        var welcome = answer.json();
        return new Person(
                welcome.path("user").path("id").asText(),
                welcome.path("user").path("name").asText(),
                welcome.path("token").asText(),
                welcome.path("refreshToken").asText());
    }

    /** The header that makes a request this person's. */
    public static String[] by(Person person) {
        return new String[] {"Authorization", "Bearer " + person.token()};
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception stuck) {
            throw new AssertionError(stuck);
        }
    }
}

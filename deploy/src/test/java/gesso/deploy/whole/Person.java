package gesso.deploy.whole;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Somebody with a token at one edge. Another edge takes the same token. */
public final class Person {
    static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final URI edge;
    public final String token;
    public final String refreshToken;
    public final String id;
    public final String name;

    private Person(URI edge, String token, String refreshToken, String id, String name) {
        this.edge = edge;
        this.token = token;
        this.refreshToken = refreshToken;
        this.id = id;
        this.name = name;
    }

    /** Nobody: requests without a token. */
    public static Person anonymous(GessoProcess gesso) {
        return new Person(gesso.http(""), "", "", "", "");
    }

    /** The same at any edge. */
    public static Person anonymous(URI edge) {
        return new Person(edge, "", "", "", "");
    }

    public static Person guest(GessoProcess gesso, String name) {
        return guest(gesso.http(""), name);
    }

    public static Person guest(URI edge, String name) {
        return signedIn(
                edge, anonymous(edge).post("/api/auth/guest", "{\"name\":\"" + name + "\"}").ok());
    }

    public static Person signedIn(GessoProcess gesso, Reply answer) {
        return signedIn(gesso.http(""), answer);
    }

    private static Person signedIn(URI edge, Reply answer) {
        return new Person(
                edge,
                answer.text("/token"),
                answer.text("/refreshToken"),
                answer.text("/user/id"),
                answer.text("/user/name"));
    }

    /** The same person at another edge. */
    public Person at(GessoProcess other) {
        return new Person(other.http(""), token, refreshToken, id, name);
    }

    public Person at(URI other) {
        return new Person(other, token, refreshToken, id, name);
    }

    /** The same person with another token. */
    public Person with(String otherToken) {
        return new Person(edge, otherToken, refreshToken, id, name);
    }

    public URI edge() {
        return edge;
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply post(String path, String body) {
        return send(json(path).POST(BodyPublishers.ofString(body)));
    }

    public Reply patch(String path, String body) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    public Reply put(String path, String body) {
        return send(json(path).PUT(BodyPublishers.ofString(body)));
    }

    public Reply delete(String path) {
        return send(request(path).DELETE());
    }

    /** The same operation again must carry the same key. */
    public Reply keyed(String method, String path, String key, String body) {
        return send(
                json(path)
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(edge.resolve(path)).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(
                    HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A new canvas of this person's; its id. */
    public String canvas(String title) {
        return post("/api/canvas", Json.object().put("title", title).toString()).ok().text("/id");
    }

    /** A new Todo widget; its id. */
    public String todo(String canvas, int x, int y) {
        var body = "{\"appId\":\"todo\",\"position\":{\"x\":%d,\"y\":%d}}".formatted(x, y);
        return post("/api/canvas/" + canvas + "/widgets", body).ok().text("/id");
    }

    /** Lets somebody in by a link. */
    public void invite(String canvas, Person other, String role) {
        var link =
                post("/api/canvas/" + canvas + "/links", "{\"role\":\"" + role + "\"}")
                        .ok()
                        .text("/link");
        other.post("/api/canvas/join", "{\"link\":\"" + link + "\"}").ok();
    }

    public JsonNode state(String canvas) {
        return get("/api/canvas/" + canvas).ok().body();
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }
}

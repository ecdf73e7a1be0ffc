package gesso.load.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The HTTP interface, as far as a run needs it to prepare: waits when it is told to. May be shared
 * by threads.
 */
public final class Api {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public Api(URI server) {
        this.server = server;
    }

    /** Somebody with a token. */
    public record Person(String id, String token, Instant expires) {}

    public Person guest(String name) {
        var answer = send("POST", "/api/auth/guest", "", JSON.createObjectNode().put("name", name));
        return new Person(
                answer.at("/user/id").asText(),
                answer.path("token").asText(),
                Instant.parse(answer.path("expiresAt").asText()));
    }

    /** A new canvas; its id. */
    public String canvas(Person owner, String title, String collision) {
        var body = JSON.createObjectNode().put("title", title);
        body.putObject("grid").put("collision", collision);
        return send("POST", "/api/canvas", owner.token(), body).path("id").asText();
    }

    public void member(Person owner, String canvas, Person other, String role) {
        send(
                "PUT",
                "/api/canvas/" + canvas + "/members/" + other.id(),
                owner.token(),
                JSON.createObjectNode().put("role", role));
    }

    /** A new widget; its id. */
    public String widget(Person by, String canvas, int x, int y) {
        var body = JSON.createObjectNode().put("appId", "todo");
        body.putObject("position").put("x", x).put("y", y);
        return send("POST", "/api/canvas/" + canvas + "/widgets", by.token(), body)
                .path("id")
                .asText();
    }

    /** One key of a widget's state. */
    public void setState(Person by, String widget, String key, String value) {
        var body = JSON.createObjectNode();
        body.putObject("patch").put(key, value);
        send("POST", "/api/apps/todo/" + widget + "/commands/set-state", by.token(), body);
    }

    private JsonNode send(String method, String path, String token, JsonNode body) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(method, BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = exchange(request.build());
            if (answer.statusCode() / 100 == 2) {
                return parse(answer.body());
            }
            boolean later = answer.statusCode() == 429 || answer.statusCode() == 503;
            if (!later || System.nanoTime() > deadline) {
                throw new Unable(
                        "%s %s was answered with %d: %s"
                                .formatted(method, path, answer.statusCode(), answer.body()));
            }
            pause(answer);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new Unable("%s cannot be reached: %s".formatted(server, failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }

    private static void pause(HttpResponse<String> answer) {
        try {
            Thread.sleep(
                    Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException failed) {
            throw new Unable("an answer is no JSON: " + body);
        }
    }
}

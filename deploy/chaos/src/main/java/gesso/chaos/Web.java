package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to an edge or to the ops port of a node. */
final class Web {
    static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Web() {}

    /**
     * @param status 0 when there was no answer
     */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    static Answer get(URI base, String path, @Nullable String token) {
        return send(request(base, path, token).GET());
    }

    /**
     * @param key the operation's id; the same again has one effect
     */
    static Answer send(
            String method,
            URI base,
            String path,
            @Nullable String token,
            String key,
            JsonNode body) {
        return send(
                request(base, path, token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(Json.text(body))));
    }

    private static HttpRequest.Builder request(URI base, String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var answer =
                    CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = Json.parse(answer.body()).orElse(MissingNode.getInstance());
            return new Answer(answer.statusCode(), body);
        } catch (IOException noAnswer) {
            return new Answer(0, MissingNode.getInstance());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

package gesso.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private static final String FRIEND = "https://friend.example";
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start("gesso.edge.origins = \"" + FRIEND + "\"");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void hasSecurityHeaders(Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Correlation-Id")).isNotEmpty();
        assertThat(answer.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/registry/apps", "/api/canvas", "/nothing", "/api/auth/guest"})
    @DisplayName("[X4] every answer has the security headers, problems too")
    void headers(String path) {
        hasSecurityHeaders(edge.get(path));
    }

    @Test
    @DisplayName("[X4] headers and CORS come before the rate limit: a 429 has them")
    void headersBeforeLimit() {
        try (var strict =
                TestEdge.start(
                        "gesso.limits.entries-per-minute = 1, gesso.edge.origins = \""
                                + FRIEND
                                + "\"")) {
            strict.guest("Ada");
            var answer = strict.post("/api/auth/guest", "{\"name\": \"Bob\"}", "Origin", FRIEND);
            assertThat(answer.status()).isEqualTo(429);
            hasSecurityHeaders(answer);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        }
    }

    @Test
    @DisplayName(
            "[X4] the rate limit comes before authentication, authentication before validation")
    void limitBeforeTokens() {
        try (var strict = TestEdge.start("gesso.limits.requests-per-second-of-address = 1")) {
            var statuses =
                    List.of(1, 2, 3, 4, 5, 6).stream()
                            .map(_ -> strict.get("/api/canvas?limit=nonsense").status())
                            .toList();
            assertThat(statuses).contains(401, 429).doesNotContain(400);
        }
    }

    @Test
    @DisplayName("[X4] a body is not looked at before its sender is known")
    void tokensBeforeBodies() {
        var answer = edge.send("PATCH", "/api/auth/me", "{ this is no JSON");
        assertThat(answer.status()).isEqualTo(401);
        var known =
                edge.send(
                        "PATCH",
                        "/api/auth/me",
                        "{ this is no JSON",
                        TestEdge.by(edge.guest("Ada")));
        assertThat(known.status()).isEqualTo(400);
    }

    @Test
    @DisplayName("[ED-1] a correlation id of the right shape is taken over, another is replaced")
    void correlation() {
        var given = edge.get("/nothing", "X-Correlation-Id", "test-1.2:3");
        assertThat(given.header("X-Correlation-Id")).isEqualTo("test-1.2:3");
        assertThat(given.json().path("correlation").asText()).isEqualTo("test-1.2:3");
        var bad = edge.get("/nothing", "X-Correlation-Id", "a b<script>");
        assertThat(bad.header("X-Correlation-Id")).doesNotContain("script");
        assertThat(bad.json().path("correlation").asText())
                .isEqualTo(bad.header("X-Correlation-Id"));
    }

    @Test
    @DisplayName(
            "[ED-B3] without one an operation gives its chain its name; with one it keeps a name of its own")
    void operation() {
        var keyed = edge.send("POST", "/nothing", "{}", "Idempotency-Key", "op-7");
        assertThat(keyed.header("X-Correlation-Id")).isEqualTo("op-7");
        var both =
                edge.send(
                        "POST",
                        "/nothing",
                        "{}",
                        "Idempotency-Key",
                        "op-7",
                        "X-Correlation-Id",
                        "first");
        assertThat(both.header("X-Correlation-Id")).isEqualTo("first");
    }

    @Test
    @DisplayName("[ED-2] a page of a named origin may call, one of another origin may not read")
    void cors() {
        var friend = edge.get("/api/registry/apps", "Origin", FRIEND);
        assertThat(friend.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(friend.header("Access-Control-Allow-Credentials")).isEmpty();
        var foe = edge.get("/api/registry/apps", "Origin", "https://foe.example");
        assertThat(foe.header("Access-Control-Allow-Origin")).isEmpty();
        var near = edge.get("/api/registry/apps", "Origin", FRIEND + ".foe.example");
        assertThat(near.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    @DisplayName("[ED-2] a preflight tells a named origin what it may send")
    void preflight() {
        var friend = preflight(FRIEND);
        assertThat(friend.status()).isEqualTo(204);
        assertThat(friend.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(friend.header("Access-Control-Allow-Headers")).contains("Idempotency-Key");
        assertThat(preflight("https://foe.example").header("Access-Control-Allow-Methods"))
                .isEmpty();
    }

    private static Answer preflight(String origin) {
        return edge.send(
                edge.request("/api/canvas")
                        .headers("Origin", origin, "Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    @Test
    @DisplayName("[A5] what is not there is 404, what is not allowed there 405 with Allow")
    void routing() {
        var missing = edge.get("/api/nothing");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(missing.code()).isEqualTo("not-found");
        var wrong = edge.send("DELETE", "/api/auth/login", "{}");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("OPTIONS, POST");
    }

    @Test
    @DisplayName("[ED-3] HEAD is GET without its body")
    void head() {
        var answer =
                edge.send(
                        edge.request("/api/registry/apps").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\nConnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "POST /api/auth/guest HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"
            })
    @DisplayName("[X6] what is no request is answered with 4xx and no stack trace")
    void unreadable(String request) throws Exception {
        var answer = raw(request);
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception");
    }

    @Test
    @DisplayName("[X6] an address that is too long is a problem, not a crash")
    void longAddress() throws Exception {
        var answer =
                raw(
                        "GET /"
                                + "a".repeat(5_000)
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 414").contains("application/problem+json");
    }

    private static String raw(String request) throws Exception {
        try (var socket = new Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

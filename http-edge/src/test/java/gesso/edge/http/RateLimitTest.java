package gesso.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final String WRONG = "{\"email\": \"%s\", \"password\": \"wrong horse\"}";

    @Test
    @DisplayName("[A5] [X7] too many guests of one address are 429 with Retry-After and the limit")
    void guests() {
        try (var edge = TestEdge.start("gesso.limits.entries-per-minute = 3")) {
            var last =
                    IntStream.range(0, 4)
                            .mapToObj(i -> edge.post("/api/auth/guest", "{\"name\": \"Ada\"}"))
                            .toList()
                            .getLast();
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.code()).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
            assertThat(last.header("RateLimit-Limit")).isEqualTo("3");
            assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
            assertThat(last.header("RateLimit-Policy")).isEqualTo("3;w=60");
            assertThat(edge.get("/api/registry/apps").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("[X7] by default one address makes 300 guests a minute")
    void defaults() {
        try (var edge = TestEdge.start()) {
            var statuses =
                    IntStream.range(0, 305)
                            .mapToObj(i -> edge.post("/api/auth/guest", "{\"name\": \"Ada\"}"))
                            .map(Answer::status)
                            .toList();
            assertThat(statuses.subList(0, 300)).containsOnly(200);
        }
    }

    @Test
    @DisplayName(
            "[X7] one person's flood is 429, another person goes on; reads and writes count apart")
    void persons() {
        try (var edge = TestEdge.start("gesso.limits.commands-per-second = 2")) {
            var ada = edge.guest("Ada");
            var bob = edge.guest("Bob");
            var flood =
                    IntStream.range(0, 12)
                            .mapToObj(i ->
                                    edge.send(
                                            "PATCH",
                                            "/api/auth/preferences",
                                            "{}",
                                            TestEdge.by(ada)))
                            .map(Answer::status)
                            .toList();
            assertThat(flood).startsWith(200, 200).contains(429);
            var other = edge.send("PATCH", "/api/auth/preferences", "{}", TestEdge.by(bob));
            assertThat(other.status()).isEqualTo(200);
            assertThat(edge.get("/api/auth/me", TestEdge.by(ada)).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "[X7] after too many wrong passwords an account is closed to that address for a while")
    void passwords() {
        try (var edge = TestEdge.start("gesso.limits.wrong-passwords-per-minute = 2")) {
            var statuses =
                    List.of("a@x.org", "a@x.org", "a@x.org", "b@x.org").stream()
                            .map(email -> edge.post("/api/auth/login", WRONG.formatted(email)))
                            .map(Answer::status)
                            .toList();
            assertThat(statuses).containsExactly(401, 401, 429, 401);
        }
    }

    @Test
    @DisplayName("[ED-4] X-Forwarded-For counts only when it comes from a trusted proxy")
    void forwarded() {
        try (var direct = TestEdge.start("gesso.limits.entries-per-minute = 1")) {
            assertThat(guestFrom(direct, "192.0.2.1")).isEqualTo(200);
            assertThat(guestFrom(direct, "192.0.2.2")).isEqualTo(429);
        }
        try (var behind =
                TestEdge.start(
                        "gesso.limits.entries-per-minute = 1, gesso.edge.trusted-proxies ="
                                + " \"127.0.0.1\"")) {
            assertThat(guestFrom(behind, "192.0.2.1")).isEqualTo(200);
            assertThat(guestFrom(behind, "192.0.2.2")).isEqualTo(200);
            // What a stranger wrote in front of the proxy's own entry does not count.
            assertThat(guestFrom(behind, "198.51.100.9, 192.0.2.2")).isEqualTo(429);
        }
    }

    private static int guestFrom(TestEdge edge, String forwarded) {
        return edge.post("/api/auth/guest", "{\"name\": \"Ada\"}", "X-Forwarded-For", forwarded)
                .status();
    }
}

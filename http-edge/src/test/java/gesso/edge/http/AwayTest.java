package gesso.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwayTest {

    @Test
    @DisplayName(
            "[ED-5] without its database the edge answers 503 with Retry-After, and serves the page")
    void database() {
        try (var edge =
                TestEdge.start(
                        "gesso.edge.database { url = \"jdbc:postgresql://127.0.0.1:1/away\", patience = 1s }")) {
            unavailable(edge.post("/api/auth/guest", "{\"name\": \"Ada\"}"));
            unavailable(edge.get("/api/registry/apps"));
            unavailable(edge.get("/.well-known/jwks.json"));
            assertThat(edge.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("[ED-5] when no entity answers in time the caller hears 503")
    void entities() {
        try (var edge =
                TestEdge.start(
                        "gesso.edge.ask-timeout = 300ms, gesso.limits.live.answer-timeout = 300ms")) {
            var ada = edge.guest("Ada");
            // Nobody in this cluster hosts canvases.
            unavailable(edge.get("/api/canvas/some-canvas/history", TestEdge.by(ada)));
        }
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("jdbc");
    }
}

package gesso.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryRoutesTest {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        Metrics.addRegistry(METERS);
        edge = TestEdge.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
        Metrics.removeRegistry(METERS);
    }

    @Test
    @DisplayName("[ED-90] what a page measures and what broke there is counted")
    void counted() {
        var answer =
                edge.post(
                        "/api/telemetry",
                        """
                        {"metrics": [{"name": "app-load", "ms": 120, "app": "todo"},
                                     {"name": "canvas-load", "ms": 80}],
                         "errors": [{"kind": "script", "message": "x is\\nundefined"}]}
                        """);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(METERS.get("gesso_page_app_load").tag("app", "todo").timer().count())
                .isEqualTo(1);
        assertThat(METERS.get("gesso_page_errors").tag("kind", "script").counter().count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"metrics\": [{\"name\": \"boo\", \"ms\": 1}]}|metrics[0].name",
                "{\"metrics\": [{\"name\": \"api\", \"ms\": -1}]}|metrics[0].ms",
                "{\"metrics\": 7}|metrics",
                "{\"errors\": [{\"kind\": \"api\"}]}|errors[0].message",
                "{\"user\": \"ada\"}|user",
                "[]|''"
            })
    @DisplayName("[B2] a report that is none is refused and names the field")
    void refused(String body, String field) {
        var answer = edge.post("/api/telemetry", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    @DisplayName("[X6] a batch that is too long is refused")
    void tooLong() {
        var one = "{\"name\": \"api\", \"ms\": 1}";
        var many = "{\"metrics\": [" + (one + ",").repeat(100) + one + "]}";
        assertThat(edge.post("/api/telemetry", many).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/csp-report|{\"csp-report\": {\"effective-directive\": \"img-src\"}}|img-src",
                "application/reports+json|[{\"body\": {\"effectiveDirective\": \"font-src\"}}]|font-src",
                "application/csp-report|{\"csp-report\": {\"effective-directive\": \"boo\"}}|other"
            })
    @DisplayName("[X3] a violation of the content policy is reported and counted")
    void violation(String type, String body, String directive) {
        var answer =
                edge.send(
                        edge.request("/api/telemetry/csp")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(METERS.get("gesso_csp_violations").tag("directive", directive).counter().count())
                .isEqualTo(1);
    }
}

package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.protocol.Json;
import java.net.http.HttpResponse;

/** An HTTP answer with its body read as JSON where it is JSON. */
public record Reply(HttpResponse<String> raw, JsonNode body) {

    static Reply of(HttpResponse<String> raw) {
        var type = raw.headers().firstValue("content-type").orElse("");
        var isJson =
                type.startsWith("application/json") || type.startsWith("application/problem+json");
        return new Reply(
                raw, isJson ? Json.stored(raw.body()).orElseThrow() : MissingNode.getInstance());
    }

    public int status() {
        return raw.statusCode();
    }

    public String header(String name) {
        return raw.headers().firstValue(name).orElse("");
    }

    public JsonNode at(String pointer) {
        return body.at(pointer);
    }

    public String text(String pointer) {
        return body.at(pointer).asText();
    }

    /** Expects success. */
    public Reply ok() {
        assertThat(status())
                .as(raw.request().method() + " " + raw.uri() + ": " + raw.body())
                .isBetween(200, 299);
        return this;
    }

    /**
     * Expects a problem of this status and code, with everything that a problem must have and
     * nothing of our inside.
     */
    public Reply problem(int status, String code) {
        assertThat(status())
                .as(raw.request().method() + " " + raw.uri() + ": " + raw.body())
                .isEqualTo(status);
        assertThat(header("content-type")).startsWith("application/problem+json");
        assertThat(text("/code")).as(raw.body()).isEqualTo(code);
        assertThat(at("/status").asInt()).isEqualTo(status);
        assertThat(text("/title")).isNotBlank();
        assertThat(text("/correlation")).isNotBlank();
        assertThat(raw.body())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("gesso.edge");
        if (status == 429 || status == 503) {
            assertThat(header("retry-after")).isNotBlank();
        }
        return this;
    }
}

package gesso.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Correlations;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.bus.Publication.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {
    private static final JsonNode CANVAS =
            json(
                    """
                    {"widgets": [
                        {"id": "t1", "appId": "todo", "backend": "todo"},
                        {"id": "t2", "appId": "todo", "backend": "todo"},
                        {"id": "n1", "appId": "timer", "backend": ""}]}
                    """);

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    private static Publication read(String body) {
        return switch (Publication.decode(json(body))) {
            case Decoded.Ok<Publication>(var value) -> value;
            case Decoded.Invalid<Publication> faulty -> throw new AssertionError(faulty);
        };
    }

    private static <T> List<String> fields(Decoded<T> decoded) {
        return decoded instanceof Decoded.Invalid<T>(_, _, var errors)
                ? errors.stream().map(FieldError::field).toList()
                : List.of();
    }

    @Test
    @DisplayName("[PR-B2][E3] type, source, data and metadata are read as they were meant")
    void good() {
        var event =
                read(
                        """
                        {"type": "list.exported", "source": "todo-service", "data": {"n": 3},
                         "metadata": {"widget": "t1", "cause": "op-1", "correlation": "op-0"}}
                        """);
        assertThat(event)
                .isEqualTo(
                        new Publication(
                                "list.exported",
                                "todo-service",
                                Json.object().put("n", 3),
                                new Publication.Metadata("t1", "op-1", "op-0")));
        assertThat(read("{\"type\":\"a.b\",\"source\":\"x-service\",\"data\":{}}").metadata())
                .isEqualTo(Publication.Metadata.NONE);
    }

    @Test
    @DisplayName("[PR-B2][E3] what is malformed is refused with each fault by its field")
    void faults() {
        assertThat(fields(Publication.decode(json("{}")))).contains("type", "source", "data");
        assertThat(
                        fields(
                                Publication.decode(
                                        json(
                                                """
                                                {"type": "exported", "source": "todo", "data": [1],
                                                 "metadata": {"widget": "T 1", "why": 1}, "more": 1}
                                                """))))
                .contains("type", "source", "data", "metadata.widget", "metadata.why", "more");
    }

    @ParameterizedTest
    @CsvSource({
        "a.b,true",
        "list.exported,true",
        "a.b.c_d-e,true",
        "A.b,true",
        "exported,false",
        "a.,false",
        ".b,false",
        "a..b,false",
        "a b.c,false",
        "1.b,false",
        "a.b*,false",
        "'',false"
    })
    @DisplayName("[PR-B2][E3] a type is words joined by dots")
    void types(String type, boolean good) {
        assertThat(Publication.isType(type)).isEqualTo(good);
        assertThat(Publication.isType("a." + "b".repeat(63))).isFalse();
    }

    @Test
    @DisplayName("[PR-B2][E3] more than 16 KiB of data is too large, and says which field")
    void size() {
        var body = Json.object().put("type", "a.b").put("source", "todo-service");
        body.putObject("data").put("x", "y".repeat(Publication.DATA_BYTES - 8));
        assertThat(fields(Publication.decode(body))).isEmpty();
        body.putObject("data").put("x", "y".repeat(Publication.DATA_BYTES - 7));
        var refused = Publication.decode(body);
        assertThat(fields(refused)).containsExactly("data");
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        no -> assertThat(no.why()).isEqualTo(Refusal.TOO_LARGE));
    }

    @Test
    @DisplayName(
            "[PR-B4][E3] it becomes an event of the widget that is named, or the app's only one")
    void target() {
        assertThat(of("timer-service", null).target(CANVAS))
                .isEqualTo(new Decoded.Ok<>(new Target("n1", "")));
        assertThat(of("todo-service", "t2").target(CANVAS))
                .isEqualTo(new Decoded.Ok<>(new Target("t2", "todo")));
        assertThat(of("timer-service", null).to("t1").target(CANVAS))
                .as("another app's")
                .satisfies(no -> assertThat(fields(no)).containsExactly("source"));
        assertThat(fields(of("todo-service", null).target(CANVAS)))
                .as("which of two")
                .containsExactly("metadata.widget");
        assertThat(fields(of("todo-service", "t9").target(CANVAS)))
                .containsExactly("metadata.widget");
        assertThat(fields(of("chat-service", null).target(CANVAS))).containsExactly("source");
    }

    private static Publication of(String source, @Nullable String widget) {
        return new Publication(
                "a.b", source, Json.object(), new Publication.Metadata(widget, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "todo.created.1,-,todo-service",
                "chat.posted.1,-,chat-service",
                "canvas.widget-moved.1,-,gesso.canvas",
                "widget.configured.1,todo,gesso.widget",
                "widget.emitted.1,timer,timer-service",
                "widget.emitted.1,-,gesso.widget",
                "app.registered.1,-,gesso.app"
            })
    @DisplayName("[PR-B3][B6] an app's event comes from its service, the platform's from gesso")
    void sources(String manifest, @Nullable String app, String source) {
        assertThat(Sources.of(manifest, app)).isEqualTo(source);
    }

    @Test
    @DisplayName("[PR-B3] a source names its app, and nothing else does")
    void apps() {
        assertThat(Sources.app("todo-service")).contains("todo");
        assertThat(Sources.app(Sources.service("my-app"))).contains("my-app");
        assertThat(Sources.app("todo")).isEmpty();
        assertThat(Sources.app("-service")).isEmpty();
        assertThat(Sources.app("To do-service")).isEmpty();
        assertThat(Sources.app("gesso.canvas")).isEmpty();
    }

    @Test
    @DisplayName("[PR-B5] a chain has the name of its first operation")
    void correlations() {
        assertThat(Correlations.of(null, null, "op")).isEqualTo("op");
        assertThat(Correlations.of(null, "cause", "op")).isEqualTo("cause");
        assertThat(Correlations.of("first", "cause", "op")).isEqualTo("first");
    }
}

package gesso.protocol.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import gesso.protocol.app.AppEvent;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.testing.Golden;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventGoldenTest {

    record Written(String manifest, JsonNode data) {}

    static Stream<Written> current() {
        var canvas =
                Samples.canvas().stream()
                        .map(e -> new Written(EventCodec.manifest(e), EventCodec.data(e)));
        var widget =
                Samples.widget().stream()
                        .map(e -> new Written(EventCodec.manifest(e), EventCodec.data(e)));
        var app =
                Samples.app().stream()
                        .map(e -> new Written(EventCodec.manifest(e), EventCodec.data(e)));
        var generation =
                Samples.generation().stream()
                        .map(e -> new Written(EventCodec.manifest(e), EventCodec.data(e)));
        return Stream.of(canvas, widget, app, generation).flatMap(s -> s);
    }

    static List<String> stored() {
        return Golden.names("events");
    }

    @ParameterizedTest
    @MethodSource("current")
    @DisplayName("[PR-1] each event of the current version is written byte for byte as before")
    void writtenAsBefore(Written event) {
        var bytes = EventCodec.encode(Samples.ORIGIN, event.data());
        var path = "events/" + event.manifest() + ".json";
        var expected = Golden.expected(path, Json.parse(bytes).orElseThrow());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("stored")
    @DisplayName("[PR-2] every event that was ever stored still reads, lifted to today's version")
    void stillReads(String manifest) {
        var payload = Json.bytes(Golden.read("events/" + manifest + ".json"));
        var stored = EventCodec.decode(manifest, payload);
        var again =
                switch (manifest.substring(0, manifest.indexOf('.'))) {
                    case "canvas" ->
                            EventCodec.data(EventCodec.canvas(stored.manifest(), stored.data()));
                    case "app" -> EventCodec.data(EventCodec.app(stored.manifest(), stored.data()));
                    case "generation" ->
                            EventCodec.data(
                                    EventCodec.generation(stored.manifest(), stored.data()));
                    default -> EventCodec.data(EventCodec.widget(stored.manifest(), stored.data()));
                };
        assertThat(stored.origin().at()).isEqualTo(Samples.AT);
        assertThat(Json.canonical(again)).isEqualTo(Json.canonical(stored.data()));
    }

    @Test
    @DisplayName("[PR-2] a widget that was added without a config still has none when it is read")
    void noConfig() {
        var size = new Size(3, 4);
        var added =
                new CanvasEvent.WidgetAdded(
                        "w",
                        "todo",
                        "1",
                        "todo",
                        "Todo",
                        new Position(0, 0),
                        size,
                        size,
                        size,
                        1,
                        null,
                        null);
        var stored = Json.parse(Json.bytes(EventCodec.data(added))).orElseThrow();
        assertThat(EventCodec.canvas(EventCodec.manifest(added), stored)).isEqualTo(added);
    }

    @Test
    @DisplayName("[PR-3] there is a golden file for every kind of event")
    void noneMissing() {
        var kinds =
                Stream.of(
                                CanvasEvent.class,
                                WidgetEvent.class,
                                AppEvent.class,
                                GenerationEvent.class)
                        .flatMap(sealed -> Arrays.stream(sealed.getPermittedSubclasses()))
                        .filter(kind -> kind != WidgetEvent.OfApp.class);
        var sampled =
                Stream.of(Samples.canvas(), Samples.widget(), Samples.app(), Samples.generation())
                        .flatMap(List::stream)
                        .<Class<?>>map(Object::getClass)
                        .toList();
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(kinds.toList());
        assertThat(stored()).containsAll(current().map(Written::manifest).toList());
    }

    @Test
    @DisplayName("[PR-4] an unknown manifest is never skipped")
    void unknownManifest() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> EventCodec.canvas("canvas.teleported.1", Json.object()))
                .hasMessageContaining("canvas.teleported.1");
    }

    @Test
    @DisplayName("[PR-5] an emitted event goes over the wire under its own type")
    void emitted() {
        var event = new WidgetEvent.Emitted("timer.rang", Json.object().put("after", 25));
        var payload = EventCodec.encode(Samples.ORIGIN, EventCodec.data(event));
        var view = EventCodec.view("timer", 3, EventCodec.manifest(event), payload);
        assertThat(view.type()).isEqualTo("timer.rang");
        assertThat(view.data()).isEqualTo(event.data());
    }
}

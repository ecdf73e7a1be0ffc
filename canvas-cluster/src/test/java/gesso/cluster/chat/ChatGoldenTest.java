package gesso.cluster.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.Golden;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatGoldenTest {
    private static final ChatBackend BACKEND = new ChatBackend();
    private static final String AT = "2025-11-22T08:26:40Z";
    private static final String LATER = "2025-11-22T08:27:00Z";

    static List<ChatEvent> samples() {
        var message =
                new Message(
                        "m1",
                        "Lunch, <@grace>?",
                        "ada",
                        AT,
                        "m0",
                        List.of("grace"),
                        LATER,
                        List.of(new Reaction("✅", List.of("grace"))),
                        null);
        return List.of(
                new ChatEvent.Posted("m1", "Lunch, <@grace>?", "ada", AT, "m0", List.of("grace")),
                new ChatEvent.Edited("m1", "Dinner?", List.of(), LATER, "Lunch?", AT),
                new ChatEvent.Reacted("m1", "✅", "grace", true),
                new ChatEvent.Removed("m1", "grace", message),
                new ChatEvent.Restored("m1", message),
                new ChatEvent.Allowed(false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each Chat event is written byte for byte as before, and reads")
    void writtenAsBefore(ChatEvent event) {
        var stored = new WidgetEvent.OfApp(BACKEND.type(event), BACKEND.encode(event));
        var manifest = EventCodec.manifest(stored);
        var bytes = EventCodec.encode(Samples.ORIGIN, EventCodec.data(stored));
        var path = "events/" + manifest + ".json";
        var expected = Golden.expected(path, Json.parse(bytes).orElseThrow());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
        var read = EventCodec.decode(manifest, Json.bytes(Golden.read(path)));
        var type = EventCodec.type(read.manifest(), read.data());
        assertThat(BACKEND.decode(type, read.data())).isEqualTo(event);
    }

    @Test
    @DisplayName("[PR-3] there is a golden file for every Chat event")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(ChatEvent.class.getPermittedSubclasses());
    }
}

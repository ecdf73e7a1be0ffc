package gesso.cluster.notes;

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

class NotesGoldenTest {
    private static final NotesBackend BACKEND = new NotesBackend();

    static List<NotesEvent> samples() {
        return List.of(new NotesEvent.Updated(4, "AAA="), new NotesEvent.Compacted(1, 4, "AAA="));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each Notes event is written byte for byte as before, and reads")
    void writtenAsBefore(NotesEvent event) {
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
    @DisplayName("[PR-3] there is a golden file for every Notes event")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(NotesEvent.class.getPermittedSubclasses());
    }
}

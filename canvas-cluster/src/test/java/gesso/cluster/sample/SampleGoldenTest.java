package gesso.cluster.sample;

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

class SampleGoldenTest {
    private static final SampleBackend BACKEND = new SampleBackend();
    private static final String FILES = "template/events/";

    static List<SampleEvent> samples() {
        var item = new SampleEntry("first", "Hello", "ada", "2025-11-22T08:26:40Z");
        return List.of(
                new SampleEvent.Added("first", "Hello", "ada", "2025-11-22T08:26:40Z"),
                new SampleEvent.Edited("first", "Hello, all", "Hello"),
                new SampleEvent.Removed("first", item, 0),
                new SampleEvent.Restored("first", item, 0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each event is written byte for byte as before, and reads")
    void writtenAsBefore(SampleEvent event) {
        var stored = new WidgetEvent.OfApp(BACKEND.type(event), BACKEND.encode(event));
        var manifest = EventCodec.manifest(stored);
        var bytes = EventCodec.encode(Samples.ORIGIN, EventCodec.data(stored));
        var path = FILES + manifest + ".json";
        var expected = Golden.expected(path, Json.parse(bytes).orElseThrow());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
        var read = EventCodec.decode(manifest, Json.bytes(Golden.read(path)));
        var type = EventCodec.type(read.manifest(), read.data());
        assertThat(BACKEND.decode(type, read.data())).isEqualTo(event);
    }

    @Test
    @DisplayName("[PR-3] there is a golden file for every event")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(SampleEvent.class.getPermittedSubclasses());
    }
}

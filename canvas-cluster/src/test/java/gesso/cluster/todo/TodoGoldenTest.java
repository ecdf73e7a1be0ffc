package gesso.cluster.todo;

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

class TodoGoldenTest {
    private static final TodoBackend BACKEND = new TodoBackend();

    static List<TodoEvent> samples() {
        var item =
                new Todo("milk", "Buy milk", true, "ada", "2025-11-22T08:26:40Z", null, null, null);
        return List.of(
                new TodoEvent.Created(
                        "milk", "Buy milk", false, "ada", "2025-11-22T08:26:40Z", null, null, null),
                new TodoEvent.Edited("milk", "Buy oat milk", "Buy milk"),
                new TodoEvent.Toggled("milk", true),
                new TodoEvent.Removed("milk", item, 0),
                new TodoEvent.Restored("milk", item, 0),
                new TodoEvent.DueSet("milk", "2025-11-28", "2025-11-27"),
                new TodoEvent.Assigned("milk", "grace", "ada"),
                new TodoEvent.Moved("milk", "bread", "salt", "shop", "home"),
                new TodoEvent.Ticked(List.of("milk", "bread"), true),
                new TodoEvent.ListAdded("shop", "Shopping"),
                new TodoEvent.ListRenamed("shop", "Groceries", "Shopping"),
                new TodoEvent.ListRemoved("shop", "Groceries", 0, List.of("milk")),
                new TodoEvent.ListRestored("shop", "Groceries", 0, List.of("milk")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each Todo event is written byte for byte as before, and reads")
    void writtenAsBefore(TodoEvent event) {
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
    @DisplayName("[PR-3] there is a golden file for every Todo event")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(TodoEvent.class.getPermittedSubclasses());
    }
}

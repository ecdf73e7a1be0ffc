package gesso.cluster.records;

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

class RecordsGoldenTest {
    private static final RecordsBackend BACKEND = new RecordsBackend();

    static List<RecordsEvent> samples() {
        var values = Desk.json("{'name':'Run','streak':3}");
        var run = new Item("run", values, "ada", 1_763_800_000_000L, List.of("ada", "grace"));
        return List.of(
                new RecordsEvent.Added("habits", "run", values, "ada", 1_763_800_000_000L),
                new RecordsEvent.Edited(
                        "habits",
                        "run",
                        Desk.json("{'name':'Run far','streak':null}"),
                        Desk.json("{'name':'Run','streak':3}")),
                new RecordsEvent.Removed("habits", "run", run, 0),
                new RecordsEvent.Restored("habits", "run", run, 0),
                new RecordsEvent.Moved("habits", "run", "read", "swim"),
                new RecordsEvent.Stepped(
                        "habits", "run", "streak", Numbers.of(0.5), Numbers.of(3.5), Numbers.of(3)),
                new RecordsEvent.Voted("habits", "run", "ada", "swim"),
                new RecordsEvent.Unvoted("habits", "run", "ada"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each event of records is written byte for byte as before, and reads")
    void writtenAsBefore(RecordsEvent event) {
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
    @DisplayName("[PR-3] there is a golden file for every event of records")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(RecordsEvent.class.getPermittedSubclasses());
    }

    @Test
    @DisplayName("[CL-RC12] any event fits any records")
    void total() {
        var one = RecordsState.EMPTY.evolve(samples().getFirst());
        for (var event : samples()) {
            for (var state : List.of(RecordsState.EMPTY, one)) {
                var next = state.evolve(event);
                assertThat(next.count()).isBetween(0, 1).isEqualTo(next.in("habits").all().size());
                assertThat(RecordsState.restore(next.view())).isEqualTo(next);
            }
        }
    }
}

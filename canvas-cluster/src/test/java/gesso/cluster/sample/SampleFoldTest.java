package gesso.cluster.sample;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.testing.Golden;
import gesso.protocol.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A story whose end state the app's rules on the page must reach too. */
class SampleFoldTest {
    private static final SampleBackend BACKEND = new SampleBackend();
    private static final String FILE = "template/stories/sample.json";

    private static List<SampleEvent> told() {
        var second = new SampleEntry("b", "Two", "bob", "2025-11-22T08:27:00Z");
        return List.of(
                new SampleEvent.Added("a", "One", "ada", "2025-11-22T08:26:40Z"),
                new SampleEvent.Added("b", "Two", "bob", "2025-11-22T08:27:00Z"),
                new SampleEvent.Added("c", "Three", "ada", "2025-11-22T08:28:00Z"),
                new SampleEvent.Edited("a", "Uno", "One"),
                new SampleEvent.Removed("b", second, 1),
                new SampleEvent.Edited("b", "Due", "Two"),
                new SampleEvent.Removed("c", second, 1),
                new SampleEvent.Restored("b", second, 9),
                new SampleEvent.Restored("a", second.withText("again"), 0));
    }

    @Test
    @DisplayName("[Z2] the fold of these events is the state in the golden file")
    void sameEnd() {
        var state = BACKEND.initial();
        var events = Json.MAPPER.createArrayNode();
        for (var event : told()) {
            state = BACKEND.evolve(state, Samples.ORIGIN, event);
            var line = events.addObject().put("type", BACKEND.type(event));
            line.set("data", BACKEND.encode(event));
        }
        var story = Json.object();
        story.set("events", events);
        story.set("state", BACKEND.view(state));
        var expected = Golden.expected(FILE, story);
        assertThat(Json.text(story)).isEqualTo(expected);
    }
}

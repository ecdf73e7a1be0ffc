package gesso.cluster.notes;

import static gesso.cluster.notes.Note.merge;
import static gesso.cluster.notes.Note.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Recorded;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.testing.Golden;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A story whose end state the app's own fold must reach too. */
class NotesFoldTest {
    private static final String PATH = "fold/widget-notes.json";

    @Test
    @DisplayName("[CL-N8] [Z2] the fold of these events is the state in the golden file")
    void sameEnd() {
        var told = tell();
        assertThat(Golden.expected(PATH, told)).isEqualTo(Json.text(told));
        var file = Golden.read(PATH);
        var note = new Note();
        var widget = note.rules.initial();
        for (var event : Json.MAPPER.convertValue(file.path("events"), EventView[].class)) {
            widget =
                    note.rules.evolve(
                            widget,
                            new Recorded<>(event.rev(), event.origin(), note.rules.event(event)));
        }
        var view = note.rules.view(widget, Json.value(file.path("start"), WidgetStart.class));
        assertThat(Json.canonical(Json.tree(view))).isEqualTo(Json.canonical(file.path("state")));
    }

    private static JsonNode tell() {
        var note = new Note();
        note.type("first paragraph", "letters at the end", "formatting", "deletion");
        note.when("notes.compact", merge(2, 3, sample("merged")));
        note.type("attributes");
        note.when("notes.compact", merge(1, 4, sample("letters at the end")));
        note.when("notes.compact", merge(1, 2, sample("nothing")));
        note.type("nothing");
        var file = Json.object().put("of", "a");
        file.set("app", Json.tree(Map.of("id", "notes", "version", "1.0.0")));
        file.set("start", Json.tree(Note.START));
        var events = file.putArray("events");
        for (var one : note.journal) {
            var event = one.event();
            var type = note.rules.manifest(event).replaceAll("\\.1$", "");
            events.add(
                    Json.tree(
                            new EventView(
                                    "a",
                                    one.revision(),
                                    one.origin(),
                                    type,
                                    note.rules.data(event))));
        }
        file.set("state", Json.tree(note.rules.view(note.widget(), Note.START)));
        return Json.parse(Json.text(file)).orElseThrow();
    }
}

package gesso.cluster.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.Golden;
import gesso.protocol.widget.WidgetEvent;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A story whose end state the browser's fold must reach too. */
class RecordsFoldTest {
    private static final String PATH = "records/fold.json";
    private static final WidgetStart START =
            new WidgetStart("habits", "1.0.0", "records", Json.object(), false);

    private final WidgetRules<RecordsState, RecordsEvent> rules =
            new WidgetRules<>(new RecordsBackend());

    @Test
    @DisplayName("[CL-RC12] the fold of these events is the state in the golden file")
    void sameEnd() {
        var told = told();
        assertThat(Golden.expected(PATH, told)).isEqualTo(Json.text(told));
        var file = Golden.read(PATH);
        assertThat(Json.canonical(fold(file))).isEqualTo(Json.canonical(file.path("state")));
    }

    private JsonNode fold(JsonNode file) {
        var widget = rules.initial();
        for (var event : Json.value(file.path("events"), EventView[].class)) {
            var recorded = new Recorded<>(event.rev(), event.origin(), rules.event(event));
            widget = rules.evolve(widget, recorded);
        }
        return Json.tree(rules.view(widget, Json.value(file.path("start"), WidgetStart.class)));
    }

    private JsonNode told() {
        var desk = new Desk(Desk.HABITS);
        desk.add("ada", "run", "{'name':'Run','streak':3}");
        desk.add("grace", "read", "{'name':'Read','frequency':'Daily'}");
        desk.add("eve", "swim", "{'name':'Swim','notes':'two\\nlines'}");
        desk.edit("ada", "read", "{'frequency':null,'done':true}");
        desk.step("grace", "run", "streak", 1);
        desk.step("eve", "swim", "streak", 0.5);
        desk.undo("eve");
        desk.when("ada", "records.move", Desk.in("swim"));
        desk.when("ada", "records.move", Desk.in("run").put("after", "read"));
        for (var user : new String[] {"eve", "ada", "grace"}) {
            desk.when(user, "records.vote", Desk.in("swim"));
        }
        desk.when("ada", "records.vote", Desk.in("run"));
        desk.when("grace", "records.unvote", Json.object().put("collection", "habits"));
        desk.when("ada", "records.remove", Desk.in("read"));
        desk.when("grace", "records.remove", Desk.in("swim"));
        desk.when("eve", "records.vote", Desk.in("run"));
        desk.undo("grace");
        var events = Json.MAPPER.createArrayNode();
        var widget = rules.initial();
        for (var said : desk.journal) {
            var event =
                    new WidgetEvent.OfApp(
                            desk.backend.type(said.event()), desk.backend.encode(said.event()));
            widget =
                    rules.evolve(
                            widget, new Recorded<>(widget.revision() + 1, said.origin(), event));
            var stored =
                    new EventCodec.Stored(said.origin(), rules.manifest(event), rules.data(event));
            events.add(Json.tree(EventCodec.view("a", widget.revision(), stored)));
        }
        var file = Json.object().put("of", "a");
        file.set("app", Json.tree(Map.of("id", START.app(), "version", START.version())));
        file.set("start", Json.tree(START));
        file.set("events", events);
        file.set("state", Json.tree(rules.view(widget, START)));
        return Json.parse(Json.text(file)).orElseThrow();
    }
}

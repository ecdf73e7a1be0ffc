package gesso.cluster.chat;

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

/** A story whose end state the browser's fold must reach too, and the edge's of old messages. */
class ChatFoldTest {
    private static final String PATH = "fold/widget-chat.json";
    private static final WidgetStart START =
            new WidgetStart("chat", "1.0.0", "chat", Json.object(), false);

    private final WidgetRules<ChatState, ChatEvent> rules = new WidgetRules<>(new ChatBackend());

    @Test
    @DisplayName("[CL-H11] [Z2] the fold of these events is the state in the golden file")
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
        var talk = new Talk();
        talk.post("ada", "m1", "Morning! Lunch at one, <@grace>?");
        talk.post("grace", "m2", "Yes\nand <@eve> too?");
        talk.when("eve", "chat.post", Talk.id("m3").put("text", "Gladly").put("replyTo", "m2"));
        for (var user : new String[] {"ada", "eve", "grace"}) {
            talk.when(user, "chat.react", Talk.id("m1").put("emoji", "👍"));
        }
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "🎉"));
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "🎉").put("on", false));
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍").put("on", false));
        talk.when("ada", "chat.edit", Talk.id("m1").put("text", "Lunch at two, <@eve>?"));
        talk.when("grace", "chat.edit", Talk.id("m2").put("text", "Yes!"));
        talk.undo("grace");
        talk.when("ada", "chat.remove", Talk.id("m3"));
        talk.post("eve", "m4", "Oh");
        talk.when("eve", "chat.remove", Talk.id("m4"));
        talk.undo("eve");
        talk.when("grace", "chat.allow", Json.object().put("commenters", false));
        var events = Json.MAPPER.createArrayNode();
        var widget = rules.initial();
        for (var said : talk.journal) {
            var event =
                    new WidgetEvent.OfApp(
                            talk.backend.type(said.event()), talk.backend.encode(said.event()));
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

package gesso.cluster.widget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Scene;
import gesso.cluster.chat.ChatBackend;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.todo.TodoBackend;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WidgetRulesTest {
    private final Scene scene = Scene.of();

    @BeforeEach
    void widget() {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
    }

    @Test
    @DisplayName("[W11] [CL-W1] what is read is config, shared state and what the backend keeps")
    void view() {
        patch("ada", Json.object().put("colour", "red"));
        configure(Json.object().put("hideDone", true));
        assertThat(Json.text(scene.view("a").state()))
                .isEqualTo("{\"todos\":[],\"colour\":\"red\"}");
        assertThat(Json.text(scene.view("a").config())).isEqualTo("{\"hideDone\":true}");
    }

    @Test
    @DisplayName("[W12] [CL-W2] state is merged key by key, the last writer of a key wins")
    void merge() {
        patch("ada", Json.object().put("colour", "red").put("size", 1)).made("state-patched");
        patch("grace", Json.object().put("colour", "blue")).made("state-patched");
        patch("ada", Json.object().putNull("size")).made("state-patched");
        assertThat(Json.text(scene.view("a").state()))
                .isEqualTo("{\"todos\":[],\"colour\":\"blue\"}");
    }

    @Test
    @DisplayName("[CL-W2] only keys that change are in the event; without any there is none")
    void changes() {
        patch("ada", Json.object().put("a", 1).put("b", 2));
        var event = patch("ada", Json.object().put("a", 1).put("b", 3)).events().getFirst();
        assertThat(Json.text(event.data())).isEqualTo("{\"patch\":{\"b\":3},\"was\":{\"b\":2}}");
        patch("ada", Json.object().put("a", 1).putNull("never")).made();
    }

    @Test
    @DisplayName("[CL-W2] the backend's keys, empty keys and what is no object are refused")
    void badPatches() {
        patch("ada", Json.object().put("todos", 1)).refused(Refusal.INVALID);
        patch("ada", Json.object().put("", 1)).refused(Refusal.INVALID);
        patch("ada", Json.tree("text")).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-W3] the state of a widget has at most 256 KiB, its config 16 KiB")
    void tooLarge() {
        var half = "x".repeat(WidgetLimits.STATE_BYTES / 2 - 20);
        patch("ada", Json.object().put("one", half)).made("state-patched");
        patch("ada", Json.object().put("two", half)).made("state-patched");
        patch("ada", Json.object().put("three", "x".repeat(100))).refused(Refusal.TOO_LARGE);
        patch("ada", Json.object().put("one", "")).made("state-patched");
        patch("ada", Json.object().put("three", "x".repeat(100))).made("state-patched");
        configure(Json.object().put("x", "x".repeat(WidgetLimits.CONFIG_BYTES)))
                .refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-W11] a copy starts with all that its source shows, and goes its own way")
    void seeded() {
        patch("ada", Json.object().put("colour", "red"));
        configure(Json.object().put("hideDone", true));
        scene.todo("ada", "a", "todo.add", Json.object().put("text", "milk"));
        scene.add("ada", "b", 4, 0);
        var source = scene.view("a");
        var seed =
                new WidgetCommand.Seed("todo", "1.0.0", source.config(), source.state().deepCopy());
        scene.when("ada", "b", seed).made("seeded");
        assertThat(scene.view("b")).isEqualTo(source);
        scene.todo("ada", "b", "todo.add", Json.object().put("text", "bread"));
        assertThat(scene.view("b").state().path("todos")).hasSize(2);
        assertThat(scene.view("a")).isEqualTo(source);
        scene.when("ada", "b", seed).refused(Refusal.CONFLICT);
        scene.undo("ada");
        assertThat(scene.view("b")).isEqualTo(source);
        scene.undo("ada").made("widget-removed");
    }

    @Test
    @DisplayName("[CL-W4] config is replaced as a whole; the same config again is no event")
    void config() {
        configure(Json.object().put("a", 1)).made("configured");
        configure(Json.object().put("b", 2)).made("configured");
        configure(Json.object().put("b", 2)).made();
        assertThat(Json.text(scene.view("a").config())).isEqualTo("{\"b\":2}");
        scene.when("ada", "a", new WidgetCommand.Configure(Json.tree(1))).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-W5] an app emits events under its own types, never the platform's or todo.*")
    void emit() {
        var emitted = emit("timer.rang").made("timer.rang").events().getFirst();
        assertThat(Json.text(emitted.data())).isEqualTo("{\"after\":25}");
        emit("configured").refused(Refusal.INVALID);
        emit("todo.created").refused(Refusal.INVALID);
        emit("no spaces").refused(Refusal.INVALID);
        var huge = Json.object().put("x", "x".repeat(WidgetLimits.EMITTED_BYTES));
        scene.when("ada", "a", new WidgetCommand.Emit("big", huge)).refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-W6] commands of another app, or of none, are unknown")
    void unknownCommands() {
        scene.todo("ada", "a", "chat.post", Json.object()).refused(Refusal.UNKNOWN_COMMAND);
        scene.todo("ada", "a", "todo.explode", Json.object()).refused(Refusal.UNKNOWN_COMMAND);
    }

    @Test
    @DisplayName("[W12] [CL-W8] state and config are undone key by key, as far as unchanged")
    void undo() {
        patch("ada", Json.object().put("colour", "red").put("size", 1));
        patch("grace", Json.object().put("size", 2));
        var outcome = scene.undo("ada").made("state-patched");
        assertThat(outcome.skipped()).containsExactly("state-patched");
        assertThat(Json.text(scene.view("a").state())).isEqualTo("{\"todos\":[],\"size\":2}");
        configure(Json.object().put("a", 1));
        scene.undo("ada").made("configured");
        scene.redo("ada").made("configured");
        assertThat(Json.text(scene.view("a").config())).isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("[CL-W9] [X5] editors and owners may send all commands, others what an app opens")
    void opens() {
        var rules = new WidgetRules<>(new TodoBackend());
        var add = new WidgetCommand.App("todo.add", Json.object());
        var patch = new WidgetCommand.SetState(Json.object());
        for (var role : Role.values()) {
            assertThat(rules.opens(add, role)).isEqualTo(role.mayEdit());
            assertThat(rules.opens(patch, role)).isEqualTo(role.mayEdit());
        }
    }

    @Test
    @DisplayName("[CL-W9] [X5] a backend is told the role under which a command was let in")
    void role() {
        var rules = new WidgetRules<>(new ChatBackend());
        var state = rules.initial();
        for (var id : new String[] {"one", "two"}) {
            var said = Json.object().put("id", id).put("text", "Hello");
            state = made(rules, state, new WidgetCommand.App("chat.post", said), "grace");
        }
        var remove = new WidgetCommand.App("chat.remove", Json.object().put("id", "one"));
        assertThat(
                        rules.decide(
                                state,
                                new ByRole<>(Role.EDITOR, rules.backend(), remove),
                                by("ada")))
                .hasFieldOrPropertyWithValue("why", Refusal.FORBIDDEN);
        assertThat(
                        rules.decide(
                                state,
                                new ByRole<>(Role.OWNER, rules.backend(), remove),
                                by("ada")))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(rules.opens(remove, Role.COMMENTER)).isTrue();
        assertThat(rules.opens(remove, Role.VIEWER)).isFalse();
    }

    private static <S, E> Widget<S> made(
            WidgetRules<S, E> rules, Widget<S> state, WidgetCommand command, String user) {
        var next = state;
        if (rules.decide(state, command, by(user))
                instanceof Decision.Accepted<WidgetEvent>(var events)) {
            for (var event : events) {
                next = rules.evolve(next, new Recorded<>(next.revision() + 1, by(user), event));
            }
        }
        return next;
    }

    private static Origin by(String user) {
        var o = Samples.ORIGIN;
        return new Origin(
                o.op(),
                o.client(),
                null,
                user,
                null,
                o.correlation(),
                null,
                null,
                null,
                null,
                o.sum(),
                o.at());
    }

    @Test
    @DisplayName("[CL-W6] an app without a backend has state and config, but no commands")
    void noBackend() {
        var rules = new WidgetRules<>(new NoBackend());
        var widget = rules.restore(rules.snapshot(rules.initial()));
        assertThat(widget).isEqualTo(rules.initial());
        assertThat(rules.opens(new WidgetCommand.App("x.y", Json.object()), Role.VIEWER)).isFalse();
    }

    private Scene.Outcome patch(String user, JsonNode patch) {
        return scene.when(user, "a", new WidgetCommand.SetState(patch));
    }

    private Scene.Outcome configure(JsonNode config) {
        return scene.when("ada", "a", new WidgetCommand.Configure(config));
    }

    private Scene.Outcome emit(String type) {
        return scene.when("ada", "a", new WidgetCommand.Emit(type, Json.object().put("after", 25)));
    }
}

package gesso.cluster.todo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.canvas.Scene;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TodoBackendTest {
    private final Scene scene = Scene.of();

    @BeforeEach
    void widget() {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
    }

    @Test
    @DisplayName("[B5] [CL-T2] who made an item and when is the server's, not the client's, to say")
    void serverValues() {
        var data = text(" Buy milk ").put("userId", "eve").put("createdAt", "1970-01-01");
        var added = scene.todo("ada", "a", "todo.add", data).made("todo.created");
        var todo = todos().get(0);
        assertThat(todo.path("userId").asText()).isEqualTo("ada");
        assertThat(todo.path("createdAt").asText()).startsWith("2025-11-22T");
        assertThat(todo.path("text").asText()).isEqualTo("Buy milk");
        assertThat(todo.path("done").asBoolean()).isFalse();
        assertThat(added.answer().path("id")).isEqualTo(todo.path("id"));
    }

    @Test
    @DisplayName("[CL-T3] an item is edited, toggled and removed by its id, one event each")
    void life() {
        add("milk");
        scene.todo("grace", "a", "todo.edit", id("milk").put("text", "Oat milk"))
                .made("todo.edited");
        scene.todo("grace", "a", "todo.toggle", id("milk")).made("todo.toggled");
        assertThat(todos().get(0).path("done").asBoolean()).isTrue();
        scene.todo("grace", "a", "todo.toggle", id("milk").put("done", true)).made();
        scene.todo("grace", "a", "todo.edit", id("milk").put("text", "Oat milk")).made();
        scene.todo("ada", "a", "todo.remove", id("milk")).made("todo.removed");
        assertThat(todos()).isEmpty();
        scene.todo("ada", "a", "todo.remove", id("milk")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[B2] [CL-T4] texts of 1 to 500 characters, known fields, ids not in use")
    void invalid() {
        scene.todo("ada", "a", "todo.add", text("  ")).refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.add", text("x".repeat(501))).refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.add", text("x".repeat(500))).made("todo.created");
        scene.todo("ada", "a", "todo.add", Json.object().put("text", 1)).refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.add", text("x").put("colour", 1)).refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.toggle", Json.object()).refused(Refusal.INVALID);
        add("milk");
        scene.todo("ada", "a", "todo.add", id("milk").put("text", "again"))
                .refused(Refusal.CONFLICT);
    }

    @Test
    @DisplayName("[CL-T4] a list holds 2,000 items")
    void full() {
        var backend = new TodoBackend();
        var state = TodoState.EMPTY;
        for (int i = 0; i < TodoBackend.TODOS_MAX; i++) {
            state = state.evolve(new TodoEvent.Created("t" + i, "x", false, "ada", ""));
        }
        var origin = scene.events().getFirst().origin();
        assertThat(backend.decide(state, "todo.add", text("more"), origin))
                .hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-T5] a removed item comes back where it was, with undo")
    void restore() {
        add("milk");
        add("bread");
        add("salt");
        scene.todo("ada", "a", "todo.remove", id("bread"));
        scene.undo("ada").made("todo.restored");
        assertThat(todos().findValuesAsText("id")).containsExactly("milk", "bread", "salt");
        scene.redo("ada").made("todo.removed");
        assertThat(todos().findValuesAsText("id")).containsExactly("milk", "salt");
    }

    @Test
    @DisplayName("[CL-T5] a text that somebody else has changed since is left by an undo")
    void changedSince() {
        add("milk");
        scene.todo("ada", "a", "todo.edit", id("milk").put("text", "Oat milk"));
        scene.todo("grace", "a", "todo.edit", id("milk").put("text", "Rice milk"));
        assertThat(scene.undo("ada").made().skipped()).containsExactly("todo.edited");
        assertThat(todos().get(0).path("text").asText()).isEqualTo("Rice milk");
    }

    @Test
    @DisplayName("[CL-T6] any event fits any list")
    void total() {
        var origin = scene.events().getFirst().origin();
        var one = TodoState.EMPTY.evolve(TodoGoldenTest.samples().getFirst());
        for (var event : TodoGoldenTest.samples()) {
            for (var state : new TodoState[] {TodoState.EMPTY, one}) {
                var next = new TodoBackend().evolve(state, origin, event);
                assertThat(next.todos().size()).isBetween(0, 1);
            }
        }
    }

    private JsonNode todos() {
        return scene.view("a").state().path("todos");
    }

    private void add(String id) {
        scene.todo("ada", "a", "todo.add", id(id).put("text", "Buy " + id)).made("todo.created");
    }

    private static ObjectNode id(String id) {
        return Json.object().put("id", id);
    }

    private static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }
}

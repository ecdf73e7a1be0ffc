package gesso.cluster.todo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.canvas.Scene;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import java.util.List;
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
            state =
                    state.evolve(
                            new TodoEvent.Created(
                                    "t" + i, "x", false, "ada", "", null, null, null));
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

    @Test
    @DisplayName(
            "[CL-T7] an item has a day, somebody who does it, and a list; each can be taken away")
    void dueAssigneeAndList() {
        scene.todo("ada", "a", "todo.list-add", Json.object().put("id", "shop").put("name", "Shop"))
                .made("todo.list-added");
        var data = id("milk").put("text", "Milk").put("due", "2025-11-28").put("list", "shop");
        scene.todo("ada", "a", "todo.add", data).made("todo.created");
        scene.todo("grace", "a", "todo.assign", id("milk").put("assignee", "ada"))
                .made("todo.assigned");
        assertThat(todos().get(0).toString())
                .contains("\"due\":\"2025-11-28\"", "\"assignee\":\"ada\"", "\"list\":\"shop\"");
        scene.todo("grace", "a", "todo.assign", id("milk").put("assignee", "ada")).made();
        scene.todo("grace", "a", "todo.due", id("milk").putNull("due")).made("todo.due-set");
        scene.todo("grace", "a", "todo.assign", id("milk")).made("todo.assigned");
        assertThat(todos().get(0).has("due")).isFalse();
        assertThat(todos().get(0).has("assignee")).isFalse();
        scene.undo("grace");
        scene.undo("grace");
        assertThat(todos().get(0).path("due").asText()).isEqualTo("2025-11-28");
    }

    @Test
    @DisplayName("[B2] [CL-T7] days that are none, lists that are not there, persons of no shape")
    void invalidParts() {
        add("milk");
        for (var day : List.of("2025-02-30", "tomorrow", "2025-1-1", "12025-01-01", "")) {
            scene.todo("ada", "a", "todo.due", id("milk").put("due", day)).refused(Refusal.INVALID);
        }
        scene.todo("ada", "a", "todo.assign", id("milk").put("assignee", "A b"))
                .refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.add", text("x").put("list", "none"))
                .refused(Refusal.NOT_FOUND);
        scene.todo("ada", "a", "todo.move", id("milk").put("list", "none"))
                .refused(Refusal.NOT_FOUND);
        scene.todo("ada", "a", "todo.move", id("milk").put("before", "none"))
                .refused(Refusal.NOT_FOUND);
        scene.todo("ada", "a", "todo.list-add", Json.object().put("name", "x".repeat(81)))
                .refused(Refusal.INVALID);
        scene.todo("ada", "a", "todo.list-rename", id("none").put("name", "x"))
                .refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName(
            "[CL-T8] an item moves before another or to the end, and into a list; undo moves it back")
    void move() {
        List.of("a", "b", "c").forEach(this::add);
        scene.todo(
                "ada", "a", "todo.list-add", Json.object().put("id", "shop").put("name", "Shop"));
        scene.todo("ada", "a", "todo.move", id("c").put("before", "a")).made("todo.moved");
        assertThat(ids()).containsExactly("c", "a", "b");
        scene.todo("ada", "a", "todo.move", id("c").put("before", "a")).made();
        scene.todo("ada", "a", "todo.move", id("c").put("before", "c")).made();
        scene.todo("ada", "a", "todo.move", id("c").put("list", "shop")).made("todo.moved");
        assertThat(ids()).containsExactly("a", "b", "c");
        assertThat(todos().get(2).path("list").asText()).isEqualTo("shop");
        scene.undo("ada").made("todo.moved");
        assertThat(ids()).containsExactly("c", "a", "b");
        assertThat(todos().get(0).has("list")).isFalse();
        scene.todo("grace", "a", "todo.move", id("c").put("before", "b"));
        assertThat(scene.undo("ada").made().skipped()).containsExactly("todo.moved");
        assertThat(ids()).containsExactly("a", "c", "b");
    }

    @Test
    @DisplayName("[CL-T9] many are ticked off by one event that names those that changed")
    void tick() {
        List.of("a", "b", "c").forEach(this::add);
        scene.todo("ada", "a", "todo.toggle", id("b"));
        var all = Json.object().put("done", true);
        var ticked = scene.todo("ada", "a", "todo.tick", all).made("todo.ticked");
        assertThat(ticked.events().getFirst().data().path("ids").toString())
                .isEqualTo("[\"a\",\"c\"]");
        scene.todo("ada", "a", "todo.tick", all).made();
        scene.todo("grace", "a", "todo.toggle", id("c"));
        scene.undo("ada").made("todo.ticked");
        assertThat(todos().findValuesAsText("done")).containsExactly("false", "true", "false");
        var some = Json.object().put("done", true);
        some.putArray("ids").add("a").add("none");
        scene.todo("ada", "a", "todo.tick", some).made("todo.ticked");
        assertThat(todos().findValuesAsText("done")).containsExactly("true", "true", "false");
    }

    @Test
    @DisplayName(
            "[CL-T10] a removed list leaves its items, and comes back with those that nobody moved")
    void lists() {
        scene.todo(
                "ada", "a", "todo.list-add", Json.object().put("id", "shop").put("name", "Shop"));
        for (var item : List.of("milk", "bread")) {
            scene.todo("ada", "a", "todo.add", id(item).put("text", item).put("list", "shop"));
        }
        scene.todo("ada", "a", "todo.list-rename", id("shop").put("name", "Market"))
                .made("todo.list-renamed");
        scene.todo("ada", "a", "todo.list-remove", id("shop")).made("todo.list-removed");
        assertThat(ids()).containsExactly("milk", "bread");
        assertThat(todos().get(0).has("list")).isFalse();
        assertThat(scene.view("a").state().has("lists")).isFalse();
        scene.todo("grace", "a", "todo.remove", id("bread"));
        scene.undo("ada").made("todo.list-restored");
        assertThat(scene.view("a").state().path("lists").get(0).path("name").asText())
                .isEqualTo("Market");
        assertThat(todos().get(0).path("list").asText()).isEqualTo("shop");
    }

    private List<String> ids() {
        return todos().findValuesAsText("id");
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

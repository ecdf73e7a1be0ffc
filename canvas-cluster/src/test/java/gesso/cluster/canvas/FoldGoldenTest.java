package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Recorded;
import gesso.cluster.todo.TodoBackend;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.Golden;
import gesso.protocol.widget.WidgetCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stories whose end state the browser's reducers must reach too. */
class FoldGoldenTest {
    private static final List<String> CANVAS =
            List.of(
                    "place",
                    "push",
                    "columns",
                    "layouts",
                    "people",
                    "undo",
                    "kept-layouts",
                    "comments",
                    "versions",
                    "screens");
    private static final List<String> WIDGET = List.of("todo", "todo-lists", "state", "seeded");

    static Stream<Map.Entry<String, JsonNode>> told() {
        var stories = new LinkedHashMap<String, JsonNode>();
        for (var name : CANVAS) {
            stories.put("canvas-" + name, canvas(tell(name)));
        }
        for (var name : WIDGET) {
            stories.put("widget-" + name, widget(tell(name)));
        }
        return stories.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("told")
    @DisplayName("[CL-C20] [Z2] the fold of these events is the state in the golden file")
    void sameEnd(Map.Entry<String, JsonNode> story) {
        var path = "fold/" + story.getKey() + ".json";
        assertThat(Golden.expected(path, story.getValue())).isEqualTo(Json.text(story.getValue()));
        var file = Golden.read(path);
        assertThat(Json.canonical(fold(file))).isEqualTo(Json.canonical(file.path("state")));
    }

    private static JsonNode fold(JsonNode file) {
        var events = Json.MAPPER.convertValue(file.path("events"), EventView[].class);
        if (file.path("of").asText().equals(EventView.CANVAS)) {
            var canvas = Canvas.ABSENT;
            for (var event : events) {
                var recorded =
                        new Recorded<>(event.rev(), event.origin(), EventCodec.canvas(event));
                canvas = CanvasFold.evolve(canvas, recorded);
            }
            return Json.tree(CanvasViews.view(Scene.ID, canvas, null));
        }
        var rules = new WidgetRules<>(new TodoBackend());
        var widget = rules.initial();
        for (var event : events) {
            var recorded = new Recorded<>(event.rev(), event.origin(), rules.event(event));
            widget = rules.evolve(widget, recorded);
        }
        return Json.tree(rules.view(widget, Json.value(file.path("start"), WidgetStart.class)));
    }

    private static JsonNode canvas(Scene scene) {
        var file = Json.object().put("of", EventView.CANVAS);
        file.set("start", Json.tree(CanvasViews.view(Scene.ID, Canvas.ABSENT, null)));
        file.set("events", events(scene, EventView.CANVAS));
        file.set("state", Json.tree(scene.view()));
        return reread(file);
    }

    private static JsonNode widget(Scene scene) {
        var start = CanvasViews.start(scene.canvas(), "a").orElseThrow();
        var file = Json.object().put("of", "a");
        file.set("app", Json.tree(Map.of("id", start.app(), "version", start.version())));
        file.set("start", Json.tree(start));
        file.set("events", events(scene, "a"));
        file.set("state", Json.tree(scene.view("a")));
        return reread(file);
    }

    private static JsonNode events(Scene scene, String of) {
        return Json.tree(scene.events().stream().filter(event -> event.of().equals(of)).toList());
    }

    private static JsonNode reread(JsonNode tree) {
        return Json.parse(Json.text(tree)).orElseThrow();
    }

    private static Scene tell(String name) {
        var scene = Scene.of();
        switch (name) {
            case "place" -> place(scene);
            case "push" -> push(scene);
            case "columns" -> columns(scene);
            case "layouts" -> layouts(scene);
            case "people" -> people(scene);
            case "undo" -> undo(scene);
            case "kept-layouts" -> keptLayouts(scene);
            case "comments" -> comments(scene);
            case "versions" -> versions(scene);
            case "screens" -> screens(scene);
            case "todo" -> todo(scene);
            case "todo-lists" -> todoLists(scene);
            case "state" -> state(scene);
            case "seeded" -> seeded(scene);
            default -> throw new IllegalArgumentException(name);
        }
        return scene;
    }

    private static void place(Scene scene) {
        scene.when("ada", new CanvasCommand.Rename("Week 48"));
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        scene.move("ada", "a", 8, 2);
        scene.when("ada", new CanvasCommand.ResizeWidget("b", new Size(2, 6)));
        scene.when("ada", new CanvasCommand.RaiseWidget("a"));
        scene.when("ada", new CanvasCommand.RenameWidget("a", "Shopping"));
        scene.when("ada", new CanvasCommand.LockWidget("b", true));
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
    }

    private static void push(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 1, 1);
        scene.add("ada", "c", 2, 2);
        scene.move("ada", "c", 0, 0);
        scene.when("ada", new CanvasCommand.LockWidget("b", true));
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        scene.when("ada", new CanvasCommand.RestoreWidget("a"));
    }

    private static void columns(Scene scene) {
        scene.add("ada", "a", 9, 0);
        scene.add("ada", "b", 0, 0);
        scene.when("ada", new CanvasCommand.ConfigureGrid(6, 40, null, null));
        scene.when("ada", new CanvasCommand.ConfigureGrid(4, null, 8, Collision.FREE));
        scene.when("ada", new CanvasCommand.ConfigureGrid(5, null, null, Collision.PUSH));
    }

    private static void layouts(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        var saved = scene.when("ada", new CanvasCommand.SaveLayout("Morning")).answer();
        scene.move("ada", "a", 6, 6);
        scene.when("ada", new CanvasCommand.RemoveWidget("b"));
        var layout = saved.path("layout").asText();
        scene.when("ada", new CanvasCommand.LoadLayout(layout));
        scene.undo("ada");
        scene.redo("ada");
    }

    private static void keptLayouts(Scene scene) {
        scene.add("ada", "a", 0, 0);
        var saved = scene.when("ada", new CanvasCommand.SaveLayout("Morning")).answer();
        for (int i = 0; i <= CanvasLimits.LAYOUTS_KEPT; i++) {
            scene.move("ada", "a", 1 + i % 2, i);
            var layout = saved.path("layout").asText();
            scene.when("ada", new CanvasCommand.LoadLayout(layout));
        }
    }

    private static void people(Scene scene) {
        scene.when("ada", new CanvasCommand.CreateLink("link-1", Role.EDITOR, "hash", null));
        scene.when("grace", new CanvasCommand.Join("link-1", "hash"));
        scene.when("ada", new CanvasCommand.SetMember("alan", Role.VIEWER));
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.COMMENTER));
        scene.when("ada", new CanvasCommand.RevokeLink("link-1"));
        scene.when("alan", new CanvasCommand.RemoveMember("alan"));
    }

    private static void comments(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        say(scene, "ada", "Is this done, <@grace>?", "a", null, "first");
        say(scene, "grace", "Nearly", null, "first", "nearly");
        say(scene, "ada", "<@nobody> knows", null, null, "second");
        say(scene, "ada", "Good", null, "first", "good");
        say(scene, "grace", "Alone", null, null, "alone");
        scene.when("grace", new CanvasCommand.EditComment("nearly", "Now it is, <@ada>", null));
        scene.when("grace", new CanvasCommand.EditComment("second", null, true));
        scene.when("ada", new CanvasCommand.EditComment("second", null, false));
        scene.when("ada", new CanvasCommand.EditComment("second", null, true));
        scene.when("ada", new CanvasCommand.RemoveComment("alone"));
        scene.when("ada", new CanvasCommand.RemoveComment("second"));
        scene.when("ada", new CanvasCommand.RestoreComment("second"));
        scene.when("ada", new CanvasCommand.RemoveComment("first"));
        scene.when("ada", new CanvasCommand.RemoveComment("good"));
    }

    private static void say(
            Scene scene,
            String user,
            String text,
            @Nullable String widget,
            @Nullable String parent,
            String id) {
        scene.when(user, CommentRulesTest.said(text, widget, parent, id));
    }

    private static void undo(Scene scene) {
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.add("ada", "a", 0, 0);
        scene.add("grace", "b", 0, 0);
        scene.move("ada", "a", 5, 5);
        scene.when("grace", new CanvasCommand.RenameWidget("a", "Shopping"));
        scene.undo("ada");
        scene.undo("grace");
        scene.undo("grace");
        scene.redo("grace");
    }

    private static void versions(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        scene.upgrade("ada", "a", "1.1.0");
        scene.upgrade("ada", "b", "2.0.0");
        scene.upgrade("ada", "b", "1.1.0");
        scene.undo("ada");
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
    }

    private static void screens(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        scene.add("ada", "c", 8, 0);
        var left = new Place(new Position(0, 0), new Size(4, 4));
        var right = new Place(new Position(4, 0), new Size(4, 4));
        scene.when(
                "ada",
                new CanvasCommand.ArrangeScreen(Screen.TABLET, Map.of("a", right, "b", left)));
        var saved = scene.when("ada", new CanvasCommand.SaveLayout("Wide")).answer();
        var top = new Position(0, 0);
        scene.when("ada", new CanvasCommand.MoveWidget("c", top, Screen.PHONE));
        scene.when("ada", new CanvasCommand.ResizeWidget("a", new Size(3, 6), Screen.TABLET));
        scene.when("ada", new CanvasCommand.RemoveWidget("b"));
        scene.when("ada", new CanvasCommand.ResetScreen(Screen.TABLET, null));
        scene.when("ada", new CanvasCommand.LoadLayout(saved.path("layout").asText()));
        scene.undo("ada");
        scene.redo("ada");
    }

    private static void todo(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.todo("ada", "a", "todo.add", item("milk"));
        scene.todo("ada", "a", "todo.add", item("bread"));
        scene.todo("ada", "a", "todo.add", item("salt"));
        scene.todo("ada", "a", "todo.toggle", Json.object().put("id", "milk"));
        var edit = Json.object().put("id", "salt").put("text", "Sea salt");
        scene.todo("ada", "a", "todo.edit", edit);
        scene.todo("ada", "a", "todo.remove", Json.object().put("id", "bread"));
        scene.undo("ada");
        scene.todo("ada", "a", "todo.remove", Json.object().put("id", "milk"));
    }

    private static void todoLists(Scene scene) {
        scene.add("ada", "a", 0, 0);
        var list = Json.object().put("id", "shop").put("name", "Shop");
        scene.todo("ada", "a", "todo.list-add", list);
        scene.todo(
                "ada",
                "a",
                "todo.add",
                Json.object().put("id", "milk").put("text", "Milk").put("due", "2025-11-28"));
        scene.todo("ada", "a", "todo.add", item("bread"));
        scene.todo("ada", "a", "todo.add", item("salt"));
        var move = Json.object().put("id", "salt").put("before", "milk").put("list", "shop");
        scene.todo("ada", "a", "todo.move", move);
        scene.todo("ada", "a", "todo.move", Json.object().put("id", "milk").put("list", "shop"));
        var assign = Json.object().put("id", "milk").put("assignee", "grace");
        scene.todo("ada", "a", "todo.assign", assign);
        scene.todo("ada", "a", "todo.due", Json.object().put("id", "milk").putNull("due"));
        scene.todo("ada", "a", "todo.tick", Json.object().put("done", true));
        var rename = Json.object().put("id", "shop").put("name", "Market");
        scene.todo("ada", "a", "todo.list-rename", rename);
        scene.todo("ada", "a", "todo.list-remove", Json.object().put("id", "shop"));
        scene.undo("ada");
        scene.todo("ada", "a", "todo.move", Json.object().put("id", "bread").put("before", "salt"));
    }

    private static void state(Scene scene) {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", "a", new WidgetCommand.Configure(Json.object().put("hideDone", true)));
        var patch = Json.object().put("colour", "red").put("filter", "open");
        scene.when("ada", "a", new WidgetCommand.SetState(patch));
        var next = Json.object().put("colour", "blue").putNull("filter");
        scene.when("ada", "a", new WidgetCommand.SetState(next));
        scene.when("ada", "a", new WidgetCommand.Emit("timer.rang", Json.object()));
        scene.todo("ada", "a", "todo.add", item("milk"));
        scene.undo("ada");
        scene.undo("ada");
    }

    private static void seeded(Scene scene) {
        scene.add("ada", "a", 0, 0);
        var todo =
                Json.object()
                        .put("id", "milk")
                        .put("text", "Buy milk")
                        .put("done", true)
                        .put("userId", "grace")
                        .put("createdAt", "2025-11-22T08:26:40Z");
        var data = Json.object().put("colour", "red");
        data.putArray("todos").add(todo);
        var config = Json.object().put("hideDone", true);
        scene.when("ada", "a", new WidgetCommand.Seed("todo", "1.0.0", config, data));
        scene.todo("ada", "a", "todo.add", item("bread"));
        scene.todo("ada", "a", "todo.toggle", Json.object().put("id", "milk"));
    }

    private static JsonNode item(String id) {
        return Json.object().put("id", id).put("text", "Buy " + id);
    }
}

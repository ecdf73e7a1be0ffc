package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasView.LayoutView;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayoutRulesTest {
    private final Scene scene = Scene.of();

    @Test
    @DisplayName("[C7] [CL-C19] a saved layout is listed with name, author and time")
    void save() {
        scene.add("ada", "a", 0, 0);
        var id = save("Morning");
        assertThat(scene.view().layouts())
                .singleElement()
                .returns(id, LayoutView::id)
                .returns("Morning", LayoutView::name)
                .returns("ada", LayoutView::by)
                .matches(layout -> layout.at().startsWith("2025-11-22T"));
        scene.when("ada", new CanvasCommand.SaveLayout(" ")).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[C8] [CL-C19] loading moves, resizes and restores, and leaves the apps' data")
    void load() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        scene.todo("ada", "b", "todo.add", Json.object().put("text", "milk"));
        var id = save("Morning");
        scene.move("ada", "a", 6, 6);
        scene.when("ada", new CanvasCommand.ResizeWidget("a", new Size(4, 4)));
        scene.when("ada", new CanvasCommand.RemoveWidget("b"));
        scene.add("ada", "new", 9, 9);
        load(id).made("layout-loaded");
        assertThat(scene.shown("a")).isEqualTo(new Position(0, 0));
        assertThat(scene.placed("a").size()).isEqualTo(new Size(3, 4));
        assertThat(scene.placed("b").removed()).isFalse();
        assertThat(scene.shown("new")).isEqualTo(new Position(9, 9));
        assertThat(scene.view("b").state().path("todos")).hasSize(1);
        load(id).made();
    }

    @Test
    @DisplayName("[C8] [CL-C19] an unknown layout gives a clear error")
    void unknown() {
        load("nothing").refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[C8] [CL-C19] the arrangement of before is kept as a layout and can be loaded")
    void kept() {
        scene.add("ada", "a", 0, 0);
        var id = save("Morning");
        scene.move("ada", "a", 6, 6);
        load(id);
        var kept = scene.view().layouts().getLast();
        assertThat(kept.kept()).isTrue();
        assertThat(kept.name()).startsWith("Before loading, 2025-11-22");
        load(kept.id()).made("layout-loaded");
        assertThat(scene.shown("a")).isEqualTo(new Position(6, 6));
        for (int i = 0; i < 30; i++) {
            load(i % 2 == 0 ? id : scene.view().layouts().getLast().id());
        }
        assertThat(scene.view().layouts()).hasSize(1 + CanvasLimits.LAYOUTS_KEPT);
    }

    @Test
    @DisplayName("[CL-C19] loading leaves locked widgets where they are")
    void locked() {
        scene.add("ada", "a", 0, 0);
        var id = save("Morning");
        scene.move("ada", "a", 6, 6);
        scene.when("ada", new CanvasCommand.LockWidget("a", true));
        load(id).made();
    }

    @Test
    @DisplayName("[C8] [CL-C19] loading is one step to undo and to redo")
    void undo() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        var id = save("Morning");
        scene.move("ada", "a", 6, 6);
        scene.when("ada", new CanvasCommand.RemoveWidget("b"));
        var before = scene.canvas().widgets();
        load(id);
        var after = scene.canvas().widgets();
        scene.undo("ada").made("layout-reverted");
        assertThat(scene.canvas().widgets()).isEqualTo(before);
        scene.redo("ada").made("layout-loaded");
        assertThat(scene.canvas().widgets()).isEqualTo(after);
    }

    @Test
    @DisplayName("[CL-C19] 100 layouts are kept by name")
    void full() {
        scene.add("ada", "a", 0, 0);
        for (int i = 0; i < CanvasLimits.LAYOUTS; i++) {
            save("Layout " + i);
        }
        scene.when("ada", new CanvasCommand.SaveLayout("more")).refused(Refusal.TOO_LARGE);
    }

    private String save(String name) {
        var saved = scene.when("ada", new CanvasCommand.SaveLayout(name)).made("layout-saved");
        return saved.answer().path("layout").asText();
    }

    private Scene.Outcome load(String id) {
        return scene.when("ada", new CanvasCommand.LoadLayout(id));
    }
}

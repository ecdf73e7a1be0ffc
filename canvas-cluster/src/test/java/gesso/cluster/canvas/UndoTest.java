package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.widget.WidgetCommand;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final Scene scene = Scene.of();

    @BeforeEach
    void people() {
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.add("ada", "a", 0, 0);
        scene.add("grace", "b", 6, 0);
    }

    @Test
    @DisplayName("[CL-C21] each person undoes their own newest step, others' edits stay")
    void own() {
        scene.move("ada", "a", 1, 1);
        scene.move("grace", "b", 7, 7);
        scene.undo("ada").made("widget-moved");
        assertThat(scene.shown("a")).isEqualTo(new Position(0, 0));
        assertThat(scene.shown("b")).isEqualTo(new Position(7, 7));
    }

    @Test
    @DisplayName("[CL-C22] what somebody else has changed since is left and reported")
    void changedSince() {
        scene.move("ada", "a", 1, 1);
        scene.move("grace", "a", 3, 3);
        var outcome = scene.undo("ada").made();
        assertThat(outcome.skipped()).containsExactly("widget-moved");
        assertThat(scene.shown("a")).isEqualTo(new Position(3, 3));
    }

    @Test
    @DisplayName("[CL-C22] of a step over several widgets the unchanged part is taken back")
    void partly() {
        scene.together(
                "gesture",
                () -> {
                    scene.move("ada", "a", 1, 1);
                    scene.move("ada", "b", 8, 8);
                    scene.when("ada", new CanvasCommand.ResizeWidget("b", new Size(4, 4)));
                });
        scene.move("grace", "b", 5, 5);
        var outcome = scene.undo("ada").made("widget-resized", "widget-moved");
        assertThat(outcome.skipped()).containsExactly("widget-moved");
        assertThat(scene.shown("a")).isEqualTo(new Position(0, 0));
        assertThat(scene.placed("b").size()).isEqualTo(new Size(3, 4));
    }

    @Test
    @DisplayName("[CL-C23] steps with one cause are undone as one, over canvas and widgets")
    void oneCause() {
        scene.together(
                "gesture",
                () -> {
                    scene.add("ada", "c", 0, 8);
                    scene.todo("ada", "a", "todo.add", Json.object().put("text", "milk"));
                    scene.when("ada", new CanvasCommand.Rename("X"));
                });
        scene.undo("ada").made("renamed", "widget-removed", "todo.removed");
        scene.redo("ada").made("todo.restored", "widget-restored", "renamed");
        assertThat(scene.view().title()).isEqualTo("X");
        assertThat(scene.placed("c").removed()).isFalse();
    }

    @Test
    @DisplayName("[CL-U4] [E7] an answer to somebody else's event is no part of their step")
    void answers() {
        scene.move("grace", "b", 7, 7);
        var moved = scene.stack("grace").undoable().getLast();
        scene.together(
                moved.id(),
                () -> scene.todo("ada", "a", "todo.add", Json.object().put("text", "milk")));
        scene.undo("grace").made("widget-moved");
        assertThat(scene.shown("b")).isEqualTo(new Position(6, 0));
        scene.undo("ada").made("todo.removed");
    }

    @Test
    @DisplayName("[CL-U4] [E7] what an app of mine answers to my own edit goes with it")
    void ownAnswers() {
        scene.move("ada", "a", 1, 1);
        var moved = scene.stack("ada").undoable().getLast();
        scene.together(
                moved.id(),
                () -> scene.todo("ada", "b", "todo.add", Json.object().put("text", "milk")));
        scene.undo("ada").made("todo.removed", "widget-moved");
    }

    @Test
    @DisplayName("[CL-C23] a new edit clears what its author could redo, not what others could")
    void newEdit() {
        scene.move("ada", "a", 1, 1);
        scene.move("grace", "b", 7, 7);
        scene.undo("ada");
        scene.undo("grace");
        scene.move("ada", "a", 2, 2);
        assertThat(scene.stack("ada").redo(Set.of())).isEmpty();
        assertThat(scene.stack("grace").redo(Set.of())).isPresent();
    }

    @Test
    @DisplayName("[CL-C23] undo, redo, undo: the same step goes to and fro")
    void toAndFro() {
        scene.move("ada", "a", 1, 1);
        for (int i = 0; i < 3; i++) {
            scene.undo("ada").made("widget-moved");
            assertThat(scene.shown("a")).isEqualTo(new Position(0, 0));
            scene.redo("ada").made("widget-moved");
            assertThat(scene.shown("a")).isEqualTo(new Position(1, 1));
        }
    }

    @Test
    @DisplayName("[CL-C23] an operation, an entity or a range of time can be named")
    void named() {
        var moved = scene.move("ada", "a", 1, 1).events().getFirst();
        scene.todo("ada", "a", "todo.add", Json.object().put("text", "milk"));
        var renamed = scene.when("ada", new CanvasCommand.Rename("X")).events().getFirst();
        var stack = scene.stack("ada");
        assertThat(ids(stack, wanted(moved.origin().op(), null, null, null)))
                .isEqualTo(moved.origin().op());
        assertThat(stack.undo(wanted(null, "a", null, null), Set.of()).getFirst().events())
                .extracting(event -> event.type())
                .containsExactly("todo.created");
        var range = wanted(null, null, moved.origin().at(), renamed.origin().at());
        assertThat(stack.undo(range, Set.of())).hasSize(2);
        var passed = Set.of(stack.undoable().getLast().ref());
        assertThat(stack.undo(wanted(null, null, null, null), passed).getFirst().events())
                .extracting(event -> event.type())
                .containsExactly("todo.created");
    }

    @Test
    @DisplayName("[CL-C23] an owner may undo a step of another person, who may redo it")
    void ofOthers() {
        scene.move("grace", "b", 7, 7);
        var step = scene.stack("grace").undoable().getLast();
        scene.take("ada", step, true).made("widget-moved");
        assertThat(scene.shown("b")).isEqualTo(new Position(6, 0));
        assertThat(scene.stack("grace").undoable()).doesNotContain(step);
        scene.redo("grace").made("widget-moved");
        assertThat(scene.shown("b")).isEqualTo(new Position(7, 7));
    }

    @Test
    @DisplayName("[CL-C21] members, links, saved layouts and emitted events are no steps")
    void noSteps() {
        int before = scene.stack("ada").undoable().size();
        scene.when("ada", new CanvasCommand.SetMember("alan", Role.VIEWER));
        scene.when("ada", new CanvasCommand.CreateLink("link", Role.VIEWER, "hash", null));
        scene.when("ada", new CanvasCommand.SaveLayout("Morning"));
        scene.when("ada", "a", new WidgetCommand.Emit("timer.rang", Json.object()));
        assertThat(scene.stack("ada").undoable()).hasSize(before);
    }

    @Test
    @DisplayName("[CL-C22] a place that was taken since, a lock or a removal stands in the way")
    void inTheWay() {
        scene.when("ada", new CanvasCommand.ConfigureGrid(null, null, null, Collision.REJECT));
        scene.move("ada", "a", 0, 9);
        scene.move("grace", "b", 0, 0);
        assertThat(scene.undo("ada").made().skipped()).containsExactly("widget-moved");
        scene.move("grace", "b", 6, 0);
        scene.when("grace", new CanvasCommand.LockWidget("a", true));
        assertThat(scene.undo("ada").made().skipped()).containsExactly("widget-moved");
        scene.when("grace", new CanvasCommand.LockWidget("a", false));
        scene.when("grace", new CanvasCommand.RemoveWidget("a"));
        assertThat(scene.undo("ada").made().skipped()).containsExactly("widget-moved");
    }

    @Test
    @DisplayName("[CL-C22] of a grid each part goes back on its own, and only for an owner")
    void grid() {
        scene.when("ada", new CanvasCommand.ConfigureGrid(10, 80, null, null));
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.OWNER));
        scene.when("grace", new CanvasCommand.ConfigureGrid(null, 90, null, null));
        var outcome = scene.undo("ada").made("grid-configured");
        assertThat(scene.canvas().grid().columns()).isEqualTo(12);
        assertThat(scene.canvas().grid().rowHeight()).isEqualTo(90);
        assertThat(outcome.skipped()).containsExactly("grid-configured");
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        assertThat(scene.undo("grace").made().skipped()).containsExactly("grid-configured");
    }

    @Test
    @DisplayName("[CL-C22] a lock goes back together with the place that it fixed")
    void lock() {
        scene.add("ada", "c", 0, 0);
        var before = scene.canvas().widgets();
        scene.when("ada", new CanvasCommand.LockWidget("c", true));
        scene.undo("ada").made("widget-locked");
        assertThat(scene.canvas().widgets()).isEqualTo(before);
    }

    private static CanvasCommand.Undo wanted(
            @Nullable String op, @Nullable String of, @Nullable Long from, @Nullable Long to) {
        return new CanvasCommand.Undo(op, of, null, from, to, null);
    }

    private static String ids(UndoStack stack, CanvasCommand.Undo wanted) {
        return stack.undo(wanted, Set.of()).getFirst().id();
    }
}

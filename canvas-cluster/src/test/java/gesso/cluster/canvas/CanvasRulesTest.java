package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.GridChange;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanvasRulesTest {
    private final Scene scene = Scene.of();

    @Test
    @DisplayName("[CL-C1] who creates a canvas owns it; nothing can be done before")
    void create() {
        assertThat(scene.canvas().members()).containsExactly(Map.entry("ada", Role.OWNER));
        assertThat(scene.canvas().grid()).isEqualTo(Grid.DEFAULT);
        scene.when("eve", new CanvasCommand.Create("Mine", null)).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.Create("Mine", null)).refused(Refusal.CONFLICT);
        new Scene().when("ada", new CanvasCommand.Rename("X")).refused(Refusal.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("everythingAndComments")
    @DisplayName("[CL-C2] [B3] [X5] to a stranger there is no such canvas")
    void stranger(CanvasCommand command) {
        scene.add("ada", "a", 0, 0);
        scene.when("eve", command).refused(Refusal.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "COMMENTER", "ANALYST"})
    @DisplayName("[CL-C3] [X5] who may only look or comment changes nothing")
    void readers(Role role) {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", role));
        everything().forEach(command -> scene.when("grace", command).refused(Refusal.FORBIDDEN));
    }

    @Test
    @DisplayName("[CL-C3] [X5] an editor edits; members, links, grid and end are the owner's")
    void editor() {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        edits().forEach(command -> assertThat(scene.when("grace", command).why()).isNull());
        owns().forEach(command -> scene.when("grace", command).refused(Refusal.FORBIDDEN));
    }

    @Test
    @DisplayName("[CL-C4] a command that changes nothing makes no event")
    void nothing() {
        scene.add("ada", "a", 0, 0);
        scene.when("ada", new CanvasCommand.Rename("Week 47")).made();
        scene.move("ada", "a", 0, 0).made();
        scene.when("ada", new CanvasCommand.ResizeWidget("a", new Size(3, 4))).made();
        scene.when("ada", new CanvasCommand.LockWidget("a", false)).made();
        scene.when("ada", new CanvasCommand.RaiseWidget("a")).made();
        scene.when("ada", new CanvasCommand.RenameWidget("a", "Todo")).made();
        scene.when("ada", new CanvasCommand.RestoreWidget("a")).made();
        scene.when("ada", new CanvasCommand.ConfigureGrid(12, 72, 24, Collision.PUSH)).made();
        scene.when("ada", new CanvasCommand.SetMember("ada", Role.OWNER)).made();
    }

    @Test
    @DisplayName("[C2] [CL-C5] adding answers the widget's id, chosen or made")
    void add() {
        var chosen = scene.add("ada", "a", 0, 0).made("widget-added").answer();
        assertThat(chosen.path("widget").asText()).isEqualTo("a");
        var made =
                new CanvasCommand.AddWidget(
                        "todo", new Position(4, 0), null, null, null, Scene.TODO);
        var id = scene.when("ada", made).made("widget-added").answer().path("widget").asText();
        assertThat(id).matches("[a-z0-9-]{1,40}");
        assertThat(scene.placed(id).size()).isEqualTo(new Size(3, 4));
    }

    @Test
    @DisplayName("[R7] [CL-C26] an upgrade keeps place and data, takes the limits, and is undone")
    void upgrade() {
        scene.add("ada", "a", 0, 0);
        scene.todo("ada", "a", "todo.add", Json.object().put("text", "Milk"));
        scene.upgrade("ada", "a", "1.1.0").made("widget-upgraded");
        assertThat(scene.placed("a").appVersion()).isEqualTo("1.1.0");
        assertThat(scene.placed("a").max()).isEqualTo(new Size(8, 12));
        assertThat(scene.placed("a").size()).isEqualTo(new Size(3, 4));
        assertThat(scene.view("a").app().version()).isEqualTo("1.1.0");
        assertThat(scene.canvas().access()).isEqualTo(scene.canvas().revision());
        scene.upgrade("ada", "a", "1.1.0").made();
        scene.undo("ada").made("widget-upgraded");
        assertThat(scene.placed("a").appVersion()).isEqualTo("1.0.0");
        assertThat(scene.placed("a").max()).isEqualTo(new Size(6, 12));
        scene.redo("ada").made("widget-upgraded");
        assertThat(scene.placed("a").appVersion()).isEqualTo("1.1.0");
    }

    @Test
    @DisplayName(
            "[CL-C26] only to a version of the same app and backend, of a widget that is there")
    void upgradeRefused() {
        scene.add("ada", "a", 0, 0);
        var chat =
                new AppRef(
                        "2.0.0", "Todo", "chat", new Size(3, 4), new Size(2, 2), new Size(6, 12));
        upgrade("a", "2.0.0", chat).refused(Refusal.CONFLICT);
        upgrade("a", "3.0.0", chat).refused(Refusal.INVALID);
        upgrade("a", "3.0.0", null).refused(Refusal.INVALID);
        upgrade("b", "2.0.0", Scene.TODO).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        scene.upgrade("ada", "a", "1.1.0").refused(Refusal.GONE);
    }

    private Scene.Outcome upgrade(String widget, String version, @Nullable AppRef app) {
        return scene.when("ada", new CanvasCommand.UpgradeWidget(widget, version, app));
    }

    @Test
    @DisplayName("[R7] [CL-C5] a widget keeps the version of its app")
    void version() {
        scene.add("ada", "a", 0, 0);
        assertThat(scene.view().widgets().getFirst().appVersion()).isEqualTo("1.0.0");
        assertThat(scene.view("a").app().version()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("[CL-C5] an id in use, an unknown app, a bad place and a huge config are refused")
    void badAdds() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "a", 6, 6).refused(Refusal.CONFLICT);
        scene.add("ada", "canvas", 6, 6).refused(Refusal.INVALID);
        scene.add("ada", "b", 10, 0).refused(Refusal.INVALID);
        adding(null, null, null).refused(Refusal.INVALID);
        adding(new Size(7, 4), null, Scene.TODO).refused(Refusal.INVALID);
        adding(new Size(3, 1), null, Scene.TODO).refused(Refusal.INVALID);
        adding(null, "x".repeat(CanvasLimits.CONFIG_BYTES), Scene.TODO).refused(Refusal.TOO_LARGE);
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        scene.add("ada", "a", 0, 0).refused(Refusal.CONFLICT);
    }

    @Test
    @DisplayName("[C4] [CL-C6] of two who move one widget the later one wins, for everybody")
    void moves() {
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.add("ada", "a", 0, 0);
        scene.move("ada", "a", 3, 3).made("widget-moved");
        scene.move("grace", "a", 5, 1).made("widget-moved");
        assertThat(scene.shown("a")).isEqualTo(new Position(5, 1));
        scene.move("ada", "a", 10, 1).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[C5] [CL-C6] a size outside the app's limits or the grid is refused")
    void sizes() {
        scene.add("ada", "a", 9, 0);
        var narrow = new CanvasCommand.ResizeWidget("a", new Size(2, 12));
        scene.when("ada", narrow).made("widget-resized");
        resize("a", 1, 4).refused(Refusal.INVALID);
        resize("a", 7, 4).refused(Refusal.INVALID);
        resize("a", 3, 13).refused(Refusal.INVALID);
        resize("a", 4, 4).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[C6] [CL-C7] moves of different widgets in any order give the same grid")
    void anyOrder() {
        var views = Stream.iterate(1, seed -> seed + 1).limit(20).map(CanvasRulesTest::shuffled);
        assertThat(views.distinct()).hasSize(1);
    }

    @Test
    @DisplayName("[C6] [CL-C7] a move tells which others are shown elsewhere because of it")
    void pushed() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 6, 0);
        var moved = scene.move("ada", "b", 0, 0).events().getFirst();
        assertThat(moved.data().path("pushed").path("b").path("y").asInt()).isEqualTo(4);
        assertThat(moved.data().path("pushed").has("a")).isFalse();
    }

    @Test
    @DisplayName("[CL-C8] a locked widget stays where people see it until it is unlocked")
    void locked() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 0, 0);
        assertThat(scene.shown("b")).isEqualTo(new Position(0, 4));
        var before = scene.canvas().shown();
        scene.when("ada", new CanvasCommand.LockWidget("b", true)).made("widget-locked");
        assertThat(scene.canvas().shown()).isEqualTo(before);
        scene.move("ada", "b", 5, 5).refused(Refusal.CONFLICT);
        resize("b", 4, 4).refused(Refusal.CONFLICT);
        scene.when("ada", new CanvasCommand.RemoveWidget("b")).refused(Refusal.CONFLICT);
        scene.move("ada", "a", 0, 4);
        assertThat(scene.shown("b")).isEqualTo(new Position(0, 4));
        assertThat(scene.shown("a")).isEqualTo(new Position(0, 8));
        var all = new CanvasCommand.AmendWidget("b", new Position(6, 0), null, false, "B");
        scene.when("ada", all).made("widget-renamed", "widget-locked", "widget-moved");
    }

    @Test
    @DisplayName("[C3] [CL-C9] a removed widget is gone, keeps its data and comes back with it")
    void removed() {
        scene.add("ada", "a", 2, 3);
        scene.todo("ada", "a", "todo.add", Json.object().put("text", "milk"));
        scene.when("ada", new CanvasCommand.RemoveWidget("a")).made("widget-removed");
        assertThat(scene.view().widgets()).isEmpty();
        assertThat(scene.view().removed()).hasSize(1);
        scene.move("ada", "a", 0, 0).refused(Refusal.GONE);
        scene.when("ada", new CanvasCommand.RemoveWidget("a")).refused(Refusal.GONE);
        scene.move("ada", "never", 0, 0).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.RestoreWidget("never")).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.RestoreWidget("a")).made("widget-restored");
        assertThat(scene.shown("a")).isEqualTo(new Position(2, 3));
        assertThat(scene.view("a").state().path("todos")).hasSize(1);
    }

    @Test
    @DisplayName("[C6] [CL-C10] under reject an overlap is refused, under free it is not")
    void collisions() {
        scene.when("ada", new CanvasCommand.ConfigureGrid(null, null, null, Collision.REJECT));
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 2, 2).refused(Refusal.CONFLICT);
        scene.add("ada", "b", 3, 0).made("widget-added");
        scene.move("ada", "b", 1, 1).refused(Refusal.CONFLICT);
        resize("a", 4, 4).refused(Refusal.CONFLICT);
        scene.when("ada", new CanvasCommand.ConfigureGrid(null, null, null, Collision.FREE));
        scene.move("ada", "b", 1, 1).made("widget-moved");
        assertThat(scene.shown("b")).isEqualTo(new Position(1, 1));
        var strict = new CanvasCommand.ConfigureGrid(null, null, null, Collision.REJECT);
        scene.when("ada", strict).refused(Refusal.CONFLICT);
    }

    @Test
    @DisplayName("[C1] [CL-C11] a narrower grid shows widgets at its edge; a wider one, as before")
    void grid() {
        scene.add("ada", "a", 9, 0);
        scene.when("ada", new CanvasCommand.ConfigureGrid(6, null, null, null))
                .made("grid-configured");
        assertThat(scene.shown("a")).isEqualTo(new Position(3, 0));
        resize("a", 4, 4).made("widget-resized");
        scene.when("ada", new CanvasCommand.ConfigureGrid(3, null, null, null))
                .refused(Refusal.CONFLICT);
        scene.when("ada", new CanvasCommand.ConfigureGrid(13, null, null, null));
        assertThat(scene.shown("a")).isEqualTo(new Position(9, 0));
    }

    @Test
    @DisplayName("[CL-C12] raising puts a widget above all others, once")
    void raise() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
        scene.when("ada", new CanvasCommand.RaiseWidget("a")).made("widget-raised");
        assertThat(scene.placed("a").z()).isGreaterThan(scene.placed("b").z());
        scene.when("ada", new CanvasCommand.RaiseWidget("a")).made();
    }

    @Test
    @DisplayName("[CL-C13] titles have 1 to 200 characters; title and grid change in one step")
    void titles() {
        scene.when("ada", new CanvasCommand.Rename("x".repeat(201))).refused(Refusal.INVALID);
        scene.when("ada", new CanvasCommand.Rename("  ")).refused(Refusal.INVALID);
        scene.when("ada", new CanvasCommand.Rename("<script>")).made("renamed");
        var grid = new GridChange(6, null, null, null);
        scene.when("ada", new CanvasCommand.Amend("Both", grid)).made("renamed", "grid-configured");
    }

    @Test
    @DisplayName("[CL-C14] a canvas holds 500 widgets")
    void full() {
        for (int i = 0; i < CanvasLimits.WIDGETS; i++) {
            scene.add("ada", "w" + i, i % 10, i);
        }
        scene.add("ada", "more", 0, 0).refused(Refusal.TOO_LARGE);
        scene.when("ada", new CanvasCommand.RemoveWidget("w0")).made("widget-removed");
        scene.add("ada", "more", 0, 0).made("widget-added");
        scene.when("ada", new CanvasCommand.RestoreWidget("w0")).refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-C15] a deleted canvas is gone to its members and unknown to others")
    void deleted() {
        scene.when("ada", new CanvasCommand.Delete()).made("deleted");
        scene.when("ada", new CanvasCommand.Rename("X")).refused(Refusal.GONE);
        scene.when("eve", new CanvasCommand.Rename("X")).refused(Refusal.NOT_FOUND);
        assertThat(CanvasViews.access(scene.canvas()).deleted()).isTrue();
    }

    @Test
    @DisplayName("[CL-C27] an owner brings a deleted canvas back as it was, within 30 days")
    void restored() {
        scene.add("ada", "a", 2, 3);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.when("ada", new CanvasCommand.Restore()).made();
        var before = scene.canvas().widgets();
        scene.when("ada", new CanvasCommand.Delete());
        scene.when("grace", new CanvasCommand.Restore()).refused(Refusal.FORBIDDEN);
        scene.when("eve", new CanvasCommand.Restore()).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.Restore()).made("restored");
        assertThat(scene.canvas().widgets()).isEqualTo(before);
        assertThat(CanvasViews.access(scene.canvas()).deleted()).isFalse();
        scene.when("grace", new CanvasCommand.Rename("X")).made("renamed");
        scene.when("ada", new CanvasCommand.Delete());
        scene.later(CanvasCommand.RESTORABLE_MILLIS + 1);
        scene.when("ada", new CanvasCommand.Restore()).refused(Refusal.GONE);
    }

    @Test
    @DisplayName("[CL-C16] the access revision is that of the newest change of rights or widgets")
    void access() {
        assertThat(scene.canvas().access()).isEqualTo(1);
        scene.when("ada", new CanvasCommand.Rename("X"));
        assertThat(scene.canvas().access()).isEqualTo(1);
        scene.add("ada", "a", 0, 0);
        assertThat(scene.canvas().access()).isEqualTo(3);
        scene.move("ada", "a", 1, 0);
        assertThat(scene.canvas().access()).isEqualTo(3);
        scene.when("ada", new CanvasCommand.SetMember("grace", Role.EDITOR));
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        var access = CanvasViews.access(scene.canvas());
        assertThat(access.revision()).isEqualTo(6);
        assertThat(access.members()).containsEntry("grace", Role.EDITOR);
        assertThat(access.widgets().get("a")).matches(widget -> widget.removed());
    }

    static Stream<CanvasCommand> everything() {
        return Stream.concat(edits(), owns());
    }

    static Stream<CanvasCommand> everythingAndComments() {
        return Stream.concat(
                everything(), Stream.of(CommentRulesTest.said("Hello", null, null, null)));
    }

    private static Stream<CanvasCommand> edits() {
        return Stream.of(
                new CanvasCommand.Rename("X"),
                new CanvasCommand.MoveWidget("a", new Position(1, 1)),
                new CanvasCommand.ResizeWidget("a", new Size(4, 4)),
                new CanvasCommand.RenameWidget("a", "A"),
                new CanvasCommand.UpgradeWidget("a", "1.0.0", Scene.TODO),
                new CanvasCommand.RaiseWidget("a"),
                new CanvasCommand.LockWidget("a", true),
                new CanvasCommand.LockWidget("a", false),
                new CanvasCommand.AmendWidget("a", null, null, null, "B"),
                new CanvasCommand.SaveLayout("Morning"),
                new CanvasCommand.RemoveWidget("a"),
                new CanvasCommand.RestoreWidget("a"),
                new CanvasCommand.Compensate(List.of()),
                new CanvasCommand.AddWidget(
                        "todo", new Position(0, 0), null, null, null, Scene.TODO));
    }

    private static Stream<CanvasCommand> owns() {
        return Stream.of(
                new CanvasCommand.ConfigureGrid(6, null, null, null),
                new CanvasCommand.Amend(null, new GridChange(6, null, null, null)),
                new CanvasCommand.SetMember("alan", Role.VIEWER),
                new CanvasCommand.RemoveMember("ada"),
                new CanvasCommand.CreateLink("link", Role.VIEWER, "hash", null),
                new CanvasCommand.RevokeLink("link"),
                new CanvasCommand.Delete());
    }

    private static Map<String, Position> shuffled(int seed) {
        var scene = Scene.of();
        for (int i = 0; i < 12; i++) {
            scene.add("ada", "w" + i, i % 10, i);
        }
        var moves = new ArrayList<Runnable>();
        var where = new Random(42);
        for (int i = 0; i < 12; i++) {
            var id = "w" + i;
            int x = where.nextInt(10);
            int y = where.nextInt(6);
            moves.add(() -> scene.move("ada", id, x, y));
        }
        Collections.shuffle(moves, new Random(seed));
        moves.forEach(Runnable::run);
        return scene.canvas().shown();
    }

    private Scene.Outcome resize(String widget, int w, int h) {
        return scene.when("ada", new CanvasCommand.ResizeWidget(widget, new Size(w, h)));
    }

    private Scene.Outcome adding(
            @Nullable Size size, @Nullable String text, CanvasCommand.@Nullable AppRef app) {
        var config = text == null ? null : Json.object().put("text", text);
        return scene.when(
                "ada",
                new CanvasCommand.AddWidget("todo", new Position(0, 8), size, config, null, app));
    }
}

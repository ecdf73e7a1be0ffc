package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScreenRulesTest {
    private final Scene scene = Scene.of();

    @BeforeEach
    void two() {
        scene.add("ada", "a", 0, 0);
        scene.add("ada", "b", 4, 0);
    }

    @Test
    @DisplayName("[F3] [CL-C80] a place on a smaller screen is its own: the desktop stays as it is")
    void apart() {
        var desktop = scene.canvas().shown();
        move("a", 5, 3, Screen.TABLET).made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(5, 3, 3, 4));
        assertThat(on("a", Screen.PHONE)).isNull();
        assertThat(on("b", Screen.TABLET)).isNull();
        assertThat(scene.canvas().shown()).isEqualTo(desktop);
        scene.move("ada", "a", 9, 9);
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(5, 3, 3, 4));
        move("a", 5, 3, Screen.TABLET).made();
        resize("a", 2, 6, Screen.TABLET).made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(5, 3, 2, 6));
        assertThat(scene.placed("a").size()).isEqualTo(new Size(3, 4));
    }

    @Test
    @DisplayName(
            "[F3] [CL-C80] what is not given on a smaller screen comes from the desktop, fitted")
    void fitted() {
        scene.move("ada", "b", 9, 7);
        resize("b", 3, 5, Screen.TABLET).made("screen-arranged");
        assertThat(on("b", Screen.TABLET)).isEqualTo(at(5, 7, 3, 5));
    }

    @Test
    @DisplayName("[F3] [C5] [CL-C81] columns of the screen and limits of the app hold")
    void limits() {
        move("a", 6, 0, Screen.TABLET).refused(Refusal.INVALID);
        resize("a", 7, 4, Screen.TABLET).refused(Refusal.INVALID);
        resize("a", 3, 13, Screen.TABLET).refused(Refusal.INVALID);
        move("a", 1, 0, Screen.PHONE).refused(Refusal.INVALID);
        move("a", 0, 9, Screen.PHONE).made("screen-arranged");
        assertThat(on("a", Screen.PHONE)).isEqualTo(at(0, 9, 1, 4));
        move("nothing", 0, 0, Screen.TABLET).refused(Refusal.NOT_FOUND);
        scene.when("ada", new CanvasCommand.RemoveWidget("b"));
        move("b", 0, 0, Screen.TABLET).refused(Refusal.GONE);
    }

    @Test
    @DisplayName("[C6] [CL-C82] under reject no two that are placed on a screen overlap there")
    void reject() {
        scene.when("ada", new CanvasCommand.ConfigureGrid(null, null, null, Collision.REJECT));
        move("a", 0, 0, Screen.TABLET).made("screen-arranged");
        move("b", 2, 1, Screen.TABLET).refused(Refusal.CONFLICT);
        move("b", 3, 0, Screen.TABLET).made("screen-arranged");
        arrange(Screen.TABLET, Map.of("a", at(3, 0, 3, 4), "b", at(0, 0, 3, 4)))
                .made("screen-arranged");
        arrange(Screen.TABLET, Map.of("a", at(0, 0, 3, 4))).refused(Refusal.CONFLICT);
        arrange(Screen.PHONE, Map.of("a", at(0, 0, 1, 4), "b", at(0, 0, 1, 4)))
                .made("screen-arranged");
    }

    @Test
    @DisplayName(
            "[C6] [CL-C82] what would overlap once a grid refuses it, or after it was restored, follows the desktop")
    void cleared() {
        arrange(Screen.TABLET, Map.of("a", at(0, 0, 3, 4), "b", at(1, 1, 3, 4)));
        scene.when("ada", new CanvasCommand.ConfigureGrid(null, null, null, Collision.REJECT))
                .made("grid-configured", "screen-arranged");
        assertThat(on("a", Screen.TABLET)).isNull();
        assertThat(on("b", Screen.TABLET)).isEqualTo(at(1, 1, 3, 4));
        move("a", 5, 0, Screen.TABLET);
        scene.when("ada", new CanvasCommand.RemoveWidget("a"));
        move("b", 4, 0, Screen.TABLET).made("screen-arranged");
        scene.when("ada", new CanvasCommand.RestoreWidget("a"))
                .made("widget-restored", "screen-arranged");
        assertThat(on("a", Screen.TABLET)).isNull();
    }

    @Test
    @DisplayName("[F3] [CL-C80] a locked widget gets its first place on a tablet and keeps it")
    void locked() {
        scene.when("ada", new CanvasCommand.LockWidget("a", true));
        move("a", 1, 0, Screen.TABLET).made("screen-arranged");
        move("a", 2, 0, Screen.TABLET).refused(Refusal.CONFLICT);
        move("b", 2, 6, Screen.TABLET);
        reset(Screen.TABLET, null).made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(1, 0, 3, 4));
        assertThat(on("b", Screen.TABLET)).isNull();
        reset(Screen.TABLET, "a").refused(Refusal.CONFLICT);
        move("a", 0, 4, Screen.PHONE).made("screen-arranged");
        move("a", 0, 8, Screen.PHONE).made("screen-arranged");
        reset(Screen.PHONE, "a").made("screen-arranged");
    }

    @Test
    @DisplayName("[F3] [CL-C83] a screen, or one widget of it, follows the desktop again")
    void reset() {
        arrange(Screen.TABLET, Map.of("a", at(0, 0, 3, 4), "b", at(4, 1, 3, 4)));
        move("a", 0, 3, Screen.PHONE);
        reset(Screen.TABLET, "a").made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isNull();
        assertThat(on("b", Screen.TABLET)).isNotNull();
        reset(Screen.TABLET, null).made("screen-arranged");
        reset(Screen.TABLET, null).made();
        assertThat(on("b", Screen.TABLET)).isNull();
        assertThat(on("a", Screen.PHONE)).isNotNull();
    }

    @Test
    @DisplayName(
            "[F3] [CL-C84] an arrangement is undone and redone, without what was changed since")
    void undo() {
        arrange(Screen.TABLET, Map.of("a", at(0, 0, 3, 4), "b", at(4, 1, 3, 4)));
        scene.when("ada", new CanvasCommand.SetMember("grace", gesso.protocol.Role.EDITOR));
        scene.when("grace", new CanvasCommand.MoveWidget("b", new Position(4, 7), Screen.TABLET));
        scene.undo("ada").made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isNull();
        assertThat(on("b", Screen.TABLET)).isEqualTo(at(4, 7, 3, 4));
        scene.redo("ada").made("screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(0, 0, 3, 4));
    }

    @Test
    @DisplayName("[C7] [C8] [CL-C85] a layout keeps the screens that were arranged, and loads them")
    void layouts() {
        move("a", 5, 3, Screen.TABLET);
        var saved = scene.when("ada", new CanvasCommand.SaveLayout("Morning")).answer();
        var id = saved.path("layout").asText();
        move("a", 0, 0, Screen.TABLET);
        move("b", 0, 8, Screen.TABLET);
        move("b", 0, 8, Screen.PHONE);
        load(id).made("layout-loaded", "screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(5, 3, 3, 4));
        assertThat(on("b", Screen.TABLET)).isNull();
        assertThat(on("b", Screen.PHONE)).isEqualTo(at(0, 8, 1, 4));
        load(id).made();
        scene.undo("ada");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(0, 0, 3, 4));
        assertThat(on("b", Screen.TABLET)).isEqualTo(at(0, 8, 3, 4));
        var kept = scene.view().layouts().getLast();
        move("a", 2, 2, Screen.TABLET);
        load(kept.id()).made("layout-loaded", "screen-arranged");
        assertThat(on("a", Screen.TABLET)).isEqualTo(at(0, 0, 3, 4));
    }

    @Test
    @DisplayName("[X5] [CL-C80] a viewer arranges no screen")
    void viewer() {
        scene.when("ada", new CanvasCommand.SetMember("grace", gesso.protocol.Role.VIEWER));
        var move = new CanvasCommand.MoveWidget("a", new Position(0, 1), Screen.PHONE);
        scene.when("grace", move).refused(Refusal.FORBIDDEN);
        scene.when("grace", new CanvasCommand.ResetScreen(Screen.PHONE, null))
                .refused(Refusal.FORBIDDEN);
    }

    @Test
    @DisplayName("[F3] [Z2] [CL-C80] places on screens outlive a snapshot")
    void snapshot() {
        move("a", 5, 3, Screen.TABLET);
        scene.when("ada", new CanvasCommand.SaveLayout("Morning"));
        var rules = new CanvasRules();
        var again = rules.restore(rules.snapshot(scene.canvas()));
        assertThat(again.widgets()).isEqualTo(scene.canvas().widgets());
        assertThat(again.layouts()).isEqualTo(scene.canvas().layouts());
    }

    private Scene.Outcome move(String widget, int x, int y, Screen screen) {
        return scene.when("ada", new CanvasCommand.MoveWidget(widget, new Position(x, y), screen));
    }

    private Scene.Outcome resize(String widget, int w, int h, Screen screen) {
        return scene.when("ada", new CanvasCommand.ResizeWidget(widget, new Size(w, h), screen));
    }

    private Scene.Outcome arrange(Screen screen, Map<String, Place> places) {
        return scene.when("ada", new CanvasCommand.ArrangeScreen(screen, places));
    }

    private Scene.Outcome reset(Screen screen, @Nullable String widget) {
        return scene.when("ada", new CanvasCommand.ResetScreen(screen, widget));
    }

    private Scene.Outcome load(String layout) {
        return scene.when("ada", new CanvasCommand.LoadLayout(layout));
    }

    private @Nullable Place on(String widget, Screen screen) {
        return ScreenRules.on(scene.placed(widget), screen);
    }

    private static Place at(int x, int y, int w, int h) {
        return new Place(new Position(x, y), new Size(w, h));
    }
}

package gesso.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Intent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.Size;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetCommand;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    /** What nodes of the first level know; nothing is ever added here. */
    private static final Set<String> FIRST =
            Set.of(
                    "CanvasCommand.Create",
                    "CanvasCommand.Rename",
                    "CanvasCommand.ConfigureGrid",
                    "CanvasCommand.AddWidget",
                    "CanvasCommand.MoveWidget",
                    "CanvasCommand.ResizeWidget",
                    "CanvasCommand.RemoveWidget",
                    "CanvasCommand.RestoreWidget",
                    "CanvasCommand.LockWidget",
                    "CanvasCommand.RaiseWidget",
                    "CanvasCommand.RenameWidget",
                    "CanvasCommand.SaveLayout",
                    "CanvasCommand.LoadLayout",
                    "CanvasCommand.Undo",
                    "CanvasCommand.Redo",
                    "CanvasCommand.Compensate",
                    "CanvasCommand.SetMember",
                    "CanvasCommand.RemoveMember",
                    "CanvasCommand.CreateLink",
                    "CanvasCommand.RevokeLink",
                    "CanvasCommand.Join",
                    "CanvasCommand.Delete",
                    "CanvasCommand.Amend",
                    "CanvasCommand.AmendWidget",
                    "WidgetCommand.Configure",
                    "WidgetCommand.SetState",
                    "WidgetCommand.Emit",
                    "WidgetCommand.App",
                    "WidgetCommand.Compensate",
                    "AppCommand.Publish");

    @Test
    @DisplayName(
            "[PR-23] every command that the first level does not know has a line in the table of"
                    + " levels")
    void everyCommand() {
        var without = new TreeSet<String>();
        Stream.of(
                        CanvasCommand.class,
                        WidgetCommand.class,
                        AppCommand.class,
                        GenerationCommand.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .filter(command -> !Levels.lists(command))
                .map(command ->
                        command.getDeclaringClass().getSimpleName() + "." + command.getSimpleName())
                .filter(name -> !FIRST.contains(name))
                .forEach(without::add);
        assertThat(without)
                .as("new commands: add a line for each to gesso.protocol.release.Levels.COMMANDS")
                .isEmpty();
    }

    @Test
    @DisplayName("[PR-23] all that has to do with a backend has the level of that backend")
    void backends() {
        assertThat(Levels.of(new WidgetCommand.App("todo.add", Json.object()))).isEqualTo(1);
        assertThat(Levels.of(new WidgetCommand.App("calendar.add", Json.object()))).isEqualTo(2);
        assertThat(Levels.of(new WidgetCommand.App("todo.tick", Json.object()))).isEqualTo(2);
        assertThat(Levels.of(added("todo"))).isEqualTo(1);
        assertThat(Levels.of(added("calendar"))).isEqualTo(2);
        assertThat(Levels.of(added(""))).isEqualTo(1);
        assertThat(Levels.of(new WidgetCommand.App("nobodys.command", Json.object()))).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[PR-23] a command with a field that is newer than itself has the level of the field")
    void fields() {
        var data = Json.object().put("text", "Milk");
        assertThat(Levels.of(new WidgetCommand.App("todo.add", data))).isEqualTo(1);
        data.putNull("due");
        assertThat(Levels.of(new WidgetCommand.App("todo.add", data))).isEqualTo(1);
        data.put("due", "2026-12-01");
        assertThat(Levels.of(new WidgetCommand.App("todo.add", data))).isEqualTo(2);
    }

    @Test
    @DisplayName("[R4] [PR-23] an app that AI wrote waits for members that can read its entry")
    void generated() {
        var m = Samples.manifest();
        assertThat(Levels.of(new AppCommand.Publish(m))).isEqualTo(1);
        var written =
                new Manifest(
                        m.id(),
                        m.title(),
                        m.version(),
                        "generated",
                        m.remoteEntry(),
                        m.summary(),
                        m.icon(),
                        m.category(),
                        m.author(),
                        m.permissions(),
                        m.sizes(),
                        m.backend(),
                        m.modules(),
                        m.integrity(),
                        m.bytes(),
                        new Manifest.Generated("Tides", false),
                        null);
        assertThat(Levels.of(new AppCommand.Publish(written))).isEqualTo(2);
    }

    @Test
    @DisplayName("[F3] [PR-23] what concerns smaller screens waits until every member knows them")
    void screens() {
        var at = new Position(0, 0);
        var size = new Size(3, 4);
        assertThat(Levels.of(new CanvasCommand.MoveWidget("a", at))).isEqualTo(1);
        assertThat(Levels.of(new CanvasCommand.MoveWidget("a", at, Screen.PHONE))).isEqualTo(2);
        assertThat(Levels.of(new CanvasCommand.ResizeWidget("a", size))).isEqualTo(1);
        assertThat(Levels.of(new CanvasCommand.ResizeWidget("a", size, Screen.TABLET)))
                .isEqualTo(2);
        assertThat(
                        Levels.of(
                                new CanvasCommand.AmendWidget(
                                        "a", at, null, null, null, Screen.TABLET)))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("[PR-23] a manifest with intents has the level that knows them")
    void intents() {
        var plain = Samples.manifest();
        assertThat(Levels.of(new AppCommand.Publish(plain))).isEqualTo(1);
        var intents = Map.of("todo.item", new Intent("Add", Map.of("text", "text"), null));
        var asked =
                new Manifest(
                        plain.id(),
                        plain.title(),
                        plain.version(),
                        plain.origin(),
                        plain.remoteEntry(),
                        plain.summary(),
                        plain.icon(),
                        plain.category(),
                        plain.author(),
                        plain.permissions(),
                        plain.sizes(),
                        plain.backend(),
                        plain.modules(),
                        plain.integrity(),
                        plain.bytes(),
                        null,
                        intents);
        assertThat(Levels.of(new AppCommand.Publish(asked))).isEqualTo(2);
        assertThat(Json.value(Json.tree(asked), Manifest.class)).isEqualTo(asked);
        assertThat(Json.tree(plain).has("intents")).isFalse();
    }

    private static AddWidget added(String backend) {
        var size = new Size(4, 4);
        var app = new AppRef("1.0.0", "App", backend, size, size, size);
        return new AddWidget("app", new Position(0, 0), null, null, null, app);
    }

    @Test
    @DisplayName("[PR-24] a node's level is the second number of what it announces, else the first")
    void announced() {
        assertThat(Release.level(Release.version())).isEqualTo(Release.LEVEL);
        assertThat(Release.level("0.0.0")).isEqualTo(1);
        assertThat(Release.level("0.1.0")).isEqualTo(1);
        assertThat(Release.level("0.2.0")).isEqualTo(2);
        assertThat(Release.level("1.17.3-rc1")).isEqualTo(17);
        assertThat(Release.level("")).isEqualTo(1);
        assertThat(Release.level("nonsense")).isEqualTo(1);
        assertThat(Release.level("0.99999999999.0")).isEqualTo(1);
    }
}

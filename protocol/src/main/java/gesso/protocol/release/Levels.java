package gesso.protocol.release;

import static java.util.Map.entry;

import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Screen;
import gesso.protocol.entity.Command;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.widget.WidgetCommand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From which level on each command and each backend is there: <b>one line for each new one</b>.
 * What is not here is of the first level. A command stands for the events that it makes: one that
 * makes a new event, or an old event in a new version, belongs here too, if need be by what it
 * contains.
 */
public final class Levels {
    /** Closing the present of a canvas. */
    public static final int PRESENT = 2;

    /** Commands of canvases, widgets and registry entries. */
    private static final Map<Class<? extends Command>, Integer> COMMANDS =
            Map.ofEntries(
                    entry(CanvasCommand.Fork.class, 2),
                    entry(CanvasCommand.Comment.class, 2),
                    entry(CanvasCommand.EditComment.class, 2),
                    entry(CanvasCommand.RemoveComment.class, 2),
                    entry(CanvasCommand.RestoreComment.class, 2),
                    entry(CanvasCommand.Restore.class, 2),
                    entry(WidgetCommand.Seed.class, 2),
                    entry(CanvasCommand.UpgradeWidget.class, 2),
                    entry(CanvasCommand.ArrangeScreen.class, 2),
                    entry(CanvasCommand.ResetScreen.class, 2),
                    entry(AppCommand.Revoke.class, 2),
                    entry(AppCommand.Suspend.class, 2),
                    entry(AppCommand.Reinstate.class, 2),
                    entry(AppCommand.Rate.class, 2),
                    entry(AppCommand.Share.class, 2),
                    entry(GenerationCommand.Request.class, 2),
                    entry(GenerationCommand.Refine.class, 2),
                    entry(GenerationCommand.Cancel.class, 2),
                    entry(GenerationCommand.AskApproval.class, 2),
                    entry(GenerationCommand.Approve.class, 2),
                    entry(GenerationCommand.Reject.class, 2),
                    entry(GenerationCommand.TellSpecification.class, 2),
                    entry(GenerationCommand.TellCode.class, 2),
                    entry(GenerationCommand.TellChecks.class, 2),
                    entry(GenerationCommand.TellTest.class, 2),
                    entry(GenerationCommand.TellFailure.class, 2),
                    entry(GenerationCommand.TellPackage.class, 2),
                    entry(GenerationCommand.TellPublished.class, 2),
                    entry(GenerationCommand.TellPlaced.class, 2),
                    entry(GenerationCommand.TellShared.class, 2));

    /** Arrangements of smaller screens, in commands that are older than these. */
    private static final int SCREENS = 2;

    /** Doing again what was taken back in a stretch of time. */
    private static final int NAMED_REDO = 2;

    /** Commands that a backend has got later than itself, by their full names. */
    private static final Map<String, Integer> APP_COMMANDS =
            Map.ofEntries(
                    entry("todo.due", 2),
                    entry("todo.assign", 2),
                    entry("todo.move", 2),
                    entry("todo.tick", 2),
                    entry("todo.list-add", 2),
                    entry("todo.list-rename", 2),
                    entry("todo.list-remove", 2));

    /** Fields that a command of a backend has got later than itself. */
    private static final Map<String, Map<String, Integer>> APP_FIELDS =
            Map.of("todo.add", Map.of("due", 2, "assignee", 2, "list", 2));

    /** Backends by name, with all their commands. */
    private static final Map<String, Integer> BACKENDS =
            Map.ofEntries(
                    entry("calendar", 2), entry("chat", 2), entry("notes", 2), entry("records", 2));

    /** Manifests that say what an app does for others, or how AI made it. */
    private static final int DESCRIBED = 2;

    private Levels() {}

    /** The level that every member must have before this may be sent to any of them. */
    public static int of(Command command) {
        int own = COMMANDS.getOrDefault(command.getClass(), Release.FIRST);
        return switch (command) {
            case WidgetCommand.App app -> Math.max(own, ofApp(app));
            case CanvasCommand.AddWidget add when add.app() != null ->
                    Math.max(own, ofBackend(add.app().backend()));
            case CanvasCommand.MoveWidget(_, _, var screen) -> ofScreen(screen);
            case CanvasCommand.ResizeWidget(_, _, var screen) -> ofScreen(screen);
            case CanvasCommand.AmendWidget amend -> ofScreen(amend.screen());
            case CanvasCommand.Redo redo when redo.names() -> NAMED_REDO;
            case AppCommand.Publish(var manifest) -> Math.max(own, ofManifest(manifest));
            default -> own;
        };
    }

    /** The same for all that has to do with widgets of this backend; "" is none. */
    public static int ofBackend(String backend) {
        return BACKENDS.getOrDefault(backend, Release.FIRST);
    }

    /** Whether the table has a line for this kind of command. */
    static boolean lists(Class<?> command) {
        return COMMANDS.containsKey(command);
    }

    private static int ofScreen(@Nullable Screen screen) {
        return screen == null ? Release.FIRST : SCREENS;
    }

    private static int ofManifest(Manifest manifest) {
        var backend = manifest.backend();
        return Math.max(
                ofBackend(backend == null ? "" : backend),
                manifest.intents() == null && manifest.generated() == null
                        ? Release.FIRST
                        : DESCRIBED);
    }

    private static int ofApp(WidgetCommand.App command) {
        var name = command.name();
        int dot = name.indexOf('.');
        int level =
                Math.max(
                        ofBackend(dot < 0 ? "" : name.substring(0, dot)),
                        APP_COMMANDS.getOrDefault(name, Release.FIRST));
        for (var field : APP_FIELDS.getOrDefault(name, Map.of()).entrySet()) {
            if (command.data().hasNonNull(field.getKey())) {
                level = Math.max(level, field.getValue());
            }
        }
        return level;
    }
}

package gesso.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.GridChange;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.Size;
import gesso.protocol.canvas.WidgetCopy;
import gesso.protocol.widget.WidgetCommand;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Commands from outside, by WebSocket or HTTP: each field is checked for presence, type and range,
 * and a field that is not known is refused. What needs the state of a canvas is left to its rules.
 */
public final class CommandCodec {
    public static final int TITLE_MAX = 200;
    public static final int TYPE_MAX = 64;
    public static final int COMMENT_MAX = 2_000;

    /** As many widgets as a canvas holds. */
    public static final int PLACES_MAX = 500;

    /** Exact in JavaScript; every clock value of three thousand years is below. */
    public static final long EXACT_MAX = (1L << 53) - 1;

    private CommandCodec() {}

    public static Decoded<CanvasCommand> canvas(String name, @Nullable JsonNode data) {
        var f = Fields.of(data);
        return switch (name) {
            case "rename" -> f.done(new CanvasCommand.Rename(title(f, "title")));
            case "configure-grid" -> f.done(configureGrid(f));
            case "add-widget" -> f.done(addWidget(f));
            case "move-widget" ->
                    f.done(
                            new CanvasCommand.MoveWidget(
                                    f.widget("widget"),
                                    position(f, "position"),
                                    f.optional("screen", of -> screen(f, of))));
            case "resize-widget" ->
                    f.done(
                            new CanvasCommand.ResizeWidget(
                                    f.widget("widget"),
                                    size(f, "size"),
                                    f.optional("screen", of -> screen(f, of))));
            case "arrange-screen" ->
                    f.done(
                            new CanvasCommand.ArrangeScreen(
                                    screen(f, "screen"), places(f, "places")));
            case "reset-screen" ->
                    f.done(
                            new CanvasCommand.ResetScreen(
                                    screen(f, "screen"), f.optional("widget", f::widget)));
            case "remove-widget" -> f.done(new CanvasCommand.RemoveWidget(f.widget("widget")));
            case "restore-widget" -> f.done(new CanvasCommand.RestoreWidget(f.widget("widget")));
            case "lock-widget" ->
                    f.done(new CanvasCommand.LockWidget(f.widget("widget"), f.truth("locked")));
            case "raise-widget" -> f.done(new CanvasCommand.RaiseWidget(f.widget("widget")));
            case "rename-widget" ->
                    f.done(new CanvasCommand.RenameWidget(f.widget("widget"), title(f, "title")));
            case "upgrade-widget" ->
                    f.done(
                            new CanvasCommand.UpgradeWidget(
                                    f.widget("widget"), f.text("version", 1, TYPE_MAX), null));
            case "save-layout" -> f.done(new CanvasCommand.SaveLayout(title(f, "name")));
            case "load-layout" -> f.done(new CanvasCommand.LoadLayout(f.entity("layout")));
            case "comment" -> f.done(comment(f));
            case "edit-comment" -> f.done(editComment(f.widget("comment"), f));
            case "remove-comment" -> f.done(new CanvasCommand.RemoveComment(f.widget("comment")));
            case "restore-comment" -> f.done(new CanvasCommand.RestoreComment(f.widget("comment")));
            case "undo" -> f.done(undo(f));
            case "redo" -> f.done(redo(f));
            default -> unknown(name);
        };
    }

    public static Decoded<WidgetCommand> widget(String name, @Nullable JsonNode data) {
        var f = Fields.of(data);
        return switch (name) {
            case "configure" -> f.done(new WidgetCommand.Configure(f.json("config")));
            case "set-state" -> f.done(new WidgetCommand.SetState(f.json("patch")));
            case "emit" ->
                    f.done(new WidgetCommand.Emit(f.title("type", TYPE_MAX), f.anything("data")));
            default -> app(name, data);
        };
    }

    /** The body of POST /api/canvas. */
    public static Decoded<CanvasCommand> create(@Nullable JsonNode data) {
        var f = Fields.of(data);
        return f.done(
                new CanvasCommand.Create(
                        f.optional("title", name -> title(f, name)),
                        f.optional("grid", name -> grid(f.nested(name)))));
    }

    /** The body of PATCH /api/canvas/{id}. */
    public static Decoded<CanvasCommand> amend(@Nullable JsonNode data) {
        var f = Fields.of(data);
        return f.done(
                new CanvasCommand.Amend(
                        f.optional("title", name -> title(f, name)),
                        f.optional("grid", name -> grid(f.nested(name)))));
    }

    /** The body of PATCH /api/canvas/{id}/widgets/{widget}. */
    public static Decoded<CanvasCommand> amendWidget(String widget, @Nullable JsonNode data) {
        var f = Fields.of(data);
        return f.done(
                new CanvasCommand.AmendWidget(
                        widget,
                        f.optional("position", name -> position(f, name)),
                        f.optional("size", name -> size(f, name)),
                        f.optional("locked", f::truth),
                        f.optional("title", name -> title(f, name)),
                        f.optional("screen", name -> screen(f, name))));
    }

    /** The body of PATCH /api/canvas/{id}/comments/{comment}. */
    public static Decoded<CanvasCommand> editComment(String comment, @Nullable JsonNode data) {
        var f = Fields.of(data);
        return f.done(editComment(comment, f));
    }

    /** The body of POST /api/canvas/{id}/copies. */
    public static Decoded<WidgetCopy> copy(@Nullable JsonNode data) {
        var f = Fields.of(data);
        var from = f.nested("from");
        return f.done(
                new WidgetCopy(
                        new WidgetCopy.Source(from.entity("canvas"), from.widget("widget")),
                        position(f, "position"),
                        f.optional("widget", f::widget),
                        f.optional("cause", f::operation)));
    }

    private static Decoded<WidgetCommand> app(String name, @Nullable JsonNode data) {
        if (name.startsWith("#") || name.indexOf('.') < 1 || name.length() > TYPE_MAX) {
            return unknown(name);
        }
        var f = Fields.of(data);
        var object = data == null || data.isNull() ? Json.object() : data;
        object.fieldNames().forEachRemaining(f::has);
        return f.done(new WidgetCommand.App(name, object));
    }

    private static CanvasCommand addWidget(Fields f) {
        return new CanvasCommand.AddWidget(
                f.entity("appId"),
                position(f, "position"),
                f.optional("size", name -> size(f, name)),
                f.optional("config", f::json),
                f.optional("widget", f::widget),
                null);
    }

    private static CanvasCommand configureGrid(Fields f) {
        var grid = grid(f);
        return new CanvasCommand.ConfigureGrid(
                grid.columns(), grid.rowHeight(), grid.gap(), grid.collision());
    }

    private static GridChange grid(Fields f) {
        return new GridChange(
                f.optional("columns", name -> f.integer(name, 1, Grid.COLUMNS_MAX)),
                f.optional(
                        "rowHeight",
                        name -> f.integer(name, Grid.ROW_HEIGHT_MIN, Grid.ROW_HEIGHT_MAX)),
                f.optional("gap", name -> f.integer(name, 0, Grid.GAP_MAX)),
                f.optional("collision", name -> f.oneOf(name, Collision.class, Collision::code)));
    }

    private static CanvasCommand comment(Fields f) {
        return new CanvasCommand.Comment(
                f.title("text", COMMENT_MAX),
                f.optional("widget", f::widget),
                f.optional("at", name -> instant(f, name)),
                f.optional("parent", f::widget),
                f.optional("comment", f::widget));
    }

    private static CanvasCommand editComment(String comment, Fields f) {
        return new CanvasCommand.EditComment(
                comment,
                f.optional("text", name -> f.title(name, COMMENT_MAX)),
                f.optional("resolved", f::truth));
    }

    private static CanvasCommand undo(Fields f) {
        return new CanvasCommand.Undo(
                f.optional("op", f::operation),
                f.optional("of", f::widget),
                f.optional("user", f::entity),
                f.optional("from", name -> instant(f, name)),
                f.optional("to", name -> instant(f, name)),
                f.optional("preview", f::truth));
    }

    private static CanvasCommand redo(Fields f) {
        return new CanvasCommand.Redo(
                f.optional("user", f::entity),
                f.optional("from", name -> instant(f, name)),
                f.optional("to", name -> instant(f, name)),
                f.optional("preview", f::truth));
    }

    private static Long instant(Fields f, String name) {
        if (!f.isText(name)) {
            return f.whole(name, 0, EXACT_MAX);
        }
        try {
            var time = Instant.parse(f.text(name, 1, TYPE_MAX));
            return HybridClock.ofMillis(time.toEpochMilli());
        } catch (DateTimeException | ArithmeticException notATime) {
            f.fault(f.at(name), "must be an instant or an ISO 8601 time");
            return 0L;
        }
    }

    private static String title(Fields f, String name) {
        return f.title(name, TITLE_MAX);
    }

    private static Position position(Fields f, String name) {
        var at = f.nested(name);
        return new Position(
                at.integer("x", 0, Grid.COLUMNS_MAX - 1), at.integer("y", 0, Position.Y_MAX));
    }

    private static Screen screen(Fields f, String name) {
        return f.oneOf(name, Screen.class, Screen::code);
    }

    private static Map<String, Place> places(Fields f, String name) {
        var all = f.nested(name);
        var places = new TreeMap<String, Place>();
        for (var id : all.ids(PLACES_MAX)) {
            var place = all.nested(id);
            places.put(id, new Place(position(place, "position"), size(place, "size")));
        }
        return places;
    }

    private static Size size(Fields f, String name) {
        var of = f.nested(name);
        return new Size(of.integer("w", 1, Grid.COLUMNS_MAX), of.integer("h", 1, Size.H_MAX));
    }

    private static <T> Decoded<T> unknown(String name) {
        var shown = name.length() > TYPE_MAX ? name.substring(0, TYPE_MAX) + "..." : name;
        return new Decoded.Invalid<>(
                Refusal.UNKNOWN_COMMAND, "there is no command " + shown, List.of());
    }
}

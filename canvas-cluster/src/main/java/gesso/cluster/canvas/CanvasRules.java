package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.GridChange;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Grid;
import gesso.protocol.entity.Command;
import gesso.protocol.journal.EventCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a canvas, and by whom: the members are part of its state. Strangers are told
 * that there is no such canvas. Undo and redo span several entities and are not decided here, but
 * the compensations that they come down to are.
 */
public final class CanvasRules implements Rules<Canvas, CanvasEvent> {
    public static final String UNTITLED = "Untitled canvas";

    @Override
    public Canvas initial() {
        return Canvas.ABSENT;
    }

    @Override
    public Decision<CanvasEvent> decide(Canvas state, Command command, Origin origin) {
        if (command instanceof Fork fork && state.life() == Life.ABSENT) {
            return tooLong(fork.title())
                    ? badTitle("title")
                    : new Decision.Accepted<>(fork.events(origin));
        }
        if (!(command instanceof CanvasCommand wanted)) {
            throw new IllegalArgumentException("no command of a canvas: " + command.getClass());
        }
        return switch (state.life()) {
            case ABSENT -> whenAbsent(wanted);
            case LIVE -> whenLive(state, wanted, origin);
            case DELETED -> whenDeleted(state, wanted, origin);
        };
    }

    @Override
    public Canvas evolve(Canvas state, Recorded<CanvasEvent> recorded) {
        return CanvasFold.evolve(state, recorded);
    }

    @Override
    public @Nullable JsonNode answer(Command command, List<CanvasEvent> events) {
        return CanvasViews.answer(command, events);
    }

    @Override
    public JsonNode data(CanvasEvent event) {
        return EventCodec.data(event);
    }

    @Override
    public CanvasEvent event(String manifest, JsonNode data) {
        return EventCodec.canvas(manifest, data);
    }

    @Override
    public String manifest(CanvasEvent event) {
        return EventCodec.manifest(event);
    }

    @Override
    public JsonNode snapshot(Canvas state) {
        return Json.tree(state);
    }

    @Override
    public Canvas restore(JsonNode snapshot) {
        return Json.value(snapshot, Canvas.class);
    }

    private static Decision<CanvasEvent> whenAbsent(CanvasCommand command) {
        if (!(command instanceof CanvasCommand.Create(var title, var grid))) {
            return stranger();
        }
        var name = title == null ? UNTITLED : title;
        return tooLong(name)
                ? badTitle("title")
                : accept(new CanvasEvent.Created(name, changed(Grid.DEFAULT, grid)));
    }

    private static Decision<CanvasEvent> whenLive(
            Canvas state, CanvasCommand command, Origin origin) {
        if (command instanceof CanvasCommand.Join join) {
            return PeopleRules.join(state, join, origin);
        }
        var role = state.role(origin.user()).orElse(null);
        if (role == null) {
            return stranger();
        }
        if (!may(role, command, origin.user())) {
            return refuse(Refusal.FORBIDDEN, "not with the role " + role.code());
        }
        return allowed(state, command, origin);
    }

    /** Nothing has happened since: its newest instant is that of its end. */
    private static Decision<CanvasEvent> whenDeleted(
            Canvas state, CanvasCommand command, Origin origin) {
        var role = state.role(origin.user());
        if (role.isEmpty()) {
            return stranger();
        }
        if (!(command instanceof CanvasCommand.Restore)) {
            return refuse(Refusal.GONE, "the canvas is deleted");
        }
        long passed = HybridClock.millis(origin.at()) - HybridClock.millis(state.at());
        if (!role.get().mayOwn()) {
            return refuse(Refusal.FORBIDDEN, "not with the role " + role.get().code());
        }
        return passed > CanvasCommand.RESTORABLE_MILLIS
                ? refuse(Refusal.GONE, "the canvas was deleted too long ago")
                : accept(new CanvasEvent.Restored());
    }

    private static boolean may(Role role, CanvasCommand command, String user) {
        return switch (command) {
            case CanvasCommand.Create _, CanvasCommand.Fork _, CanvasCommand.Join _ -> true;
            case CanvasCommand.RemoveMember(var member) -> role.mayOwn() || member.equals(user);
            case CanvasCommand.Amend(_, var grid) -> grid == null ? role.mayEdit() : role.mayOwn();
            case CanvasCommand.ConfigureGrid _,
                    CanvasCommand.SetMember _,
                    CanvasCommand.CreateLink _,
                    CanvasCommand.RevokeLink _,
                    CanvasCommand.Delete _,
                    CanvasCommand.Restore _ ->
                    role.mayOwn();
            case CanvasCommand.Comment _,
                    CanvasCommand.EditComment _,
                    CanvasCommand.RemoveComment _,
                    CanvasCommand.RestoreComment _ ->
                    role.mayComment();
            case CanvasCommand.Rename _,
                    CanvasCommand.AddWidget _,
                    CanvasCommand.MoveWidget _,
                    CanvasCommand.ResizeWidget _,
                    CanvasCommand.RemoveWidget _,
                    CanvasCommand.RestoreWidget _,
                    CanvasCommand.LockWidget _,
                    CanvasCommand.RaiseWidget _,
                    CanvasCommand.RenameWidget _,
                    CanvasCommand.UpgradeWidget _,
                    CanvasCommand.AmendWidget _,
                    CanvasCommand.ArrangeScreen _,
                    CanvasCommand.ResetScreen _,
                    CanvasCommand.SaveLayout _,
                    CanvasCommand.LoadLayout _,
                    CanvasCommand.Undo _,
                    CanvasCommand.Redo _,
                    CanvasCommand.Compensate _ ->
                    role.mayEdit();
        };
    }

    private static Decision<CanvasEvent> allowed(
            Canvas state, CanvasCommand command, Origin origin) {
        return switch (command) {
            case CanvasCommand.Create _, CanvasCommand.Fork _ ->
                    refuse(Refusal.CONFLICT, "there is a canvas of this id already");
            case CanvasCommand.Join join -> PeopleRules.join(state, join, origin);
            case CanvasCommand.Rename(var title) -> amend(state, title, null, origin);
            case CanvasCommand.ConfigureGrid(var columns, var height, var gap, var collision) ->
                    amend(state, null, new GridChange(columns, height, gap, collision), origin);
            case CanvasCommand.Amend(var title, var grid) -> amend(state, title, grid, origin);
            case CanvasCommand.AddWidget add -> WidgetPlacing.add(state, add, origin);
            case CanvasCommand.MoveWidget(var id, var position, var screen) ->
                    screen == null
                            ? WidgetPlacing.amend(state, id, position, null, null, null, origin)
                            : ScreenRules.place(state, id, screen, position, null);
            case CanvasCommand.ResizeWidget(var id, var size, var screen) ->
                    screen == null
                            ? WidgetPlacing.amend(state, id, null, size, null, null, origin)
                            : ScreenRules.place(state, id, screen, null, size);
            case CanvasCommand.ArrangeScreen arrange -> ScreenRules.arrange(state, arrange);
            case CanvasCommand.ResetScreen reset -> ScreenRules.reset(state, reset);
            case CanvasCommand.LockWidget(var id, var locked) ->
                    WidgetPlacing.amend(state, id, null, null, locked, null, origin);
            case CanvasCommand.RenameWidget(var id, var title) ->
                    WidgetPlacing.amend(state, id, null, null, null, title, origin);
            case CanvasCommand.AmendWidget amend -> amendWidget(state, amend, origin);
            case CanvasCommand.RaiseWidget(var id) -> WidgetPlacing.raise(state, id);
            case CanvasCommand.RemoveWidget(var id) -> WidgetPlacing.remove(state, id, origin);
            case CanvasCommand.RestoreWidget(var id) -> WidgetPlacing.restore(state, id, origin);
            case CanvasCommand.UpgradeWidget upgrade -> WidgetReleases.upgrade(state, upgrade);
            case CanvasCommand.SaveLayout(var name) -> LayoutRules.save(state, name, origin);
            case CanvasCommand.LoadLayout(var layout) -> LayoutRules.load(state, layout, origin);
            case CanvasCommand.Comment comment -> CommentRules.add(state, comment, origin);
            case CanvasCommand.EditComment edit -> CommentRules.edit(state, edit, origin.user());
            case CanvasCommand.RemoveComment(var id) ->
                    CommentRules.remove(state, id, origin.user());
            case CanvasCommand.RestoreComment(var id) ->
                    CommentRules.restore(state, id, origin.user());
            case CanvasCommand.Compensate(var events) ->
                    CanvasUndo.compensate(state, events, origin);
            case CanvasCommand.SetMember(var user, var role) -> PeopleRules.set(state, user, role);
            case CanvasCommand.RemoveMember(var user) -> PeopleRules.remove(state, user);
            case CanvasCommand.CreateLink link -> PeopleRules.createLink(state, link);
            case CanvasCommand.RevokeLink(var link) -> PeopleRules.revokeLink(state, link);
            case CanvasCommand.Delete _ -> accept(new CanvasEvent.Deleted());
            case CanvasCommand.Restore _ -> Decision.nothing();
            case CanvasCommand.Undo _, CanvasCommand.Redo _ ->
                    throw new IllegalArgumentException("undo is a matter of several entities");
        };
    }

    private static Decision<CanvasEvent> amend(
            Canvas state, @Nullable String title, @Nullable GridChange change, Origin origin) {
        if (title != null && tooLong(title)) {
            return badTitle("title");
        }
        var draft = new Draft(state, origin);
        if (title != null && !title.equals(state.title())) {
            draft.add(new CanvasEvent.Renamed(title, state.title()));
        }
        var grid = changed(state.grid(), change);
        if (grid.equals(state.grid())) {
            return draft.done();
        }
        var unfit = WidgetPlacing.unfit(state.spots(), grid);
        if (unfit.isPresent()) {
            return refuse(Refusal.CONFLICT, unfit.get());
        }
        draft.shift(Map.of(), pushed -> new CanvasEvent.GridConfigured(grid, state.grid(), pushed));
        ScreenRules.clear(draft, state.widgets().keySet());
        return draft.done();
    }

    /** On a smaller screen a widget has a place and a size; the rest is the same everywhere. */
    private static Decision<CanvasEvent> amendWidget(
            Canvas state, CanvasCommand.AmendWidget c, Origin origin) {
        var screen = c.screen();
        if (screen == null) {
            return WidgetPlacing.amend(
                    state, c.widget(), c.position(), c.size(), c.locked(), c.title(), origin);
        }
        return c.locked() == null && c.title() == null
                ? ScreenRules.place(state, c.widget(), screen, c.position(), c.size())
                : Decision.invalid("screen", "goes with position and size alone");
    }

    private static Grid changed(Grid grid, @Nullable GridChange change) {
        return change == null
                ? grid
                : new Grid(
                        Objects.requireNonNullElse(change.columns(), grid.columns()),
                        Objects.requireNonNullElse(change.rowHeight(), grid.rowHeight()),
                        Objects.requireNonNullElse(change.gap(), grid.gap()),
                        Objects.requireNonNullElse(change.collision(), grid.collision()));
    }

    static boolean tooLong(String title) {
        return title.isBlank() || title.length() > CanvasLimits.TITLE;
    }

    static Decision<CanvasEvent> badTitle(String field) {
        return invalid(field, "must have 1 to " + CanvasLimits.TITLE + " characters");
    }

    private static Decision<CanvasEvent> stranger() {
        return refuse(Refusal.NOT_FOUND, "there is no such canvas");
    }
}

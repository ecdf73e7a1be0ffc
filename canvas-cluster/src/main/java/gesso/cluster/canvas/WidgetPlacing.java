package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.canvas.Arrangement.Spot;
import gesso.cluster.canvas.Canvas.Widget;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EventView;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which widgets are on a canvas, where, how large, and on top of what. */
final class WidgetPlacing {
    private WidgetPlacing() {}

    static Decision<CanvasEvent> add(Canvas state, CanvasCommand.AddWidget c, Origin origin) {
        var app = c.app();
        if (app == null) {
            return invalid("appId", "is not an app of the registry");
        }
        var id = c.widget() == null ? Sums.id("widget", origin.client(), origin.op()) : c.widget();
        if (id.equals(EventView.CANVAS)) {
            return invalid("widget", "is the name of the canvas itself");
        }
        if (state.widgets().containsKey(id)) {
            return refuse(Refusal.CONFLICT, "the widget id " + id + " is in use");
        }
        if (state.widgets().size() >= CanvasLimits.WIDGETS_EVER || full(state, 1)) {
            return refuse(Refusal.TOO_LARGE, "a canvas holds " + CanvasLimits.WIDGETS + " widgets");
        }
        var config = c.config();
        if (config != null && Json.canonical(config).length > CanvasLimits.CONFIG_BYTES) {
            return refuse(Refusal.TOO_LARGE, "config is larger than 16 KiB");
        }
        var size = c.size() == null ? fitting(app.size(), app.min(), state.grid()) : c.size();
        var bad = misfit(c.position(), size, app.min(), app.max(), state.grid());
        if (bad.isPresent()) {
            return bad.get();
        }
        if (overlaps(state, id, new Spot(c.position(), size, false))) {
            return taken();
        }
        int z = top(state) + 1;
        return new Draft(state, origin)
                .shift(
                        Map.of(id, c.position()),
                        pushed ->
                                new CanvasEvent.WidgetAdded(
                                        id,
                                        c.appId(),
                                        app.version(),
                                        app.backend(),
                                        app.title(),
                                        c.position(),
                                        size,
                                        app.min(),
                                        app.max(),
                                        z,
                                        config,
                                        pushed))
                .done();
    }

    /** Absent parts stay; the widget may be unlocked and moved in one step. */
    static Decision<CanvasEvent> amend(
            Canvas state,
            String id,
            @Nullable Position position,
            @Nullable Size size,
            @Nullable Boolean locked,
            @Nullable String title,
            Origin origin) {
        var widget = state.widgets().get(id);
        if (widget == null || widget.removed()) {
            return missing(widget);
        }
        if (title != null && CanvasRules.tooLong(title)) {
            return CanvasRules.badTitle("title");
        }
        var to = Objects.requireNonNullElse(position, widget.position());
        var large = Objects.requireNonNullElse(size, widget.size());
        boolean moves = !to.equals(widget.position());
        boolean resizes = !large.equals(widget.size());
        boolean unlocks = Boolean.FALSE.equals(locked);
        if (moves || resizes) {
            if (widget.locked() && !unlocks) {
                return locked();
            }
            // In a grid that became narrower a widget may stand beyond the edge until it is moved.
            boolean beyond = !moves && !fits(to, widget.size(), state.grid());
            var from = beyond ? new Position(0, to.y()) : to;
            var bad = misfit(from, large, widget.min(), widget.max(), state.grid());
            if (bad.isPresent()) {
                return bad.get();
            }
            if (overlaps(state, id, new Spot(to, large, widget.locked()))) {
                return taken();
            }
        }
        var draft = new Draft(state, origin);
        if (title != null && !title.equals(widget.title())) {
            draft.add(new CanvasEvent.WidgetRenamed(id, title, widget.title()));
        }
        if (unlocks && widget.locked()) {
            unlock(draft, id);
        }
        if (moves) {
            move(draft, id, to, widget.position());
        }
        if (resizes) {
            resize(draft, id, large, widget.size());
        }
        if (Boolean.TRUE.equals(locked) && !widget.locked()) {
            lock(draft, id, widget.placed(new Place(to, large)));
        }
        return draft.done();
    }

    static Decision<CanvasEvent> raise(Canvas state, String id) {
        var widget = state.widgets().get(id);
        if (widget == null || widget.removed()) {
            return missing(widget);
        }
        boolean alone =
                state.widgets().entrySet().stream()
                        .filter(e -> !e.getKey().equals(id) && !e.getValue().removed())
                        .allMatch(e -> e.getValue().z() < widget.z());
        return alone
                ? nothing()
                : accept(new CanvasEvent.WidgetRaised(id, top(state) + 1, widget.z()));
    }

    static Decision<CanvasEvent> remove(Canvas state, String id, Origin origin) {
        var widget = state.widgets().get(id);
        if (widget == null || widget.removed()) {
            return missing(widget);
        }
        return widget.locked() ? locked() : remove(new Draft(state, origin), id).done();
    }

    static Decision<CanvasEvent> restore(Canvas state, String id, Origin origin) {
        var widget = state.widgets().get(id);
        if (widget == null) {
            return missing(null);
        }
        if (!widget.removed()) {
            return nothing();
        }
        if (full(state, 1)) {
            return refuse(Refusal.TOO_LARGE, "a canvas holds " + CanvasLimits.WIDGETS + " widgets");
        }
        if (widget.size().w() > state.grid().columns()) {
            return refuse(Refusal.CONFLICT, "the widget is wider than the grid");
        }
        return overlaps(state, id, widget.spot())
                ? taken()
                : restore(new Draft(state, origin), id, widget).done();
    }

    static Draft move(Draft draft, String id, Position to, Position from) {
        return draft.shift(
                Map.of(id, to), pushed -> new CanvasEvent.WidgetMoved(id, to, from, pushed));
    }

    static Draft resize(Draft draft, String id, Size size, Size from) {
        return draft.shift(
                Map.of(), pushed -> new CanvasEvent.WidgetResized(id, size, from, pushed));
    }

    /** Whatever has pushed a widget, it is locked where people see it. */
    static Draft lock(Draft draft, String id, Widget widget) {
        var shown = draft.state().shown().getOrDefault(id, widget.position());
        boolean same = shown.equals(widget.position());
        return lock(draft, id, true, same ? null : shown, same ? null : widget.position());
    }

    static Draft unlock(Draft draft, String id) {
        return lock(draft, id, false, null, null);
    }

    static Draft lock(
            Draft draft,
            String id,
            boolean locked,
            @Nullable Position position,
            @Nullable Position from) {
        return draft.shift(
                position == null ? Map.of() : Map.of(id, position),
                pushed -> new CanvasEvent.WidgetLocked(id, locked, position, from, pushed));
    }

    static Draft remove(Draft draft, String id) {
        return draft.shift(Map.of(), pushed -> new CanvasEvent.WidgetRemoved(id, pushed));
    }

    static Draft restore(Draft draft, String id, Widget widget) {
        draft.shift(
                Map.of(id, widget.position()),
                pushed -> new CanvasEvent.WidgetRestored(id, widget.position(), pushed));
        ScreenRules.clear(draft, Set.of(id));
        return draft;
    }

    /** Why these widgets cannot be in this grid, if so. */
    static Optional<String> unfit(SortedMap<String, Spot> spots, Grid grid) {
        for (var entry : spots.entrySet()) {
            if (entry.getValue().size().w() > grid.columns()) {
                return Optional.of("the widget " + entry.getKey() + " is wider than the grid");
            }
        }
        return grid.collision() == Collision.REJECT
                ? Arrangement.overlap(spots, grid)
                        .map(two -> String.join(" and ", two) + " overlap")
                : Optional.empty();
    }

    static boolean overlaps(Canvas state, String id, Spot spot) {
        return state.grid().collision() == Collision.REJECT
                && state.widgets().entrySet().stream()
                        .filter(other -> !other.getKey().equals(id) && !other.getValue().removed())
                        .anyMatch(other ->
                                Arrangement.overlap(spot, other.getValue().spot(), state.grid()));
    }

    private static boolean fits(Position at, Size size, Grid grid) {
        return at.x() >= 0
                && at.y() >= 0
                && at.y() <= Position.Y_MAX
                && at.x() + size.w() <= grid.columns();
    }

    static boolean full(Canvas state, int more) {
        return state.shown().size() + more > CanvasLimits.WIDGETS;
    }

    private static Optional<Decision<CanvasEvent>> misfit(
            Position at, Size size, Size min, Size max, Grid grid) {
        if (size.w() < min.w() || size.w() > max.w()) {
            return Optional.of(invalid("size.w", "must be from " + min.w() + " to " + max.w()));
        }
        if (size.h() < min.h() || size.h() > max.h()) {
            return Optional.of(invalid("size.h", "must be from " + min.h() + " to " + max.h()));
        }
        return fits(at, size, grid)
                ? Optional.empty()
                : Optional.of(
                        invalid(
                                "position.x",
                                "the widget must end within " + grid.columns() + " columns"));
    }

    /** A default size gives way to a narrow grid as far as the app allows. */
    private static Size fitting(Size wanted, Size min, Grid grid) {
        return new Size(Math.max(min.w(), Math.min(wanted.w(), grid.columns())), wanted.h());
    }

    private static int top(Canvas state) {
        return state.widgets().values().stream().mapToInt(Widget::z).max().orElse(0);
    }

    static Decision<CanvasEvent> missing(@Nullable Widget removed) {
        return removed == null
                ? refuse(Refusal.NOT_FOUND, "there is no such widget")
                : refuse(Refusal.GONE, "the widget is removed");
    }

    private static Decision<CanvasEvent> locked() {
        return refuse(Refusal.CONFLICT, "the widget is locked");
    }

    private static Decision<CanvasEvent> taken() {
        return refuse(Refusal.CONFLICT, "the place is taken");
    }
}

package gesso.cluster.canvas;

import gesso.cluster.canvas.Canvas.Widget;
import gesso.cluster.live.Decision;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes canvas events back, newest first. A property goes back only if it still has the value that
 * the event gave it and the grid has room for it; otherwise it stays, and the answer says so.
 * Taking back a compensation is doing again.
 */
final class CanvasUndo {
    private final Draft draft;
    private final Role role;

    private CanvasUndo(Draft draft, Role role) {
        this.draft = draft;
        this.role = role;
    }

    static Decision<CanvasEvent> compensate(Canvas state, List<EventView> events, Origin origin) {
        var role = state.role(origin.user()).orElse(Role.VIEWER);
        var undo = new CanvasUndo(new Draft(state, origin), role);
        for (var event : events.reversed()) {
            undo.takeBack(EventCodec.canvas(event));
        }
        return undo.draft.done();
    }

    /** What an event changes, such as {@code position of a}; nothing when it cannot be undone. */
    static Set<String> properties(CanvasEvent event) {
        return switch (event) {
            case CanvasEvent.Renamed _ -> Set.of("title");
            case CanvasEvent.GridConfigured(var grid, var was, _) -> gridProperties(grid, was);
            case CanvasEvent.WidgetAdded e -> Set.of(presence(e.widget()));
            case CanvasEvent.WidgetRemoved(var id, _) -> Set.of(presence(id));
            case CanvasEvent.WidgetRestored(var id, _, _) -> Set.of(presence(id));
            case CanvasEvent.WidgetMoved(var id, _, _, _) -> Set.of("position of " + id);
            case CanvasEvent.WidgetResized(var id, _, _, _) -> Set.of("size of " + id);
            case CanvasEvent.WidgetLocked(var id, _, _, _, _) -> Set.of("lock of " + id);
            case CanvasEvent.WidgetRaised(var id, _, _) -> Set.of("z of " + id);
            case CanvasEvent.WidgetRenamed(var id, _, _) -> Set.of("title of " + id);
            case CanvasEvent.WidgetUpgraded e -> Set.of("version of " + e.widget());
            case CanvasEvent.ScreenArranged e -> Set.copyOf(ScreenRules.properties(e));
            case CanvasEvent.LayoutLoaded(_, var places, var restored, _, _) ->
                    arranged(places, restored);
            case CanvasEvent.LayoutReverted(_, var places, var removed, _) ->
                    arranged(places, removed);
            case CanvasEvent.Created _,
                    CanvasEvent.LayoutSaved _,
                    CanvasEvent.CommentAdded _,
                    CanvasEvent.CommentEdited _,
                    CanvasEvent.CommentResolved _,
                    CanvasEvent.CommentRemoved _,
                    CanvasEvent.CommentRestored _,
                    CanvasEvent.MemberJoined _,
                    CanvasEvent.MemberRoleChanged _,
                    CanvasEvent.MemberRemoved _,
                    CanvasEvent.LinkCreated _,
                    CanvasEvent.LinkRevoked _,
                    CanvasEvent.Deleted _,
                    CanvasEvent.Restored _ ->
                    Set.of();
        };
    }

    private void takeBack(CanvasEvent event) {
        switch (event) {
            case CanvasEvent.Renamed(var title, var was) -> {
                if (draft.state().title().equals(title)) {
                    draft.add(new CanvasEvent.Renamed(was, title));
                }
            }
            case CanvasEvent.GridConfigured(var grid, var was, _) -> grid(grid, was);
            case CanvasEvent.WidgetAdded e -> remove(e.widget());
            case CanvasEvent.WidgetRestored(var id, _, _) -> remove(id);
            case CanvasEvent.WidgetRemoved(var id, _) -> restore(id);
            case CanvasEvent.WidgetMoved(var id, var position, var from, _) ->
                    free(id).filter(widget -> widget.position().equals(position))
                            .filter(widget -> room(id, new Place(from, widget.size())))
                            .ifPresent(_ -> WidgetPlacing.move(draft, id, from, position));
            case CanvasEvent.WidgetResized(var id, var size, var from, _) ->
                    free(id).filter(widget -> widget.size().equals(size))
                            .filter(widget -> room(id, new Place(widget.position(), from)))
                            .ifPresent(_ -> WidgetPlacing.resize(draft, id, from, size));
            case CanvasEvent.WidgetLocked locked -> unlock(locked);
            case CanvasEvent.WidgetRaised(var id, var z, var was) ->
                    present(id)
                            .filter(widget -> widget.z() == z)
                            .ifPresent(_ -> draft.add(new CanvasEvent.WidgetRaised(id, was, z)));
            case CanvasEvent.WidgetRenamed(var id, var title, var was) ->
                    present(id)
                            .filter(widget -> widget.title().equals(title))
                            .ifPresent(
                                    _ -> draft.add(new CanvasEvent.WidgetRenamed(id, was, title)));
            case CanvasEvent.WidgetUpgraded(var id, var version, _, _, var was) ->
                    present(id)
                            .filter(widget -> widget.appVersion().equals(version))
                            .ifPresent(widget -> draft.add(WidgetReleases.event(id, was, widget)));
            case CanvasEvent.ScreenArranged e -> ScreenRules.takeBack(draft, e);
            case CanvasEvent.LayoutLoaded loaded -> revert(loaded);
            case CanvasEvent.LayoutReverted(var layout, var places, var removed, var was) ->
                    loadAgain(layout, places, removed, was);
            case CanvasEvent.Created _,
                    CanvasEvent.LayoutSaved _,
                    CanvasEvent.CommentAdded _,
                    CanvasEvent.CommentEdited _,
                    CanvasEvent.CommentResolved _,
                    CanvasEvent.CommentRemoved _,
                    CanvasEvent.CommentRestored _,
                    CanvasEvent.MemberJoined _,
                    CanvasEvent.MemberRoleChanged _,
                    CanvasEvent.MemberRemoved _,
                    CanvasEvent.LinkCreated _,
                    CanvasEvent.LinkRevoked _,
                    CanvasEvent.Deleted _,
                    CanvasEvent.Restored _ -> {}
        }
    }

    private void grid(Grid grid, Grid was) {
        var now = draft.state().grid();
        var back =
                new Grid(
                        now.columns() == grid.columns() ? was.columns() : now.columns(),
                        now.rowHeight() == grid.rowHeight() ? was.rowHeight() : now.rowHeight(),
                        now.gap() == grid.gap() ? was.gap() : now.gap(),
                        now.collision() == grid.collision() ? was.collision() : now.collision());
        boolean fits = WidgetPlacing.unfit(draft.state().spots(), back).isEmpty();
        if (role.mayOwn() && fits && !back.equals(now)) {
            draft.shift(Map.of(), pushed -> new CanvasEvent.GridConfigured(back, now, pushed));
        }
    }

    private void unlock(CanvasEvent.WidgetLocked e) {
        var widget = present(e.widget()).filter(now -> now.locked() == e.locked());
        if (widget.isEmpty()) {
            return;
        }
        var from = e.from();
        boolean back =
                from != null
                        && widget.get().position().equals(e.position())
                        && room(e.widget(), new Place(from, widget.get().size()));
        WidgetPlacing.lock(
                draft, e.widget(), !e.locked(), back ? from : null, back ? e.position() : null);
    }

    private void remove(String id) {
        free(id).ifPresent(_ -> WidgetPlacing.remove(draft, id));
    }

    private void restore(String id) {
        var state = draft.state();
        var widget = state.widgets().get(id);
        if (widget != null
                && widget.removed()
                && !WidgetPlacing.full(state, 1)
                && widget.size().w() <= state.grid().columns()
                && !WidgetPlacing.overlaps(state, id, widget.spot())) {
            WidgetPlacing.restore(draft, id, widget);
        }
    }

    private void revert(CanvasEvent.LayoutLoaded loaded) {
        var places = new TreeMap<String, Place>();
        var was = new TreeMap<String, Place>();
        var removed = new ArrayList<String>();
        loaded.places()
                .forEach((id, place) -> {
                    var before = loaded.before().get(id);
                    if (before != null && stillAt(id, place)) {
                        places.put(id, before);
                        was.put(id, place);
                        if (loaded.restored().contains(id)) {
                            removed.add(id);
                        }
                    }
                });
        if (places.isEmpty()) {
            return;
        }
        var spots = draft.state().spots();
        places.forEach((id, place) ->
                spots.put(id, new Arrangement.Spot(place.position(), place.size(), false)));
        spots.keySet().removeAll(removed);
        if (WidgetPlacing.unfit(spots, draft.state().grid()).isEmpty()) {
            draft.add(new CanvasEvent.LayoutReverted(loaded.layout(), places, removed, was));
        }
    }

    private void loadAgain(
            String layout,
            Map<String, Place> places,
            List<String> removed,
            Map<String, Place> was) {
        var wanted = new TreeMap<String, Place>();
        was.forEach((id, place) -> {
            boolean unchanged =
                    removed.contains(id)
                            ? Optional.ofNullable(draft.state().widgets().get(id))
                                    .filter(Widget::removed)
                                    .isPresent()
                            : stillAt(id, Objects.requireNonNull(places.get(id)));
            if (unchanged) {
                wanted.put(id, place);
            }
        });
        if (LayoutRules.load(draft.state(), layout, wanted, null)
                instanceof Decision.Accepted<CanvasEvent>(var events)) {
            events.forEach(draft::add);
        }
    }

    private boolean stillAt(String id, Place place) {
        return free(id).filter(widget -> widget.place().equals(place)).isPresent();
    }

    private Optional<Widget> present(String id) {
        return Optional.ofNullable(draft.state().widgets().get(id))
                .filter(widget -> !widget.removed());
    }

    private Optional<Widget> free(String id) {
        return present(id).filter(widget -> !widget.locked());
    }

    /** A place of a wider grid is no obstacle: it is shown at the edge, as it was before. */
    private boolean room(String id, Place place) {
        var state = draft.state();
        var spot = new Arrangement.Spot(place.position(), place.size(), false);
        return place.size().w() <= state.grid().columns()
                && !WidgetPlacing.overlaps(state, id, spot);
    }

    private static Set<String> gridProperties(Grid grid, Grid was) {
        var changed = new HashSet<String>();
        if (grid.columns() != was.columns()) {
            changed.add("columns");
        }
        if (grid.rowHeight() != was.rowHeight()) {
            changed.add("row height");
        }
        if (grid.gap() != was.gap()) {
            changed.add("gap");
        }
        if (grid.collision() != was.collision()) {
            changed.add("collision");
        }
        return changed;
    }

    private static Set<String> arranged(Map<String, Place> places, List<String> presence) {
        var changed = new HashSet<String>();
        places.keySet().forEach(id -> changed.add("place of " + id));
        presence.forEach(id -> changed.add(presence(id)));
        return changed;
    }

    private static String presence(String id) {
        return "presence of " + id;
    }
}

package gesso.cluster.canvas;

import gesso.cluster.canvas.Canvas.Layout;
import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.canvas.Canvas.Link;
import gesso.cluster.canvas.Canvas.Widget;
import gesso.cluster.live.Recorded;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView.CommentView;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.ScreenPlaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What an event makes of a canvas. Total: an event that does not fit the state changes revision and
 * instant only, for it has happened. One step under construction, confined to {@link #evolve}.
 */
final class CanvasFold {
    private final Recorded<CanvasEvent> recorded;
    private Life life;
    private String title;
    private Grid grid;
    private long access;
    private SortedMap<String, Widget> widgets;
    private SortedMap<String, Layout> layouts;
    private SortedMap<String, Role> members;
    private SortedMap<String, Link> links;
    private SortedMap<String, CommentView> comments;
    private CanvasEvent.@Nullable Lineage from;
    private final Set<String> changed = new HashSet<>();
    private boolean regridded;

    private CanvasFold(Canvas before, Recorded<CanvasEvent> recorded) {
        this.recorded = recorded;
        this.life = before.life();
        this.title = before.title();
        this.grid = before.grid();
        this.access = before.access();
        this.widgets = before.widgets();
        this.layouts = before.layouts();
        this.members = before.members();
        this.links = before.links();
        this.comments = before.comments();
        this.from = before.from();
    }

    static Canvas evolve(Canvas before, Recorded<CanvasEvent> recorded) {
        var step = new CanvasFold(before, recorded);
        step.apply(recorded.event());
        return new Canvas(
                step.life,
                step.title,
                step.grid,
                recorded.revision(),
                recorded.origin().at(),
                step.access,
                step.widgets,
                step.layouts,
                step.members,
                step.links,
                step.comments,
                step.from,
                step.shown(before.shown()));
    }

    private PMap<String, Position> shown(PMap<String, Position> before) {
        if (regridded || !changed.isEmpty() && !Arrangement.isEachByItself(grid)) {
            return rearranged(before);
        }
        var shown = before;
        for (var id : changed) {
            var widget = widgets.get(id);
            shown =
                    widget == null || widget.removed()
                            ? shown.minus(id)
                            : shown.plus(id, Arrangement.alone(widget.spot(), grid));
        }
        return shown;
    }

    private PMap<String, Position> rearranged(PMap<String, Position> before) {
        var ids = new ArrayList<String>(widgets.size());
        var spots = new ArrayList<Arrangement.Spot>(widgets.size());
        widgets.forEach((id, widget) -> {
            if (!widget.removed()) {
                ids.add(id);
                spots.add(widget.spot());
            }
        });
        return Arrangement.changed(before, ids, spots, grid);
    }

    private void apply(CanvasEvent event) {
        switch (event) {
            case CanvasEvent.Created(var name, var first, var lineage) -> {
                created(name, first);
                from = lineage;
            }
            case CanvasEvent.Renamed(var name, _) -> title = name;
            case CanvasEvent.GridConfigured(var next, _, _) -> {
                grid = next;
                regridded = true;
            }
            case CanvasEvent.WidgetAdded added -> added(added);
            case CanvasEvent.WidgetMoved(var id, var position, _, _) ->
                    change(id, widget -> widget.at(position));
            case CanvasEvent.WidgetResized(var id, var size, _, _) ->
                    change(id, widget -> widget.sized(size));
            case CanvasEvent.WidgetRemoved(var id, _) -> remove(id);
            case CanvasEvent.WidgetRestored(var id, var position, _) -> {
                change(id, widget -> widget.removed(false).at(position));
                access();
            }
            case CanvasEvent.WidgetLocked(var id, var locked, var position, _, _) ->
                    change(
                            id,
                            widget ->
                                    (position == null ? widget : widget.at(position))
                                            .locked(locked));
            case CanvasEvent.WidgetRaised(var id, var z, _) ->
                    dress(id, widget -> widget.raised(z));
            case CanvasEvent.WidgetRenamed(var id, var name, _) ->
                    dress(id, widget -> widget.titled(name));
            case CanvasEvent.WidgetUpgraded(var id, var version, var min, var max, _) -> {
                dress(id, widget -> widget.released(version, min, max));
                access();
            }
            case CanvasEvent.ScreenArranged e -> widgets = arranged(widgets, e);
            case CanvasEvent.LayoutSaved(var id, var name, var places, var screens) ->
                    keep(id, name, false, places, screens);
            case CanvasEvent.LayoutLoaded loaded -> loaded(loaded);
            case CanvasEvent.LayoutReverted(_, var places, var removed, _) -> {
                place(places);
                removed.forEach(this::remove);
            }
            case CanvasEvent.CommentAdded e ->
                    comments = CommentFold.add(persistent(comments), e, recorded.origin());
            case CanvasEvent.CommentEdited e ->
                    comments = CommentFold.edit(persistent(comments), e, recorded.origin());
            case CanvasEvent.CommentResolved e ->
                    comments = CommentFold.resolve(persistent(comments), e, recorded.origin());
            case CanvasEvent.CommentRemoved(var id) ->
                    comments = CommentFold.remove(persistent(comments), id);
            case CanvasEvent.CommentRestored(var id, var was) -> comments = with(comments, id, was);
            case CanvasEvent.MemberJoined(var user, var role, _) -> member(user, role);
            case CanvasEvent.MemberRoleChanged(var user, var role, _) -> member(user, role);
            case CanvasEvent.MemberRemoved(var user, _) -> {
                members = persistent(members).minus(user);
                access();
            }
            case CanvasEvent.LinkCreated(var id, var role, var hash, var expiresAt) ->
                    link(id, new Link(role, hash, expiresAt, false));
            case CanvasEvent.LinkRevoked(var id) -> {
                var link = links.get(id);
                if (link != null) {
                    link(id, new Link(link.role(), link.hash(), link.expiresAt(), true));
                }
            }
            case CanvasEvent.Deleted _ -> {
                life = Life.DELETED;
                access();
            }
            case CanvasEvent.Restored _ -> {
                life = Life.LIVE;
                access();
            }
        }
    }

    private void created(String name, Grid first) {
        life = Life.LIVE;
        title = name;
        grid = first;
        member(recorded.origin().user(), Role.OWNER);
    }

    private void added(CanvasEvent.WidgetAdded e) {
        widgets =
                with(
                        widgets,
                        e.widget(),
                        new Widget(
                                e.appId(),
                                e.appVersion(),
                                e.backend(),
                                e.title(),
                                e.position(),
                                e.size(),
                                e.min(),
                                e.max(),
                                e.z(),
                                false,
                                false,
                                e.config(),
                                null));
        changed.add(e.widget());
        access();
    }

    private void remove(String id) {
        change(id, widget -> widget.removed(true));
        access();
    }

    private void loaded(CanvasEvent.LayoutLoaded e) {
        var screens = e.saved() == null ? null : ScreenRules.kept(widgets);
        e.restored().forEach(id -> change(id, widget -> widget.removed(false)));
        place(e.places());
        if (!e.restored().isEmpty()) {
            access();
        }
        var saved = e.saved();
        if (saved != null) {
            var kept = new TreeMap<>(e.before());
            kept.keySet().removeAll(e.restored());
            keep(saved.layout(), saved.name(), true, kept, screens);
            forgetOldest();
        }
    }

    private void keep(
            String id,
            String name,
            boolean kept,
            Map<String, Place> places,
            @Nullable ScreenPlaces screens) {
        Origin origin = recorded.origin();
        layouts =
                with(
                        layouts,
                        id,
                        new Layout(
                                name,
                                origin.user(),
                                origin.at(),
                                recorded.revision(),
                                kept,
                                new TreeMap<>(places),
                                screens));
    }

    private void forgetOldest() {
        var kept = layouts.entrySet().stream().filter(e -> e.getValue().kept()).toList();
        if (kept.size() > CanvasLimits.LAYOUTS_KEPT) {
            kept.stream()
                    .min(Comparator.comparingLong(e -> e.getValue().revision()))
                    .ifPresent(oldest -> layouts = persistent(layouts).minus(oldest.getKey()));
        }
    }

    private void place(Map<String, Place> places) {
        places.forEach((id, place) -> change(id, widget -> widget.placed(place)));
    }

    private void member(String user, Role role) {
        members = with(members, user, role);
        access();
    }

    private void link(String id, Link link) {
        links = with(links, id, link);
        access();
    }

    private void access() {
        access = recorded.revision();
    }

    private void change(String id, UnaryOperator<Widget> how) {
        changed.add(id);
        dress(id, how);
    }

    /** Changes of a widget that leave all widgets where they are. */
    private void dress(String id, UnaryOperator<Widget> how) {
        var widget = widgets.get(id);
        if (widget != null) {
            widgets = with(widgets, id, how.apply(widget));
        }
    }

    static SortedMap<String, Widget> arranged(
            SortedMap<String, Widget> widgets, CanvasEvent.ScreenArranged e) {
        var next = persistent(widgets);
        for (var id : ScreenRules.ids(e)) {
            var widget = next.get(id);
            if (widget != null) {
                next = next.plus(id, widget.on(e.screen(), e.places().get(id)));
            }
        }
        return next;
    }

    private static <V> SortedMap<String, V> with(SortedMap<String, V> map, String key, V value) {
        return persistent(map).plus(key, value);
    }

    /** One that shares all but the changed path with the one before. */
    private static <V> TreePMap<String, V> persistent(SortedMap<String, V> map) {
        return map instanceof TreePMap<String, V> shared ? shared : TreePMap.fromSortedMap(map);
    }
}

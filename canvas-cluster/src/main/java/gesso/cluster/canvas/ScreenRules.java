package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.canvas.Arrangement.Spot;
import gesso.cluster.canvas.Canvas.Widget;
import gesso.cluster.live.Decision;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.ScreenPlaces;
import gesso.protocol.canvas.Screens;
import gesso.protocol.canvas.Size;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where widgets are on smaller screens. A widget that nobody has placed there follows the desktop
 * and makes room for those that somebody has placed, so nothing needs to be known of where it is:
 * that is for the page to say. What is placed obeys the grid's rule for collisions, as on the
 * desktop.
 */
final class ScreenRules {
    private static final Screens NONE = Screens.NONE;

    private ScreenRules() {}

    /**
     * Of one widget; what is not given stays, or comes from the desktop when it was never given.
     */
    static Decision<CanvasEvent> place(
            Canvas state,
            String id,
            Screen screen,
            @Nullable Position position,
            @Nullable Size size) {
        var widget = state.widgets().get(id);
        if (widget == null || widget.removed()) {
            return WidgetPlacing.missing(widget);
        }
        var placed = on(widget, screen);
        int columns = screen.columns(state.grid());
        var from = fitted(placed == null ? widget.place() : placed, columns);
        var to = Objects.requireNonNullElse(position, from.position());
        var large = Objects.requireNonNullElse(size, from.size());
        return arrange(state, screen, Map.of(id, new Place(to, large)));
    }

    static Decision<CanvasEvent> arrange(Canvas state, CanvasCommand.ArrangeScreen c) {
        return arrange(state, c.screen(), c.places());
    }

    private static Decision<CanvasEvent> arrange(
            Canvas state, Screen screen, Map<String, Place> wanted) {
        int columns = screen.columns(state.grid());
        var places = new TreeMap<String, Place>();
        for (var entry : wanted.entrySet()) {
            var widget = state.widgets().get(entry.getKey());
            if (widget == null || widget.removed()) {
                return WidgetPlacing.missing(widget);
            }
            var before = on(widget, screen);
            var place = entry.getValue();
            if (place.equals(before)) {
                continue;
            }
            // A locked one may get the place where it is seen, once: others are arranged around it.
            if (isHeld(widget, screen) && before != null) {
                return refuse(Refusal.CONFLICT, "the widget is locked");
            }
            var bad = misfit(place, widget, columns);
            if (bad.isPresent()) {
                return bad.get();
            }
            places.put(entry.getKey(), place);
        }
        if (places.isEmpty()) {
            return nothing();
        }
        var event = event(state, screen, places, places.keySet());
        return overlapping(after(state, event), state.grid(), screen, places.keySet()).isEmpty()
                ? accept(event)
                : refuse(Refusal.CONFLICT, "the place is taken");
    }

    /** Locked widgets stay where they are. */
    static Decision<CanvasEvent> reset(Canvas state, CanvasCommand.ResetScreen c) {
        var only = c.widget();
        if (only != null) {
            var widget = state.widgets().get(only);
            if (widget == null || widget.removed()) {
                return WidgetPlacing.missing(widget);
            }
            if (isHeld(widget, c.screen())) {
                return refuse(Refusal.CONFLICT, "the widget is locked");
            }
        }
        var gone = new HashSet<String>();
        placed(state.widgets(), c.screen())
                .forEach((id, _) -> {
                    var widget = Objects.requireNonNull(state.widgets().get(id));
                    if (!isHeld(widget, c.screen()) && (only == null || only.equals(id))) {
                        gone.add(id);
                    }
                });
        return gone.isEmpty() ? nothing() : accept(event(state, c.screen(), Map.of(), gone));
    }

    /** Of these, whatever would lie over another one under {@code reject} follows the desktop. */
    static void clear(Draft draft, Collection<String> ids) {
        for (var screen : Screen.values()) {
            var state = draft.state();
            var over = overlapping(state.widgets(), state.grid(), screen, ids);
            if (!over.isEmpty()) {
                draft.add(event(state, screen, Map.of(), over));
            }
        }
    }

    /** What a layout keeps; null when nobody has arranged a smaller screen. */
    static @Nullable ScreenPlaces kept(SortedMap<String, Widget> widgets) {
        var tablet = placed(widgets, Screen.TABLET);
        var phone = placed(widgets, Screen.PHONE);
        return tablet.isEmpty() && phone.isEmpty()
                ? null
                : new ScreenPlaces(
                        tablet.isEmpty() ? null : tablet, phone.isEmpty() ? null : phone);
    }

    /**
     * A layout is loaded. A screen that nobody had arranged when it was saved stays as it is.
     *
     * @param ids the layout's widgets
     * @return whether a screen has changed
     */
    static boolean load(Draft draft, @Nullable ScreenPlaces kept, Set<String> ids) {
        var before = draft.state();
        for (var screen : Screen.values()) {
            var saved = kept == null ? null : kept.on(screen);
            if (saved != null) {
                load(draft, screen, saved, ids);
            }
        }
        clear(draft, ids);
        return draft.state() != before;
    }

    private static void load(
            Draft draft, Screen screen, Map<String, Place> saved, Set<String> ids) {
        var state = draft.state();
        var places = new TreeMap<String, Place>();
        var changed = new HashSet<String>();
        for (var id : ids) {
            var widget = state.widgets().get(id);
            if (widget == null || isHeld(widget, screen)) {
                continue;
            }
            var place = saved.get(id);
            if (!Objects.equals(place, on(widget, screen))) {
                changed.add(id);
                if (place != null) {
                    places.put(id, place);
                }
            }
        }
        if (!changed.isEmpty()) {
            draft.add(event(state, screen, places, changed));
        }
    }

    /** What is still as the event left it goes back, as far as there is room. */
    static void takeBack(Draft draft, CanvasEvent.ScreenArranged e) {
        var state = draft.state();
        var places = new TreeMap<String, Place>();
        var changed = new HashSet<String>();
        for (var id : ids(e)) {
            var widget = state.widgets().get(id);
            boolean same =
                    widget != null
                            && !widget.removed()
                            && !isHeld(widget, e.screen())
                            && Objects.equals(on(widget, e.screen()), e.places().get(id));
            if (same) {
                changed.add(id);
                var was = e.was().get(id);
                if (was != null) {
                    places.put(id, was);
                }
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        var event = event(state, e.screen(), places, changed);
        var then = after(state, event);
        if (overlapping(then, state.grid(), e.screen(), places.keySet()).isEmpty()) {
            draft.add(event);
        }
    }

    static Set<String> ids(CanvasEvent.ScreenArranged e) {
        var ids = new HashSet<>(e.places().keySet());
        ids.addAll(e.was().keySet());
        return ids;
    }

    /** In a phone's one column a place is a turn: it passes on with the others' turns. */
    private static boolean isHeld(Widget widget, Screen screen) {
        return widget.locked() && screen == Screen.TABLET;
    }

    static @Nullable Place on(Widget widget, Screen screen) {
        return Objects.requireNonNullElse(widget.screens(), NONE).on(screen);
    }

    private static CanvasEvent.ScreenArranged event(
            Canvas state, Screen screen, Map<String, Place> places, Set<String> changed) {
        var was = new TreeMap<String, Place>();
        for (var id : changed) {
            var before = on(Objects.requireNonNull(state.widgets().get(id)), screen);
            if (before != null) {
                was.put(id, before);
            }
        }
        return new CanvasEvent.ScreenArranged(screen, places, was);
    }

    private static SortedMap<String, Widget> after(Canvas state, CanvasEvent.ScreenArranged event) {
        return CanvasFold.arranged(state.widgets(), event);
    }

    /** Which of these lie over another one that somebody has placed, where that is refused. */
    private static Set<String> overlapping(
            SortedMap<String, Widget> widgets,
            Grid desktop,
            Screen screen,
            Collection<String> ids) {
        var over = new HashSet<String>();
        // A phone has one column: its places are an order, nothing can lie over anything.
        if (desktop.collision() != Collision.REJECT || screen == Screen.PHONE) {
            return over;
        }
        int columns = screen.columns(desktop);
        var grid = withColumns(desktop, columns);
        var spots = new TreeMap<String, Spot>();
        placed(widgets, screen).forEach((id, place) -> spots.put(id, spot(place, columns)));
        for (var id : ids) {
            var own = spots.get(id);
            boolean taken =
                    own != null
                            && spots.entrySet().stream()
                                    .filter(other -> !other.getKey().equals(id))
                                    .filter(other -> !over.contains(other.getKey()))
                                    .anyMatch(other ->
                                            Arrangement.overlap(own, other.getValue(), grid));
            if (taken) {
                over.add(id);
            }
        }
        return over;
    }

    /** Widgets on the canvas that somebody has placed on this screen. */
    private static Map<String, Place> placed(SortedMap<String, Widget> widgets, Screen screen) {
        var places = new TreeMap<String, Place>();
        widgets.forEach((id, widget) -> {
            var place = widget.removed() ? null : on(widget, screen);
            if (place != null) {
                places.put(id, place);
            }
        });
        return places;
    }

    private static Spot spot(Place place, int columns) {
        var fit = fitted(place, columns);
        return new Spot(fit.position(), fit.size(), false);
    }

    /** Columns may have become fewer since it was placed. */
    private static Place fitted(Place place, int columns) {
        int w = Math.min(place.size().w(), columns);
        int x = Math.min(place.position().x(), columns - w);
        return new Place(new Position(x, place.position().y()), new Size(w, place.size().h()));
    }

    private static Grid withColumns(Grid grid, int columns) {
        return new Grid(columns, grid.rowHeight(), grid.gap(), grid.collision());
    }

    /** The app's limits, as far as the screen has columns for them. */
    private static Optional<Decision<CanvasEvent>> misfit(Place place, Widget widget, int columns) {
        var size = place.size();
        int least = Math.min(widget.min().w(), columns);
        int most = Math.min(widget.max().w(), columns);
        if (size.w() < least || size.w() > most) {
            return Optional.of(invalid("size.w", "must be from " + least + " to " + most));
        }
        if (size.h() < widget.min().h() || size.h() > widget.max().h()) {
            return Optional.of(
                    invalid(
                            "size.h",
                            "must be from " + widget.min().h() + " to " + widget.max().h()));
        }
        var at = place.position();
        return at.x() + size.w() <= columns
                ? Optional.empty()
                : Optional.of(
                        invalid(
                                "position.x",
                                "the widget must end within " + columns + " columns"));
    }

    static List<String> properties(CanvasEvent.ScreenArranged e) {
        return ids(e).stream().map(id -> e.screen().code() + " place of " + id).toList();
    }
}

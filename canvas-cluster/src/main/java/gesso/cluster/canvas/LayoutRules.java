package gesso.cluster.canvas;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import gesso.cluster.canvas.Arrangement.Spot;
import gesso.cluster.live.Decision;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Named arrangements. Loading one moves, resizes and restores widgets, leaves locked ones and those
 * that it does not know, never touches what is in them, and keeps the arrangement of before.
 */
final class LayoutRules {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private LayoutRules() {}

    static Decision<CanvasEvent> save(Canvas state, String name, Origin origin) {
        if (CanvasRules.tooLong(name)) {
            return CanvasRules.badTitle("name");
        }
        long saved = state.layouts().values().stream().filter(layout -> !layout.kept()).count();
        if (saved >= CanvasLimits.LAYOUTS) {
            return refuse(Refusal.TOO_LARGE, "a canvas has " + CanvasLimits.LAYOUTS + " layouts");
        }
        return accept(
                new CanvasEvent.LayoutSaved(
                        id(origin), name, present(state), ScreenRules.kept(state.widgets())));
    }

    static Decision<CanvasEvent> load(Canvas state, String id, Origin origin) {
        var layout = state.layouts().get(id);
        if (layout == null) {
            return refuse(Refusal.NOT_FOUND, "there is no such layout");
        }
        var time = TIME.format(Instant.ofEpochMilli(HybridClock.millis(origin.at())));
        var saved = new CanvasEvent.SavedLayout(id(origin), "Before loading, " + time);
        var loaded = load(state, id, layout.places(), saved);
        return loaded instanceof Decision.Accepted<CanvasEvent>(var events)
                ? withScreens(state, origin, id, layout, saved, events)
                : loaded;
    }

    /** Each smaller screen that the layout knows has an event of its own. */
    private static Decision<CanvasEvent> withScreens(
            Canvas state,
            Origin origin,
            String id,
            Canvas.Layout layout,
            CanvasEvent.SavedLayout saved,
            List<CanvasEvent> loaded) {
        var draft = new Draft(state, origin);
        loaded.forEach(draft::add);
        if (loaded.isEmpty()) {
            draft.add(new CanvasEvent.LayoutLoaded(id, Map.of(), List.of(), present(state), saved));
        }
        boolean more = ScreenRules.load(draft, layout.screens(), layout.places().keySet());
        return loaded.isEmpty() && !more ? nothing() : draft.done();
    }

    /**
     * @param saved null when a loading that was taken back is done again
     */
    static Decision<CanvasEvent> load(
            Canvas state,
            String id,
            Map<String, Place> wanted,
            CanvasEvent.@Nullable SavedLayout saved) {
        var places = new TreeMap<String, Place>();
        var before = present(state);
        var restored = new ArrayList<String>();
        var spots = state.spots();
        wanted.forEach((widget, place) -> {
            var known = state.widgets().get(widget);
            if (known == null || known.locked()) {
                return;
            }
            if (known.removed()) {
                restored.add(widget);
            } else if (known.place().equals(place)) {
                return;
            }
            places.put(widget, place);
            before.put(widget, known.place());
            spots.put(widget, new Spot(place.position(), place.size(), false));
        });
        if (places.isEmpty()) {
            return nothing();
        }
        if (WidgetPlacing.full(state, restored.size())) {
            return refuse(Refusal.TOO_LARGE, "a canvas holds " + CanvasLimits.WIDGETS + " widgets");
        }
        var unfit = WidgetPlacing.unfit(spots, state.grid());
        return unfit.isPresent()
                ? refuse(Refusal.CONFLICT, unfit.get())
                : accept(
                        new CanvasEvent.LayoutLoaded(
                                id, places, List.copyOf(restored), before, saved));
    }

    private static SortedMap<String, Place> present(Canvas state) {
        var places = new TreeMap<String, Place>();
        state.widgets()
                .forEach((id, widget) -> {
                    if (!widget.removed()) {
                        places.put(id, widget.place());
                    }
                });
        return places;
    }

    private static String id(Origin origin) {
        return Sums.id("layout", origin.client(), origin.op());
    }
}

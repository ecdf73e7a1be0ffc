package gesso.cluster.canvas;

import gesso.protocol.Origin;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasEvent.Lineage;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.ScreenPlaces;
import gesso.protocol.entity.Command;
import gesso.protocol.widget.WidgetEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a new canvas is made of: another one at a closed instant, with the data of its widgets. Read
 * on this node for one decision; it never travels.
 *
 * @param seeds the first event of each widget that was there
 */
record Fork(CanvasCommand.Fork wanted, Canvas source, Map<String, WidgetEvent.Seeded> seeds)
        implements Command {

    /**
     * Members, links, comments and what had been removed stay behind.
     *
     * @param origin gives the widgets their new ids
     */
    List<CanvasEvent> events(Origin origin) {
        var events = new ArrayList<CanvasEvent>();
        var lineage = new Lineage(wanted.canvas(), wanted.at());
        events.add(new CanvasEvent.Created(title(), source.grid(), lineage));
        source.widgets()
                .forEach((id, widget) -> {
                    if (!widget.removed()) {
                        events.add(added(renamed(origin, id), widget));
                    }
                });
        var kept = there(origin, ScreenRules.kept(source.widgets()));
        for (var screen : Screen.values()) {
            var places = kept == null ? null : kept.on(screen);
            if (places != null) {
                events.add(new CanvasEvent.ScreenArranged(screen, places, Map.of()));
            }
        }
        source.widgets()
                .forEach((id, widget) -> {
                    if (!widget.removed() && widget.locked()) {
                        events.add(
                                new CanvasEvent.WidgetLocked(
                                        renamed(origin, id), true, null, null, null));
                    }
                });
        source.layouts()
                .forEach((id, layout) ->
                        events.add(
                                new CanvasEvent.LayoutSaved(
                                        id,
                                        layout.name(),
                                        there(origin, layout.places()),
                                        there(origin, layout.screens()))));
        return events;
    }

    String title() {
        var given = wanted.title();
        return given == null ? source.title() : given;
    }

    private static CanvasEvent added(String id, Canvas.Widget widget) {
        return new CanvasEvent.WidgetAdded(
                id,
                widget.appId(),
                widget.appVersion(),
                widget.backend(),
                widget.title(),
                widget.position(),
                widget.size(),
                widget.min(),
                widget.max(),
                widget.z(),
                widget.config(),
                null);
    }

    /** By their new ids. */
    Map<String, WidgetEvent.Seeded> seeds(Origin origin) {
        var renamed = new TreeMap<String, WidgetEvent.Seeded>();
        seeds.forEach((id, seed) -> renamed.put(renamed(origin, id), seed));
        return renamed;
    }

    private Map<String, Place> there(Origin origin, Map<String, Place> places) {
        var kept = new TreeMap<String, Place>();
        places.forEach((id, place) -> {
            if (seeds.containsKey(id)) {
                kept.put(renamed(origin, id), place);
            }
        });
        return kept;
    }

    private @Nullable ScreenPlaces there(Origin origin, @Nullable ScreenPlaces screens) {
        if (screens == null) {
            return null;
        }
        var tablet = screens.tablet();
        var phone = screens.phone();
        return new ScreenPlaces(
                tablet == null ? null : there(origin, tablet),
                phone == null ? null : there(origin, phone));
    }

    /** An app's address has the widget alone in it: no two canvases may share one. */
    private static String renamed(Origin origin, String widget) {
        var name = String.join("\n", "fork", origin.client(), origin.op(), widget);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

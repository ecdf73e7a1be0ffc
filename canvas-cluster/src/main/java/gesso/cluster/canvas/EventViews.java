package gesso.cluster.canvas;

import gesso.protocol.entity.EventView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the canvas must know of events by their names alone. */
final class EventViews {
    private static final Set<String> TAKES_AWAY =
            Set.of("widget-removed", "member-role-changed", "member-removed", "deleted");

    private EventViews() {}

    static @Nullable String undoes(EventView event) {
        return event.origin().undoes();
    }

    static @Nullable String redoes(EventView event) {
        return event.origin().redoes();
    }

    /** Somebody may do less after it, or a widget is gone: nobody must act as if it were not so. */
    static boolean takeAway(List<EventView> events) {
        return events.stream()
                .anyMatch(event ->
                        isOfCanvas(event)
                                && (TAKES_AWAY.contains(event.type())
                                        || !event.data().path("removed").isEmpty()));
    }

    /** Widgets have come or gone. */
    static boolean changesAccess(EventView event) {
        return isOfCanvas(event)
                && (event.type().equals("widget-added")
                        || event.type().equals("widget-removed")
                        || event.type().equals("widget-restored")
                        || !event.data().path("restored").isEmpty()
                        || !event.data().path("removed").isEmpty());
    }

    private static boolean isOfCanvas(EventView event) {
        return event.of().equals(EventView.CANVAS);
    }
}

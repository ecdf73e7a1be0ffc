package gesso.cluster.canvas;

import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.protocol.Origin;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One decision under construction: the events so far and the canvas that they lead to. */
final class Draft {
    private final Origin origin;
    private final List<CanvasEvent> events = new ArrayList<>();
    private Canvas state;

    Draft(Canvas state, Origin origin) {
        this.state = state;
        this.origin = origin;
    }

    /** An event that changes where widgets are shown, for the places that it changes of others. */
    interface Shift {
        CanvasEvent with(@Nullable Map<String, Position> pushed);
    }

    Canvas state() {
        return state;
    }

    Draft add(CanvasEvent event) {
        events.add(event);
        state = after(event);
        return this;
    }

    /**
     * @param said the places that the event itself tells
     */
    Draft shift(Map<String, Position> said, Shift shift) {
        var before = state.shown();
        state = after(shift.with(null));
        var pushed = new TreeMap<String, Position>();
        if (state.grid().collision() == Collision.PUSH) {
            state.shown()
                    .forEach((id, now) -> {
                        var known = said.getOrDefault(id, before.get(id));
                        if (!now.equals(known)) {
                            pushed.put(id, now);
                        }
                    });
        }
        events.add(shift.with(pushed.isEmpty() ? null : pushed));
        return this;
    }

    Decision<CanvasEvent> done() {
        return new Decision.Accepted<>(List.copyOf(events));
    }

    private Canvas after(CanvasEvent event) {
        return CanvasFold.evolve(state, new Recorded<>(state.revision() + 1, origin, event));
    }
}

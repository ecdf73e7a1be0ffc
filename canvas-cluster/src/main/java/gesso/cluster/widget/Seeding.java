package gesso.cluster.widget;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;

/**
 * A widget that starts as a copy: what another one shows is taken apart again into what everybody
 * may patch and what the backend keeps.
 */
final class Seeding {
    private Seeding() {}

    static <S> Decision<WidgetEvent> decide(Widget<S> state, WidgetCommand.Seed seed) {
        return state.revision() > 0
                ? refuse(Refusal.CONFLICT, "something has happened to the widget already")
                : accept(
                        new WidgetEvent.Seeded(
                                seed.app(), seed.version(), seed.config(), seed.state()));
    }

    static <S, E> Widget<S> evolve(
            MicroAppBackend<S, E> backend,
            Widget<S> state,
            WidgetEvent.Seeded seeded,
            long revision,
            long at) {
        var shared = Json.object();
        var own = Json.object();
        for (var entry : seeded.state().properties()) {
            var part = backend.keys().contains(entry.getKey()) ? own : shared;
            part.set(entry.getKey(), entry.getValue());
        }
        JsonNode config = seeded.config();
        return new Widget<>(
                state.start(),
                config,
                shared,
                SharedState.EMPTY_BYTES + SharedState.growth(Json.object(), shared),
                backend.restore(own),
                revision,
                at);
    }
}

package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Skipped;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.entity.EventView;
import gesso.protocol.widget.WidgetEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes widget events back, newest first: what is still as the event left it goes back, the rest
 * stays and is reported. What an app merely emitted cannot be taken back.
 */
final class WidgetUndo<S, E> {
    private final WidgetRules<S, E> rules;

    WidgetUndo(WidgetRules<S, E> rules) {
        this.rules = rules;
    }

    Decision<WidgetEvent> compensate(Widget<S> start, List<EventView> step, Origin origin) {
        var state = start;
        var made = new ArrayList<WidgetEvent>();
        for (var view : step.reversed()) {
            if (back(state, rules.event(view), origin)
                    instanceof Decision.Accepted<WidgetEvent>(var events)) {
                for (var next : events) {
                    made.add(next);
                    state = rules.evolve(state, new Recorded<>(state.revision() + 1, origin, next));
                }
            }
        }
        return new Decision.Accepted<>(List.copyOf(made));
    }

    JsonNode answer(List<EventView> step, List<WidgetEvent> made) {
        var touched = new HashSet<String>();
        made.forEach(event -> touched.addAll(properties(event)));
        return Skipped.answer(Skipped.of(step, view -> properties(rules.event(view)), touched));
    }

    private Decision<WidgetEvent> back(Widget<S> state, WidgetEvent event, Origin origin) {
        var backend = rules.backend();
        return switch (event) {
            case WidgetEvent.Configured(var config, var was) ->
                    Json.same(state.config(), config)
                            ? rules.configure(state, was)
                            : Decision.nothing();
            case WidgetEvent.StatePatched(var patch, var was) -> {
                var back = Json.object();
                for (var entry : patch.properties()) {
                    var now = SharedState.value(state.shared(), entry.getKey());
                    if (Json.same(now, entry.getValue())) {
                        back.set(entry.getKey(), was.path(entry.getKey()));
                    }
                }
                yield rules.patch(state, back);
            }
            case WidgetEvent.OfApp(var type, var data) ->
                    rules.wrap(backend.compensate(state.own(), backend.decode(type, data), origin));
            case WidgetEvent.Seeded _, WidgetEvent.Emitted _ -> Decision.nothing();
        };
    }

    private Set<String> properties(WidgetEvent event) {
        return switch (event) {
            case WidgetEvent.Configured _ -> Set.of("config");
            case WidgetEvent.StatePatched(var patch, _) -> {
                var keys = new HashSet<String>();
                patch.fieldNames().forEachRemaining(key -> keys.add("state " + key));
                yield keys;
            }
            case WidgetEvent.OfApp(var type, var data) -> {
                var backend = rules.backend();
                yield backend.lasting().contains(type)
                        ? Set.of()
                        : Set.of("own " + backend.property(backend.decode(type, data)));
            }
            case WidgetEvent.Seeded _, WidgetEvent.Emitted _ -> Set.of();
        };
    }
}

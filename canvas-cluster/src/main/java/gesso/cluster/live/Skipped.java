package gesso.cluster.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What an undo left as it is. A function of the events of the step and of those that took it back
 * alone, so that it can be told again after any crash.
 *
 * @param of {@code canvas} or the widget id
 * @param type wire name of the event that was not taken back, or not wholly
 * @param reason {@link #CHANGED} or {@link #NOT_UNDOABLE}
 */
public record Skipped(String of, String type, String reason) {
    /** Somebody has changed it since, or what it was about is gone, locked or has no room. */
    public static final String CHANGED = "changed";

    public static final String NOT_UNDOABLE = "not-undoable";

    /**
     * @param properties what an event changes, none when it cannot be undone
     * @param touched the properties that the compensating events change
     */
    public static List<Skipped> of(
            List<EventView> step,
            Function<EventView, Set<String>> properties,
            Set<String> touched) {
        var skipped = new ArrayList<Skipped>();
        for (var event : step) {
            var changed = properties.apply(event);
            if (changed.isEmpty()) {
                skipped.add(new Skipped(event.of(), event.type(), NOT_UNDOABLE));
            } else if (!touched.containsAll(changed)) {
                skipped.add(new Skipped(event.of(), event.type(), CHANGED));
            }
        }
        return List.copyOf(skipped);
    }

    public static JsonNode answer(List<Skipped> skipped) {
        var answer = Json.object();
        answer.set("skipped", Json.tree(skipped));
        return answer;
    }
}

package gesso.cluster.sample;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries that everybody on the canvas adds to. */
public final class SampleBackend implements MicroAppBackend<SampleState, SampleEvent> {
    /** Entries in one widget. */
    public static final int ENTRIES_MAX = 1_000;

    /** UTF-16 units after trimming. */
    public static final int TEXT_MAX = 500;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public SampleState initial() {
        return SampleState.EMPTY;
    }

    @Override
    public Decision<SampleEvent> decide(
            SampleState state, String command, JsonNode data, Origin origin) {
        return SampleCommands.decide(state, command, data, origin);
    }

    @Override
    public SampleState evolve(SampleState state, Origin origin, SampleEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<SampleEvent> compensate(SampleState state, SampleEvent event, Origin origin) {
        return SampleUndo.compensate(state, event);
    }

    @Override
    public String property(SampleEvent event) {
        return switch (event) {
            case SampleEvent.Added e -> "presence of " + e.id();
            case SampleEvent.Removed e -> "presence of " + e.id();
            case SampleEvent.Restored e -> "presence of " + e.id();
            case SampleEvent.Edited e -> "text of " + e.id();
        };
    }

    @Override
    public @Nullable JsonNode answer(List<SampleEvent> events) {
        return events.getLast() instanceof SampleEvent.Added made
                ? Json.object().put("id", made.id())
                : null;
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("entries");
    }

    @Override
    public String type(SampleEvent event) {
        return switch (event) {
            case SampleEvent.Added _ -> "sample.added";
            case SampleEvent.Edited _ -> "sample.edited";
            case SampleEvent.Removed _ -> "sample.removed";
            case SampleEvent.Restored _ -> "sample.restored";
        };
    }

    @Override
    public JsonNode encode(SampleEvent event) {
        return Json.tree(event);
    }

    @Override
    public SampleEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "sample.added" -> Json.value(data, SampleEvent.Added.class);
            case "sample.edited" -> Json.value(data, SampleEvent.Edited.class);
            case "sample.removed" -> Json.value(data, SampleEvent.Removed.class);
            case "sample.restored" -> Json.value(data, SampleEvent.Restored.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(SampleState state) {
        return Json.tree(state);
    }

    @Override
    public SampleState restore(JsonNode view) {
        return Json.value(view, SampleState.class);
    }
}

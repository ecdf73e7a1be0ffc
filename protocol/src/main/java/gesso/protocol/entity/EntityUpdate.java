package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.ClusterMessage;
import java.util.List;

/** What a subscriber of an entity is told. {@code of} is {@code canvas} or the widget id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EntityUpdate.Events.class, name = "events"),
    @JsonSubTypes.Type(value = EntityUpdate.State.class, name = "state"),
    @JsonSubTypes.Type(value = EntityUpdate.Alive.class, name = "alive")
})
public sealed interface EntityUpdate extends ClusterMessage {
    String of();

    /** Contiguous, in revision order, committed. */
    record Events(String of, List<EventView> events) implements EntityUpdate {}

    /**
     * A fresh state, instead of events. {@code data} of a canvas has no role in it: the room adds
     * it.
     */
    record State(String of, long rev, long at, JsonNode data) implements EntityUpdate {}

    /** Every few seconds: a subscriber that is behind, or hears nothing, subscribes anew. */
    record Alive(String of, long rev) implements EntityUpdate {}
}

package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.ClusterMessage;
import gesso.protocol.Role;
import java.util.List;

/** Presence between the rooms of one canvas on different nodes; never stored. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RoomMessage.Present.class, name = "present"),
    @JsonSubTypes.Type(value = RoomMessage.Moved.class, name = "moved")
})
public interface RoomMessage extends ClusterMessage {

    /** One person in one tab. */
    record Peer(String session, String user, String name, Role role) {}

    /**
     * All peers of one node: replaces what was known of it; said on each change and every second.
     */
    record Present(String node, List<Peer> peers) implements RoomMessage {}

    /** Newest presence data by session, conflated. */
    record Moved(String node, List<Presence> live) implements RoomMessage {}

    record Presence(String session, String user, JsonNode data) {}
}

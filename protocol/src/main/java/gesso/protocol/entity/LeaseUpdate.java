package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import gesso.protocol.ClusterMessage;
import gesso.protocol.Refusal;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a canvas tells the holders of its lease: rooms and widgets. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LeaseUpdate.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = LeaseUpdate.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = LeaseUpdate.Denied.class, name = "denied")
})
public sealed interface LeaseUpdate extends ClusterMessage {
    long LEASE_MILLIS = 3_000;
    long RENEW_MILLIS = 1_000;

    /**
     * @param sent as in the {@link EntityMessage.Lease} that this answers
     * @param clock the canvas's instant: the holder's clock moves past it
     * @param start for a widget: what it starts from
     * @param rooms for a room: the rooms of the same canvas on other nodes, for presence
     */
    record Granted(
            Access access,
            long sent,
            long clock,
            @Nullable WidgetStart start,
            List<ActorRef<RoomMessage>> rooms)
            implements LeaseUpdate {}

    /**
     * Must be confirmed; until then, or until the lease has run out, the change is not
     * acknowledged.
     */
    record Changed(Access access, ActorRef<EntityMessage> confirmTo) implements LeaseUpdate {}

    /** No such canvas or widget, or it is deleted. */
    record Denied(Refusal why) implements LeaseUpdate {}
}

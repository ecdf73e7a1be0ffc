package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import gesso.protocol.ClusterMessage;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a live entity (canvas, widget, app) can be told by another process. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "#")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EntityMessage.Execute.class, name = "execute"),
    @JsonSubTypes.Type(value = EntityMessage.Read.class, name = "read"),
    @JsonSubTypes.Type(value = EntityMessage.Subscribe.class, name = "subscribe"),
    @JsonSubTypes.Type(value = EntityMessage.Unsubscribe.class, name = "unsubscribe"),
    @JsonSubTypes.Type(value = EntityMessage.Lease.class, name = "lease"),
    @JsonSubTypes.Type(value = EntityMessage.Release.class, name = "release"),
    @JsonSubTypes.Type(value = EntityMessage.Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = EntityMessage.Close.class, name = "close"),
    @JsonSubTypes.Type(value = EntityMessage.At.class, name = "at"),
    @JsonSubTypes.Type(value = EntityMessage.Present.class, name = "present")
})
public interface EntityMessage extends ClusterMessage {

    /** Operations in the order they must be decided in; each is answered on its own. */
    record Execute(List<Operation> operations, ActorRef<OperationReply> replyTo)
            implements EntityMessage {}

    /**
     * The present state. A canvas answers with the role of {@code user} in it, or refuses {@code
     * not-found} to a stranger; a widget wants an access revision, as for operations.
     */
    record Read(String user, long access, ActorRef<ReadReply> replyTo) implements EntityMessage {}

    /**
     * From now on every event after {@code since} is pushed, contiguous; the first answer is the
     * missing events or, when {@code since} is negative, too old or from the future, a fresh state.
     * Said again, it starts anew.
     */
    record Subscribe(long since, ActorRef<EntityUpdate> subscriber) implements EntityMessage {}

    record Unsubscribe(ActorRef<EntityUpdate> subscriber) implements EntityMessage {}

    /**
     * To a canvas, by a room ({@code widget} null) or a widget, at start and once a second;
     * answered with {@link LeaseUpdate}. The lease runs for {@link LeaseUpdate#LEASE_MILLIS} from
     * when this was SENT, on the holder's monotonic time.
     *
     * @param sent the holder's monotonic time, given back in {@link LeaseUpdate.Granted}, so that a
     *     lost or late answer never makes a lease seem longer
     */
    record Lease(
            @Nullable String widget,
            long sent,
            long clock,
            ActorRef<LeaseUpdate> holder,
            @Nullable ActorRef<RoomMessage> room)
            implements EntityMessage {}

    /** The holder stops: nobody needs to wait for its lease. */
    record Release(ActorRef<LeaseUpdate> holder) implements EntityMessage {}

    /** The holder has taken over this access revision and accepts nothing under an older one. */
    record Confirm(long access, ActorRef<LeaseUpdate> holder) implements EntityMessage {}

    /**
     * Moves the entity's clock past {@code instant} and answers when what was in flight is
     * committed: after that no event of this entity can get an instant at or before it.
     */
    record Close(long instant, ActorRef<Closed> replyTo) implements EntityMessage {}

    record Closed(String of, long instant) implements ClusterMessage {}

    /**
     * To a canvas: the whole canvas with all app data at {@code instant}, null for now. A young
     * instant is closed first, on the canvas and all its active widgets.
     */
    record At(String user, @Nullable Long instant, ActorRef<ReadReply> replyTo)
            implements EntityMessage {}

    /**
     * To a canvas: closes the present, on the canvas and all its active widgets. The answer's
     * instant is one at or before which nothing can happen any more, and by its time everything
     * that has happened until then can be read from the journal.
     */
    record Present(String user, ActorRef<ReadReply> replyTo) implements EntityMessage {}
}

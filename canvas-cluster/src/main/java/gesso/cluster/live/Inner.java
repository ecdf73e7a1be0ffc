package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.OperationReply;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What an entity tells itself. Never leaves its node. */
sealed interface Inner extends EntityMessage {

    /**
     * @param tail the newest replayed events
     * @param from revision of the snapshot that the replay started from
     */
    record Recovered<S>(int life, Held<S> held, List<JournalEntry> tail, long from)
            implements Inner {}

    record Appended(int life) implements Inner {}

    /** Null when the journal could not be asked. */
    record LookedUp(int life, @Nullable Map<OperationKey, List<JournalEntry>> found)
            implements Inner {}

    /**
     * An operation of which only the journal knows whether it was accepted before.
     *
     * @param otherwise its answer when it was not; null when it must have been
     */
    record Asked(Pending pending, @Nullable OperationReply otherwise) {}

    /** The journal's answer to that; null when it could not be asked. */
    record Again(List<Asked> asked, @Nullable Map<OperationKey, List<JournalEntry>> found)
            implements Inner {}

    record SubscriberGone(ActorRef<EntityUpdate> subscriber) implements Inner {}

    record Tick() implements Inner {}

    /** Enough has been gathered for the next commit. */
    record Gathered() implements Inner {}

    record Revive() implements Inner {}

    /** From the shard: leave memory. */
    record Stop() implements Inner {}
}

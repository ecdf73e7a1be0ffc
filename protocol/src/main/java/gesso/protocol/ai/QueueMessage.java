package gesso.protocol.ai;

import gesso.protocol.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What the one queue of generations in a cluster takes; it is found under {@link #KEY}. */
public interface QueueMessage extends ClusterMessage {
    ServiceKey<QueueMessage> KEY = ServiceKey.create(QueueMessage.class, "ai-queue");

    /** Said again it changes nothing. */
    record Enqueue(Task task) implements QueueMessage {}

    /** No more work on it is wanted. */
    record Withdraw(String generation) implements QueueMessage {}

    record Where(String generation, ActorRef<Place> replyTo) implements QueueMessage {}

    /**
     * @param position 1 for the next one; 0 when a worker has it, or when nobody waits for it
     * @param workers how many there are
     */
    record Place(int position, int waiting, int workers) implements ClusterMessage {}
}

package gesso.cluster.live;

import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * An operation that waits for its answer.
 *
 * @param since monotonic nanoseconds
 */
public record Pending(Operation operation, ActorRef<OperationReply> replyTo, long since) {
    public OperationKey key() {
        return OperationKey.of(operation);
    }

    public void retry(int afterMillis) {
        replyTo.tell(new OperationReply.Retry(operation.id(), afterMillis));
    }
}

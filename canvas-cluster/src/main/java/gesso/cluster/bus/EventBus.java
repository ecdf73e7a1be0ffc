package gesso.cluster.bus;

import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Publication;
import gesso.protocol.entity.OperationReply;
import java.util.concurrent.CompletionStage;

/**
 * Joins apps, people and nodes: what is published is in the journal before it is answered, and
 * whoever subscribes gets every event that is there, whoever made it and on whichever node.
 */
public interface EventBus {

    /**
     * Makes one event. The same stamp again, with the same event, has no further effect and gets
     * the first answer.
     */
    CompletionStage<OperationReply> publish(Publication event, Stamp stamp);

    /**
     * From now on, on one node of the cluster, the handler gets the events that match, in the order
     * of their commits: of one entity by revision, an effect after its cause. Each comes at least
     * once; {@code BusEvent.id} tells one that comes again. The offset is kept under the handler's
     * name, so it goes on where it was, after a restart and on another node. Said on every node.
     */
    void subscribe(EventPattern pattern, EventHandler handler);

    /**
     * Who publishes.
     *
     * @param service names the publisher; operation ids are its own
     * @param op the operation id
     * @param user for whom: it needs that person's right to edit the canvas
     */
    record Stamp(String canvas, String service, String op, String user) {}
}

package gesso.cluster.canvas;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import java.util.concurrent.CompletionStage;

/** How a canvas reaches the entities that it works with: its widgets, and itself. */
public interface Neighbours {

    /**
     * @param backend of the widget; names its shard type
     */
    void tell(String backend, String widget, EntityMessage message);

    /** Fails when no answer comes in time. */
    CompletionStage<OperationReply> execute(String backend, String widget, Operation operation);

    CompletionStage<OperationReply> executeOnCanvas(Operation operation);
}

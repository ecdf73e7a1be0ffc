package gesso.cluster.journal;

import gesso.protocol.Origin;
import gesso.protocol.entity.Operation;

/** What makes an operation one and the same, for ever. */
public record OperationKey(String client, String op) {
    public static OperationKey of(Operation operation) {
        return new OperationKey(operation.client(), operation.id());
    }

    public static OperationKey of(Origin origin) {
        return new OperationKey(origin.client(), origin.op());
    }
}

package gesso.edge.registry;

import gesso.edge.access.Caller;
import gesso.edge.live.ShardedEntities;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.app.AppCommand;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.release.ClusterLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends commands to registry entries, wherever in the cluster they live. Thread-safe. */
final class AppDesk {
    private static final int AGAIN_MILLIS = 1_000;

    private final ShardedEntities entities;
    private final Duration patience;
    private final ClusterLevel level;

    /** {@code level} holds back what a member of an older release could not read. */
    AppDesk(ShardedEntities entities, Duration patience, ClusterLevel level) {
        this.level = level;
        this.entities = entities;
        this.patience = patience;
    }

    /** {@code name} and the command itself are what the same operation id must always come with. */
    CompletionStage<OperationReply> execute(
            Caller caller, String op, String app, String name, AppCommand command) {
        if (!level.allows(command)) {
            return CompletableFuture.completedFuture(new OperationReply.Retry(op, AGAIN_MILLIS));
        }
        var operation =
                new Operation(
                        op,
                        Clients.http(caller.user()),
                        null,
                        caller.user(),
                        null,
                        caller.correlation(),
                        caller.trace(),
                        null,
                        null,
                        Sums.of(app, name, Json.tree(command)),
                        false,
                        0,
                        0,
                        command);
        return entities.entity(EntityKeys.APP, app)
                .ask(replyTo -> (EntityMessage) new Execute(List.of(operation), replyTo), patience);
    }
}

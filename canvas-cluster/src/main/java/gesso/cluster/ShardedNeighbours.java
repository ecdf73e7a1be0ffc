package gesso.cluster;

import gesso.cluster.canvas.Neighbours;
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
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.pattern.Patterns;

/** Reaches a canvas and its widgets wherever they live. */
record ShardedNeighbours(ActorSystem<?> system, String canvas) implements Neighbours {
    /** Longer than a lease, for which a removal may have to wait. */
    private static final Duration ASK = Duration.ofSeconds(6);

    private static final int TRIES = 10;

    /** What the entity asked may not be able to read waits for whoever asked for it. */
    private static final int RETRY_MILLIS = 250;

    @Override
    public void tell(String backend, String widget, EntityMessage message) {
        widget(backend, widget).tell(message);
    }

    @Override
    public CompletionStage<OperationReply> execute(
            String backend, String widget, Operation operation) {
        return ask(widget(backend, widget), operation, TRIES);
    }

    @Override
    public CompletionStage<OperationReply> executeOnCanvas(Operation operation) {
        return ask(
                ClusterSharding.get(system).entityRefFor(EntityKeys.CANVAS, canvas),
                operation,
                TRIES);
    }

    private EntityRef<EntityMessage> widget(String backend, String widget) {
        return ClusterSharding.get(system)
                .entityRefFor(EntityKeys.widget(backend), EntityKeys.widgetEntity(canvas, widget));
    }

    private CompletionStage<OperationReply> ask(
            EntityRef<EntityMessage> entity, Operation operation, int tries) {
        if (!ClusterLevel.get(system).allows(operation.command())) {
            return CompletableFuture.completedStage(
                    new OperationReply.Retry(operation.id(), RETRY_MILLIS));
        }
        return entity.<OperationReply>ask(replyTo -> new Execute(List.of(operation), replyTo), ASK)
                .thenCompose(reply ->
                        reply instanceof OperationReply.Retry(_, var after) && tries > 1
                                ? Patterns.after(
                                        Duration.ofMillis(after),
                                        system,
                                        () -> ask(entity, operation, tries - 1))
                                : CompletableFuture.completedStage(reply));
    }
}

package gesso.edge.ai;

import gesso.edge.access.Caller;
import gesso.edge.live.ShardedEntities;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.ai.QueueMessage;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.release.ClusterLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** Reaches generations and their queue, wherever in the cluster they live. Thread-safe. */
final class GenerationDesk {
    private static final int AGAIN_MILLIS = 1_000;
    private static final Duration PLACE_MAX = Duration.ofSeconds(1);
    private static final QueueMessage.Place NOWHERE = new QueueMessage.Place(0, 0, 0);

    private final ActorSystem<?> system;
    private final ShardedEntities entities;
    private final Duration patience;
    private final ClusterLevel level;

    GenerationDesk(ActorSystem<?> system, ShardedEntities entities, Duration patience) {
        this.system = system;
        this.entities = entities;
        this.patience = patience;
        this.level = ClusterLevel.get(system);
    }

    /** {@code name} and the command are what the same operation id must always come with. */
    CompletionStage<OperationReply> execute(
            Caller caller, String op, String id, String name, GenerationCommand command) {
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
                        Sums.of(id, name, Json.tree(command)),
                        false,
                        0,
                        0,
                        command);
        return entities.entity(EntityKeys.GENERATION, id)
                .ask(
                        replyTo ->
                                (EntityMessage)
                                        new EntityMessage.Execute(List.of(operation), replyTo),
                        patience);
    }

    CompletionStage<ReadReply> read(String id) {
        return entities.entity(EntityKeys.GENERATION, id)
                .ask(replyTo -> (EntityMessage) new EntityMessage.Read("", 0, replyTo), patience);
    }

    /** The canvas as a person sees it; refused to a stranger. */
    CompletionStage<ReadReply> canvas(String canvas, String user) {
        return entities.entity(EntityKeys.CANVAS, canvas)
                .ask(replyTo -> (EntityMessage) new EntityMessage.Read(user, 0, replyTo), patience);
    }

    /** Where it is in the queue; nowhere while the queue moves. */
    CompletionStage<QueueMessage.Place> place(String id, Generation state) {
        boolean waits = state.exists() && state.newest().step().wantsWorker();
        return waits ? ask(id) : CompletableFuture.completedFuture(NOWHERE);
    }

    private CompletionStage<QueueMessage.Place> ask(String id) {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(QueueMessage.KEY, replyTo),
                        PLACE_MAX,
                        system.scheduler())
                .thenCompose(found ->
                        found.getServiceInstances(QueueMessage.KEY).stream()
                                .findFirst()
                                .map(queue ->
                                        AskPattern.<QueueMessage, QueueMessage.Place>ask(
                                                queue,
                                                replyTo -> new QueueMessage.Where(id, replyTo),
                                                PLACE_MAX,
                                                system.scheduler()))
                                .orElseGet(() -> CompletableFuture.completedFuture(NOWHERE)))
                .exceptionally(_ -> NOWHERE);
    }
}

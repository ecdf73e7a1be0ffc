package gesso.ai.work;

import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.GenerationCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.pattern.Patterns;

/** Reads generations and tells them what was made: all that a worker reaches of the cluster. */
public final class Desk {
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final int TRIES = 20;
    private static final String WORKER = "ai-worker";

    /** Those who keep generations cannot be reached now. */
    static final class Unreached extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreached() {
            super("nothing but retry");
        }
    }

    private final ActorSystem<?> system;

    public Desk(ActorSystem<?> system) {
        this.system = system;
    }

    private EntityRef<EntityMessage> entity(String generation) {
        return ClusterSharding.get(system).entityRefFor(EntityKeys.GENERATION, generation);
    }

    /** Empty when there is none. */
    CompletionStage<Optional<Generation>> read(String generation) {
        return read(generation, TRIES);
    }

    private CompletionStage<Optional<Generation>> read(String generation, int tries) {
        return entity(generation)
                .<ReadReply>ask(replyTo -> new EntityMessage.Read(WORKER, 0, replyTo), ASK)
                .thenCompose(reply ->
                        switch (reply) {
                            case ReadReply.State state ->
                                    CompletableFuture.completedStage(
                                            Optional.of(
                                                    Json.value(state.data(), Generation.class)));
                            case ReadReply.Refused _ ->
                                    CompletableFuture.completedStage(Optional.empty());
                            case ReadReply.Retry _ ->
                                    tries > 1
                                            ? Patterns.after(
                                                    AGAIN,
                                                    system,
                                                    () -> read(generation, tries - 1))
                                            : CompletableFuture.failedStage(new Unreached());
                        });
    }

    /** Whatever the generation makes of it: it is the judge of what comes too late. */
    CompletionStage<OperationReply> tell(
            String generation, String owner, GenerationCommand command) {
        return tell(generation, operation(generation, owner, command), TRIES);
    }

    private CompletionStage<OperationReply> tell(
            String generation, Operation operation, int tries) {
        return entity(generation)
                .<OperationReply>ask(
                        replyTo -> new EntityMessage.Execute(List.of(operation), replyTo), ASK)
                .thenCompose(reply ->
                        reply instanceof OperationReply.Retry && tries > 1
                                ? Patterns.after(
                                        AGAIN, system, () -> tell(generation, operation, tries - 1))
                                : CompletableFuture.completedStage(reply));
    }

    /** The same outcome has the same id, whoever tells it. */
    private static Operation operation(String generation, String owner, GenerationCommand command) {
        var data = Json.tree(command);
        var op = command.getClass().getSimpleName() + "-" + Sums.of(generation, "tell", data);
        return new Operation(
                op,
                Clients.service(WORKER),
                null,
                owner,
                null,
                op,
                null,
                null,
                null,
                Sums.of(generation, op, data),
                true,
                0,
                0,
                command);
    }
}

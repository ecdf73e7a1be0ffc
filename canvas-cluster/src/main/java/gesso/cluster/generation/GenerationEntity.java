package gesso.cluster.generation;

import gesso.cluster.generation.Surroundings.Placing;
import gesso.cluster.live.LiveEntity;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Task;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.generation.GenerationEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to make an app. Whatever its state wants done elsewhere it asks for until it is done:
 * after each event, after each recovery, and again after a while. What comes back becomes an event,
 * so a node that is lost in the middle costs time and nothing else.
 */
public final class GenerationEntity extends LiveEntity<Generation, GenerationEvent> {
    public static final String OF = "generation";

    private static final Logger log = LoggerFactory.getLogger(GenerationEntity.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** What something elsewhere has led to; null when nothing is known yet. */
    private record Came(int seen, @Nullable GenerationCommand command) implements EntityMessage {}

    private final String id;
    private final Surroundings surroundings;

    /** Counts what was asked for: only the newest answer is waited for. */
    private int asked;

    private boolean waiting;
    private long askedAt = System.nanoTime() - AGAIN.toNanos();

    public GenerationEntity(
            String id, Surroundings surroundings, Parts<Generation, GenerationEvent> parts) {
        super(parts);
        this.id = id;
        this.surroundings = surroundings;
    }

    @Override
    protected void read(EntityMessage.Read read) {
        read.replyTo()
                .tell(
                        state().exists()
                                ? new ReadReply.State(
                                        held().revision(), held().at(), Json.tree(state()))
                                : notFound("there is no such generation"));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(OF, held().revision(), held().at(), Json.tree(state()));
    }

    @Override
    protected boolean handles(EntityMessage message) {
        if (!(message instanceof Came(var seen, var command))) {
            return false;
        }
        if (seen == asked) {
            waiting = false;
            if (command != null) {
                tellSelf(command);
            }
        }
        return true;
    }

    @Override
    protected void changed(Generation before, List<EventView> events) {
        if (!events.isEmpty()) {
            waiting = false;
            pursue();
        }
    }

    @Override
    protected void tick() {
        if (recovered() && needed() && System.nanoTime() - askedAt >= AGAIN.toNanos()) {
            pursue();
        }
    }

    /** As long as something is to be done here, somebody must see to it. */
    @Override
    protected boolean needed() {
        return state().exists() && (!state().newest().step().isOver() || wantsMore());
    }

    private boolean wantsMore() {
        return wantsPlace() || state().approval() == Approval.APPROVED;
    }

    private boolean wantsPlace() {
        return state().canvas() != null
                && state().widget() == null
                && state().unplaced() == null
                && state().published().isPresent();
    }

    private void pursue() {
        if (!state().exists() || waiting) {
            return;
        }
        askedAt = System.nanoTime();
        var newest = state().newest();
        int number = newest.number();
        switch (newest.step()) {
            case REQUESTED, SPECIFIED, CODED, CHECKED ->
                    surroundings.enqueue(new Task(id, number, state().owner()));
            case TESTED ->
                    await(
                            surroundings.packaged(id, state()),
                            manifest -> new GenerationCommand.TellPackage(number, manifest));
            case PACKAGED -> publish(number, Objects.requireNonNull(newest.manifest()));
            case PUBLISHED, FAILED, CANCELLED -> {
                surroundings.withdraw(id);
                pursueMore();
            }
        }
    }

    private void publish(int number, Manifest manifest) {
        await(
                surroundings.publish(id, manifest),
                reply ->
                        switch (reply) {
                            case OperationReply.Accepted _ ->
                                    new GenerationCommand.TellPublished(number);
                            case OperationReply.Refused(_, _, var detail, _) ->
                                    new GenerationCommand.TellFailure(
                                            number,
                                            new Failure(
                                                    "publish",
                                                    "The registry did not take it: " + detail,
                                                    true));
                            case OperationReply.Retry _ -> null;
                        });
    }

    private void pursueMore() {
        if (wantsPlace()) {
            await(
                    surroundings.place(id, state()),
                    placing ->
                            switch (placing) {
                                case Placing.Placed(var widget) ->
                                        new GenerationCommand.TellPlaced(widget, null);
                                case Placing.Refused(var reason) ->
                                        new GenerationCommand.TellPlaced(null, reason);
                                case Placing.Later() -> null;
                            });
        } else if (state().approval() == Approval.APPROVED) {
            int number = state().approvalOf();
            var manifest = Objects.requireNonNull(state().versions().get(number - 1).manifest());
            await(
                    surroundings.share(id, manifest.version()),
                    reply ->
                            reply instanceof OperationReply.Accepted
                                    ? new GenerationCommand.TellShared(number)
                                    : null);
        }
    }

    /** Whatever fails is asked for again. */
    private <T> void await(
            CompletionStage<T> stage, Function<T, @Nullable GenerationCommand> command) {
        int seen = ++asked;
        waiting = true;
        context()
                .pipeToSelf(
                        stage,
                        (answer, failed) -> {
                            if (failed != null) {
                                log.warn(
                                        "A generation waits. generation={} reason={}",
                                        id,
                                        failed.toString());
                            }
                            return new Came(seen, answer == null ? null : command.apply(answer));
                        });
    }

    private void tellSelf(GenerationCommand command) {
        var data = Json.tree(command);
        var op = command.getClass().getSimpleName() + "-" + Sums.of(id, "tell", data);
        var operation =
                new Operation(
                        op,
                        Clients.service(OF),
                        null,
                        state().owner(),
                        null,
                        op,
                        null,
                        null,
                        null,
                        Sums.of(id, op, data),
                        false,
                        0,
                        0,
                        command);
        context()
                .getSelf()
                .tell(
                        new EntityMessage.Execute(
                                List.of(operation), context().getSystem().ignoreRef()));
    }
}

package gesso.cluster.live;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.At;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.EntityMessage.Present;
import gesso.protocol.entity.EntityMessage.Read;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import org.apache.pekko.actor.AllDeadLetters;
import org.apache.pekko.actor.WrappedMessage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Answers {@code retry} to what has reached no entity. While a shard moves its old node drops what
 * still comes for it, and an entity that has stopped leaves what came too late: without a word of
 * it their senders would wait until they give up.
 */
public final class Undelivered {
    /** A moving shard is at its new place soon. */
    private static final int RETRY_MILLIS = 100;

    private final Counter answered = Metrics.counter("gesso_undelivered_total");

    private Undelivered() {}

    public static void start(ActorSystem<?> system) {
        var actor =
                system.systemActorOf(new Undelivered().behavior(), "undelivered", Props.empty());
        Adapter.toClassic(system)
                .eventStream()
                .subscribe(Adapter.toClassic(actor), AllDeadLetters.class);
    }

    private Behavior<AllDeadLetters> behavior() {
        return Behaviors.receiveMessage(letter -> {
            answer(unwrapped(letter));
            return Behaviors.same();
        });
    }

    /** A dropped message lies in several envelopes: the region's, the shard's, the entity's. */
    private static Object unwrapped(Object message) {
        return message instanceof WrappedMessage envelope ? unwrapped(envelope.message()) : message;
    }

    private void answer(Object message) {
        if (message instanceof EntityMessage lost) {
            switch (lost) {
                case Execute(var operations, var replyTo) ->
                        operations.forEach(operation -> {
                            answered.increment();
                            replyTo.tell(new OperationReply.Retry(operation.id(), RETRY_MILLIS));
                        });
                case Read(_, _, var replyTo) -> {
                    answered.increment();
                    replyTo.tell(new ReadReply.Retry(RETRY_MILLIS));
                }
                case At(_, _, var replyTo) -> {
                    answered.increment();
                    replyTo.tell(new ReadReply.Retry(RETRY_MILLIS));
                }
                case Present(_, var replyTo) -> {
                    answered.increment();
                    replyTo.tell(new ReadReply.Retry(RETRY_MILLIS));
                }
                // Leases, subscriptions and their like are asked for again by themselves.
                default -> {}
            }
        }
    }
}

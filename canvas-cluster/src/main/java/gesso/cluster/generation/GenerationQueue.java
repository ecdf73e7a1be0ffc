package gesso.cluster.generation;

import gesso.protocol.ai.QueueMessage;
import gesso.protocol.ai.Task;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.delivery.WorkPullingProducerController;
import org.apache.pekko.actor.typed.delivery.WorkPullingProducerController.RequestNext;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of the cluster between generations and workers. A worker that has time pulls the
 * next task; of whoever waits longest for a turn, one each. Nothing is kept here that cannot be
 * lost: generations say again what they want, and those that sleep are woken.
 */
public final class GenerationQueue extends AbstractBehavior<QueueMessage> {
    /** The name of the one that a cluster has. */
    public static final String NAME = "ai-queue";

    /** As this node's queue sees them, where it is here. */
    private static final AtomicInteger WAITING = new AtomicInteger();

    private static final AtomicInteger WORKERS = new AtomicInteger();

    /**
     * Tasks of one worker at once: the one that it is at, and the next. More are given to nobody,
     * so that they wait in turn for whoever has time first.
     */
    private static final int AT_HAND = 2;

    private static final Duration WAKE = Duration.ofSeconds(20);

    private interface Own extends QueueMessage {}

    private record Asked(RequestNext<Task> next) implements Own {}

    private record Workers(int count) implements Own {}

    private record Wake() implements Own {}

    private final Turns turns = new Turns(System::nanoTime);
    private final Runnable wake;
    private @Nullable RequestNext<Task> next;
    private int workers;

    /**
     * @param wake asks for all generations that are not over to be brought into memory
     */
    public static Behavior<QueueMessage> create(Runnable wake) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Wake(), Duration.ZERO, WAKE);
                    return new GenerationQueue(context, wake);
                }));
    }

    private GenerationQueue(ActorContext<QueueMessage> context, Runnable wake) {
        super(context);
        this.wake = wake;
        Metrics.gauge("gesso_ai_waiting", WAITING);
        Metrics.gauge("gesso_ai_workers", WORKERS);
        var producer =
                context.spawn(
                        WorkPullingProducerController.create(
                                Task.class, NAME, Task.WORKERS, Optional.empty()),
                        "producer");
        producer.tell(
                new WorkPullingProducerController.Start<>(
                        context.messageAdapter(requests(), Asked::new)));
        var receptionist = context.getSystem().receptionist();
        receptionist.tell(Receptionist.register(QueueMessage.KEY, context.getSelf()));
        receptionist.tell(
                Receptionist.subscribe(
                        Task.WORKERS,
                        context.messageAdapter(
                                Receptionist.Listing.class,
                                listing ->
                                        new Workers(
                                                listing.getServiceInstances(Task.WORKERS)
                                                        .size()))));
    }

    @SuppressWarnings("unchecked") // an adapter needs a class, and there is none of a generic type
    private static Class<RequestNext<Task>> requests() {
        return (Class<RequestNext<Task>>) (Class<?>) RequestNext.class;
    }

    @Override
    public Receive<QueueMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(QueueMessage.Enqueue.class, this::onEnqueue)
                .onMessage(QueueMessage.Withdraw.class, this::onWithdraw)
                .onMessage(QueueMessage.Where.class, this::onWhere)
                .onMessage(Asked.class, this::onAsked)
                .onMessage(Workers.class, this::onWorkers)
                .onMessage(Wake.class, _ -> onWake())
                .onSignal(PostStop.class, _ -> onPostStop())
                .build();
    }

    private Behavior<QueueMessage> onEnqueue(QueueMessage.Enqueue message) {
        turns.add(message.task());
        return give();
    }

    private Behavior<QueueMessage> onWithdraw(QueueMessage.Withdraw message) {
        turns.remove(message.generation());
        return give();
    }

    private Behavior<QueueMessage> onWhere(QueueMessage.Where message) {
        message.replyTo()
                .tell(
                        new QueueMessage.Place(
                                turns.position(message.generation()), turns.waiting(), workers));
        return this;
    }

    private Behavior<QueueMessage> onAsked(Asked message) {
        next = message.next();
        return give();
    }

    private Behavior<QueueMessage> onWorkers(Workers message) {
        workers = message.count();
        WORKERS.set(workers);
        return give();
    }

    private Behavior<QueueMessage> onWake() {
        wake.run();
        return this;
    }

    private Behavior<QueueMessage> onPostStop() {
        WAITING.set(0);
        WORKERS.set(0);
        return this;
    }

    private Behavior<QueueMessage> give() {
        var to = next;
        if (to != null && turns.taken() < workers * AT_HAND) {
            turns.take()
                    .ifPresent(task -> {
                        next = null;
                        to.sendNextTo().tell(task);
                    });
        }
        WAITING.set(turns.waiting());
        return this;
    }
}

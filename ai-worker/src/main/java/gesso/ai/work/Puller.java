package gesso.ai.work;

import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Task;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.generation.GenerationCommand;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one task after the other out of the cluster's queue. A task is confirmed when it is over:
 * one whose worker is lost before goes to another worker.
 */
public final class Puller extends AbstractBehavior<Puller.Message> {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(5);

    /** Of one task; after that a fault of ours is told instead. */
    private static final int TRIES = 5;

    sealed interface Message {}

    private record Given(ConsumerController.Delivery<Task> delivery) implements Message {}

    private record Ended(@Nullable Throwable failed) implements Message {}

    private record Again() implements Message {}

    private record Told(boolean heard) implements Message {}

    private final TimerScheduler<Message> timers;
    private final Desk desk;
    private final Pipeline pipeline;
    private final Timer took = Metrics.timer("gesso_ai_task_seconds");
    private ConsumerController.@Nullable Delivery<Task> delivery;
    private int tries;
    private long began;

    /** Starts one on this node; it ends with the system. */
    public static void start(ActorSystem<?> system, Desk desk, Craft craft) {
        system.systemActorOf(create(desk, craft), "ai-puller", Props.empty());
    }

    private static Behavior<Message> create(Desk desk, Craft craft) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Puller(context, timers, desk, craft)));
    }

    private Puller(
            ActorContext<Message> context, TimerScheduler<Message> timers, Desk desk, Craft craft) {
        super(context);
        this.timers = timers;
        this.desk = desk;
        this.pipeline = new Pipeline(desk, craft);
        ActorRef<ConsumerController.Command<Task>> controller =
                context.spawn(ConsumerController.create(Task.WORKERS), "tasks");
        controller.tell(
                new ConsumerController.Start<>(context.messageAdapter(deliveries(), Given::new)));
    }

    @SuppressWarnings("unchecked") // an adapter needs a class, and there is none of a generic type
    private static Class<ConsumerController.Delivery<Task>> deliveries() {
        return (Class<ConsumerController.Delivery<Task>>)
                (Class<?>) ConsumerController.Delivery.class;
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Given.class, this::onGiven)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(Again.class, _ -> run())
                .onMessage(Told.class, this::onTold)
                .build();
    }

    private Behavior<Message> onGiven(Given message) {
        delivery = message.delivery();
        tries = 0;
        began = System.nanoTime();
        return run();
    }

    private Behavior<Message> run() {
        tries++;
        getContext().pipeToSelf(pipeline.run(task()), (_, failed) -> new Ended(failed));
        return this;
    }

    private Behavior<Message> onEnded(Ended message) {
        var failed = message.failed();
        if (failed == null) {
            return confirm();
        }
        var why =
                failed instanceof CompletionException && failed.getCause() != null
                        ? failed.getCause()
                        : failed;
        var task = task();
        getContext()
                .getLog()
                .warn(
                        "A step of a generation failed. generation={} try={} reason={}",
                        task.generation(),
                        tries,
                        why.toString());
        if (why instanceof TimeoutException || why instanceof Desk.Unreached) {
            // Nobody is there to be told: that is no fault of what is made.
            tries--;
            timers.startSingleTimer(new Again(), AWAY);
            return this;
        }
        if (tries < TRIES && !(why instanceof Pipeline.Refused)) {
            timers.startSingleTimer(new Again(), AGAIN);
            return this;
        }
        var failure =
                new Failure(
                        "code",
                        "Something on our side went wrong while this was made. Your prompt is kept:"
                                + " try again.",
                        true);
        getContext()
                .pipeToSelf(
                        desk.tell(
                                task.generation(),
                                task.owner(),
                                new GenerationCommand.TellFailure(task.version(), failure)),
                        (reply, lost) ->
                                new Told(lost == null && !(reply instanceof OperationReply.Retry)));
        return this;
    }

    /** A task whose end nobody has heard of would count as under way. */
    private Behavior<Message> onTold(Told message) {
        if (message.heard()) {
            return confirm();
        }
        timers.startSingleTimer(new Again(), AWAY);
        return this;
    }

    private Behavior<Message> confirm() {
        took.record(Duration.ofNanos(System.nanoTime() - began));
        Objects.requireNonNull(delivery).confirmTo().tell(ConsumerController.confirmed());
        delivery = null;
        return this;
    }

    private Task task() {
        return Objects.requireNonNull(delivery).message();
    }
}

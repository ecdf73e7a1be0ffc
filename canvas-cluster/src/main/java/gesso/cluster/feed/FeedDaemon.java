package gesso.cluster.feed;

import gesso.cluster.bus.EventBus;
import gesso.cluster.bus.EventHandler;
import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalReader;
import gesso.protocol.bus.EventPattern;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal somewhere in the cluster, for the lists or for one subscription of the bus:
 * looks when this node has committed something, at once after a pause and else every {@code busy},
 * and every {@code idle} for what other nodes commit.
 */
public final class FeedDaemon extends AbstractBehavior<FeedDaemon.Message> {
    /** Nodes that run the feed have it. */
    public static final String ROLE = "feed";

    /**
     * @param busy of one step to the next: a busy journal is read in few larger steps
     */
    private record Pace(Duration busy, Duration idle) {}

    private static final Pace LISTS = new Pace(Duration.ofMillis(50), Duration.ofMillis(100));
    private static final Pace BUS = new Pace(Duration.ofMillis(100), Duration.ofMillis(100));
    private static final Duration FAILED = Duration.ofSeconds(1);

    /** One look at the journal; true when there may be more at once. */
    private interface Step extends Supplier<CompletionStage<Boolean>> {
        /** When the daemon stops here. */
        default void close() {}
    }

    sealed interface Message {}

    private record Look() implements Message {}

    private record Committed() implements Message {}

    private record Stepped(boolean more, @Nullable Throwable failed) implements Message {}

    private record Stop() implements Message {}

    private final TimerScheduler<Message> timers;
    private final String name;
    private final Pace pace;
    private final Step look;
    private final Runnable unsubscribe;
    private boolean stepping;
    private boolean again;
    private long steppedAt;

    /** The lists; on every node with the role. */
    public static void start(ActorSystem<?> system) {
        var reader = new JournalReader(JournalDatabase.get(system));
        run(
                system,
                "feed",
                LISTS,
                () -> {
                    var feed = new Feed();
                    return () -> reader.read(feed::step);
                });
    }

    /** One subscription; on every node with the role. */
    public static void start(
            ActorSystem<?> system, EventPattern pattern, EventHandler handler, EventBus bus) {
        var reader = new JournalReader(JournalDatabase.get(system));
        var limits = BusLimits.of(system.settings().config().getConfig("gesso.limits.bus"));
        run(
                system,
                "bus-" + handler.name(),
                BUS,
                () -> {
                    var delivery = new Delivery(pattern, handler, bus, limits);
                    return () -> reader.deliver(delivery::step);
                });
    }

    /** To Kafka, where it is configured; on every node with the role. */
    public static void startKafka(ActorSystem<?> system) {
        var settings = KafkaSettings.of(system.settings().config());
        if (!settings.on()) {
            return;
        }
        var reader = new JournalReader(JournalDatabase.get(system));
        run(
                system,
                KafkaFeed.NAME,
                BUS,
                () -> {
                    var topic = new TopicWriter(system, settings);
                    var feed = new KafkaFeed(reader, settings, topic);
                    return new Step() {
                        @Override
                        public CompletionStage<Boolean> get() {
                            return feed.step();
                        }

                        @Override
                        public void close() {
                            topic.close();
                        }
                    };
                });
    }

    /**
     * @param begin for each life of the daemon
     */
    private static void run(ActorSystem<?> system, String name, Pace pace, Supplier<Step> begin) {
        var database = JournalDatabase.get(system);
        ShardedDaemonProcess.get(system)
                .init(
                        Message.class,
                        name,
                        1,
                        _ ->
                                Behaviors.setup(context ->
                                        Behaviors.withTimers(timers ->
                                                new FeedDaemon(
                                                        context,
                                                        timers,
                                                        database,
                                                        name,
                                                        pace,
                                                        begin.get()))),
                        ShardedDaemonProcessSettings.create(system).withRole(ROLE),
                        Optional.of(new Stop()));
    }

    private FeedDaemon(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            JournalDatabase database,
            String name,
            Pace pace,
            Step look) {
        super(context);
        this.timers = timers;
        this.name = name;
        this.pace = pace;
        this.look = look;
        this.steppedAt = System.nanoTime() - pace.busy().toNanos();
        var self = context.getSelf();
        this.unsubscribe = database.onCommit(() -> self.tell(new Committed()));
        step();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Look.class, _ -> step())
                .onMessage(Committed.class, _ -> onCommitted())
                .onMessage(Stepped.class, this::onStepped)
                .onMessage(Stop.class, _ -> Behaviors.stopped())
                .onSignal(PostStop.class, _ -> onPostStop())
                .build();
    }

    private Behavior<Message> onCommitted() {
        long pause = steppedAt + pace.busy().toNanos() - System.nanoTime();
        if (stepping) {
            again = true;
        } else if (pause <= 0) {
            return step();
        } else if (!again) {
            again = true;
            timers.startSingleTimer(new Look(), Duration.ofNanos(pause));
        }
        return this;
    }

    private Behavior<Message> step() {
        if (stepping) {
            return this;
        }
        stepping = true;
        again = false;
        steppedAt = System.nanoTime();
        getContext()
                .pipeToSelf(
                        look.get(),
                        (more, failed) -> new Stepped(Boolean.TRUE.equals(more), failed));
        return this;
    }

    private Behavior<Message> onStepped(Stepped stepped) {
        stepping = false;
        var failed = stepped.failed();
        if (failed != null) {
            getContext().getLog().warn("{} could not step. reason={}", name, failed.toString());
            timers.startSingleTimer(new Look(), FAILED);
        } else if (stepped.more()) {
            return step();
        } else {
            timers.startSingleTimer(new Look(), again ? pace.busy() : pace.idle());
        }
        return this;
    }

    private Behavior<Message> onPostStop() {
        unsubscribe.run();
        look.close();
        return this;
    }
}

package gesso.cluster.feed;

import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalReader;
import java.time.Duration;
import java.util.Optional;
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
 * Runs the feed somewhere in the cluster: looks when this node has committed something, at once
 * after a pause and else every {@link #BUSY}, and every {@link #IDLE} for what other nodes commit.
 */
public final class FeedDaemon extends AbstractBehavior<FeedDaemon.Message> {
    /** Nodes that run the feed have it. */
    public static final String ROLE = "feed";

    /** Of one step to the next: a busy journal is read in few larger steps. */
    private static final Duration BUSY = Duration.ofMillis(50);

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration FAILED = Duration.ofSeconds(1);

    sealed interface Message {}

    private record Look() implements Message {}

    private record Committed() implements Message {}

    private record Stepped(boolean more, @Nullable Throwable failed) implements Message {}

    private record Stop() implements Message {}

    private final TimerScheduler<Message> timers;
    private final JournalReader reader;
    private final Feed feed = new Feed();
    private final Runnable unsubscribe;
    private boolean stepping;
    private boolean again;
    private long steppedAt = System.nanoTime() - BUSY.toNanos();

    /** On every node with the role. */
    public static void start(ActorSystem<?> system) {
        ShardedDaemonProcess.get(system)
                .init(
                        Message.class,
                        "feed",
                        1,
                        _ -> create(JournalDatabase.get(system)),
                        ShardedDaemonProcessSettings.create(system).withRole(ROLE),
                        Optional.of(new Stop()));
    }

    private static Behavior<Message> create(JournalDatabase database) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new FeedDaemon(context, timers, database)));
    }

    private FeedDaemon(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            JournalDatabase database) {
        super(context);
        this.timers = timers;
        this.reader = new JournalReader(database);
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
        long pause = steppedAt + BUSY.toNanos() - System.nanoTime();
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
                        reader.read(feed::step),
                        (more, failed) -> new Stepped(Boolean.TRUE.equals(more), failed));
        return this;
    }

    private Behavior<Message> onStepped(Stepped stepped) {
        stepping = false;
        var failed = stepped.failed();
        if (failed != null) {
            getContext().getLog().warn("The feed could not step. reason={}", failed.toString());
            timers.startSingleTimer(new Look(), FAILED);
        } else if (stepped.more()) {
            return step();
        } else {
            timers.startSingleTimer(new Look(), again ? BUSY : IDLE);
        }
        return this;
    }

    private Behavior<Message> onPostStop() {
        unsubscribe.run();
        return this;
    }
}

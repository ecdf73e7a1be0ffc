package gesso.edge.registry;

import gesso.edge.registry.Standings.Changes;
import gesso.protocol.app.Standing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Looks, twice a second, for apps that have changed in the registry, and tells this node's rooms.
 * Every edge node looks for itself, by a number that rises with each change: nothing is lost when
 * the database was away or a node was, and nothing has to reach anybody in time.
 */
final class RegistryWatch extends AbstractBehavior<RegistryWatch.Message> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Who is told of changes; they are called one after the other. */
    static final class Listeners {
        private final CopyOnWriteArrayList<Consumer<Map<String, Standing>>> all =
                new CopyOnWriteArrayList<>();
        private final CopyOnWriteArrayList<Consumer<Set<String>>> remembering =
                new CopyOnWriteArrayList<>();

        void add(Consumer<Map<String, Standing>> listener) {
            all.add(listener);
        }

        /** One that remembers something of apps. */
        void addRemembering(Consumer<Set<String>> listener) {
            remembering.add(listener);
        }

        /**
         * What is remembered of these apps is wrong from now on. Called before whoever changed them
         * here hears that it is done.
         */
        void forget(Set<String> apps) {
            remembering.forEach(one -> one.accept(apps));
        }

        private void tell(Map<String, Standing> apps) {
            forget(apps.keySet());
            all.forEach(one -> one.accept(apps));
        }
    }

    sealed interface Message {}

    /** Also at once, when somebody here has just changed something. */
    record Look() implements Message {}

    private record Began(@Nullable Long change) implements Message {}

    private record Seen(@Nullable Changes changes) implements Message {}

    private final Standings standings;
    private final Listeners listeners;
    private final TimerScheduler<Message> timers;
    private @Nullable Long since;
    private boolean looking;
    private boolean again;

    static Behavior<Message> of(Standings standings, Listeners listeners) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(
                        timers -> new RegistryWatch(context, timers, standings, listeners)));
    }

    private RegistryWatch(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Standings standings,
            Listeners listeners) {
        super(context);
        this.timers = timers;
        this.standings = standings;
        this.listeners = listeners;
        look();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onMessage(Message.class, this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Look _ -> look();
            case Began(var change) -> {
                since = change;
                looked(false);
            }
            case Seen(var changes) -> seen(changes);
        }
        return this;
    }

    private void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        timers.cancel(Look.class);
        var from = since;
        if (from == null) {
            getContext().pipeToSelf(standings.newest(), (change, _) -> new Began(change));
        } else {
            getContext().pipeToSelf(standings.since(from), (changes, _) -> new Seen(changes));
        }
    }

    private void seen(@Nullable Changes changes) {
        if (changes == null) {
            looked(false);
            return;
        }
        since = changes.change();
        if (!changes.apps().isEmpty()) {
            listeners.tell(changes.apps());
        }
        looked(changes.isFull());
    }

    private void looked(boolean more) {
        looking = false;
        if (more || again) {
            again = false;
            look();
        } else {
            timers.startSingleTimer(Look.class, new Look(), BETWEEN_LOOKS);
        }
    }
}

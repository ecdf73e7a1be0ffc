package gesso.cluster.live;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Who hears of every event: the rooms, one for each edge node. One that comes back gets the events
 * that it missed, as long as the tail has them. Actor-confined.
 */
final class Audience {
    private final ActorContext<EntityMessage> context;
    private final String of;
    private final Tail tail;
    private final long aliveNanos;
    private final Set<ActorRef<EntityUpdate>> subscribers = new HashSet<>(2);
    private long lastAlive = System.nanoTime();

    Audience(LiveEntity.Parts<?, ?> parts, Tail tail) {
        this.context = parts.context();
        this.of = parts.of();
        this.tail = tail;
        this.aliveNanos = parts.limits().alive().toNanos();
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    /**
     * @param since the revision that it has; negative for none
     * @param fresh the state, for one that is too far behind
     */
    void add(
            ActorRef<EntityUpdate> subscriber, long since, Supplier<? extends EntityUpdate> fresh) {
        if (subscribers.add(subscriber)) {
            context.watchWith(subscriber, new Inner.SubscriberGone(subscriber));
        }
        subscriber.tell(since(since, fresh));
    }

    void remove(ActorRef<EntityUpdate> subscriber) {
        if (subscribers.remove(subscriber)) {
            context.unwatch(subscriber);
        }
    }

    /** One that has ended by itself. */
    void gone(ActorRef<EntityUpdate> subscriber) {
        subscribers.remove(subscriber);
    }

    void tell(List<EventView> events) {
        publish(new EntityUpdate.Events(of, List.copyOf(events)));
    }

    /** Events that somebody else has stored, since a revision that everybody knows. */
    void catchUp(long since, Supplier<? extends EntityUpdate> fresh) {
        if (!subscribers.isEmpty()) {
            publish(since(since, fresh));
        }
    }

    /** A sign of life, when it is time for one. */
    void alive(long now, long revision) {
        if (now - lastAlive > aliveNanos) {
            lastAlive = now;
            publish(new EntityUpdate.Alive(of, revision));
        }
    }

    private EntityUpdate since(long since, Supplier<? extends EntityUpdate> fresh) {
        var missing = since < 0 ? null : tail.after(since).orElse(null);
        return missing == null ? fresh.get() : new EntityUpdate.Events(of, missing);
    }

    private void publish(EntityUpdate update) {
        subscribers.forEach(subscriber -> subscriber.tell(update));
    }
}

package gesso.cluster.live;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Who hears of every event: the rooms, one for each edge node. Actor-confined. */
final class Subscribers {
    private final ActorContext<EntityMessage> context;
    private final Set<ActorRef<EntityUpdate>> subscribers = new HashSet<>();

    Subscribers(ActorContext<EntityMessage> context) {
        this.context = context;
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    void add(ActorRef<EntityUpdate> subscriber) {
        if (subscribers.add(subscriber)) {
            context.watchWith(subscriber, new Inner.SubscriberGone(subscriber));
        }
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

    void publish(EntityUpdate update) {
        subscribers.forEach(subscriber -> subscriber.tell(update));
    }
}

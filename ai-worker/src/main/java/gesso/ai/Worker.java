package gesso.ai;

import gesso.protocol.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * One member of the pool. It makes itself known to the cluster, so that operators see it and the
 * generator will find it; it takes no work yet.
 */
public final class Worker {
    /** Under this name the workers of a cluster are found. */
    public static final ServiceKey<AreYouThere> KEY =
            ServiceKey.create(AreYouThere.class, "ai-worker");

    private Worker() {}

    /** Asks a worker for a sign of life. */
    public record AreYouThere(ActorRef<Here> replyTo) implements ClusterMessage {}

    /** The sign: the node that the worker lives on. */
    public record Here(String address) implements ClusterMessage {}

    /** Starts the worker of this node; it ends with the system. */
    public static ActorRef<AreYouThere> start(ActorSystem<?> system) {
        return system.systemActorOf(behavior(), "ai-worker", Props.empty());
    }

    static Behavior<AreYouThere> behavior() {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            var here = new Here(context.getSystem().address().toString());
            return Behaviors.receiveMessage(question -> {
                question.replyTo().tell(here);
                return Behaviors.same();
            });
        });
    }
}

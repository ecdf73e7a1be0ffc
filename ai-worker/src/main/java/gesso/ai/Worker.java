package gesso.ai;

import gesso.ai.analysis.Analyser;
import gesso.ai.analysis.Analysis;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * One member of the pool. It makes itself known to the cluster, so that operators see it and edges
 * find it, and takes one piece of work after the other.
 */
public final class Worker {
    private Worker() {}

    /** Starts the worker of this node; it ends with the system. */
    public static ActorRef<PoolMessage> start(ActorSystem<?> system) {
        return system.systemActorOf(behavior(), "ai-worker", Props.empty());
    }

    static Behavior<PoolMessage> behavior() {
        return Behaviors.setup(context -> {
            context.getSystem()
                    .receptionist()
                    .tell(Receptionist.register(PoolMessage.KEY, context.getSelf()));
            var here = new PoolMessage.Here(context.getSystem().address().toString());
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case PoolMessage.AreYouThere(var replyTo) -> replyTo.tell(here);
                    case PoolMessage.Analyse(var prompt, var replyTo) ->
                            replyTo.tell(analysed(prompt));
                }
                return Behaviors.same();
            });
        });
    }

    private static Analysed analysed(String prompt) {
        return switch (Analyser.analyse(prompt)) {
            case Analysis.Understood(var specification) -> new Analysed.Understood(specification);
            case Analysis.Declined(_, var reason) -> new Analysed.Declined(reason);
        };
    }
}

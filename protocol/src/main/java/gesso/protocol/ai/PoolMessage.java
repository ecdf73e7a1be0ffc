package gesso.protocol.ai;

import gesso.protocol.ClusterMessage;
import gesso.protocol.FieldError;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What a worker of the AI pool takes. Workers are found under {@link #KEY}, wherever they are. */
public sealed interface PoolMessage extends ClusterMessage {
    ServiceKey<PoolMessage> KEY = ServiceKey.create(PoolMessage.class, "ai-worker");

    /** Asks a worker for a sign of life. */
    record AreYouThere(ActorRef<Here> replyTo) implements PoolMessage {}

    /** The sign: the node that the worker lives on. */
    record Here(String address) implements ClusterMessage {}

    /** What does this prompt ask for? Nothing is kept of it. */
    record Analyse(String prompt, ActorRef<Analysed> replyTo) implements PoolMessage {}

    /** What would the code of this be? Nothing is kept of it. */
    record Preview(AppSpecification specification, ActorRef<Previewed> replyTo)
            implements PoolMessage {}

    sealed interface Previewed extends ClusterMessage {

        record Code(String code) implements Previewed {}

        /** What is wrong with it, such as a formula that cannot be read. */
        record Refused(List<FieldError> errors) implements Previewed {}
    }

    sealed interface Analysed extends ClusterMessage {

        record Understood(AppSpecification specification) implements Analysed {}

        /** No app comes of it. */
        record Declined(String reason) implements Analysed {}
    }
}

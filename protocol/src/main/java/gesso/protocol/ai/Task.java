package gesso.protocol.ai;

import gesso.protocol.ClusterMessage;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * Says that a version of a generation wants to be worked on. All else is read from the generation,
 * whose state says how far it is: whoever takes over goes on from there.
 *
 * @param owner whose it is, so that nobody has to wait for another person's heap of them
 */
public record Task(String generation, int version, String owner) implements ClusterMessage {
    public static final ServiceKey<ConsumerController.Command<Task>> WORKERS =
            ServiceKey.create(consumer(), "ai-tasks");

    @SuppressWarnings("unchecked") // a key needs a class, and there is none of a generic type
    private static Class<ConsumerController.Command<Task>> consumer() {
        return (Class<ConsumerController.Command<Task>>)
                (Class<?>) ConsumerController.Command.class;
    }
}

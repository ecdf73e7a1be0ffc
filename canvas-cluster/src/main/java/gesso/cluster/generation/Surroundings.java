package gesso.cluster.generation;

import gesso.protocol.ai.Task;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.generation.Generation;
import java.util.concurrent.CompletionStage;

/** What a generation brings about elsewhere. All of it can be asked again and has one effect. */
public interface Surroundings {

    void enqueue(Task task);

    void withdraw(String generation);

    /** The entry for the registry of a version that passed everything, signed. */
    CompletionStage<Manifest> packaged(String generation, Generation state);

    CompletionStage<OperationReply> publish(String generation, Manifest manifest);

    /** Puts a widget of the app onto the generation's canvas, as its owner. */
    CompletionStage<Placing> place(String generation, Generation state);

    CompletionStage<OperationReply> share(String generation, String version);

    /** What became of placing. */
    sealed interface Placing {
        record Placed(String widget) implements Placing {}

        /**
         * @param reason for people
         */
        record Refused(String reason) implements Placing {}

        record Later() implements Placing {}
    }
}

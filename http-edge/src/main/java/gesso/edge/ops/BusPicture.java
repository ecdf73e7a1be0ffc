package gesso.edge.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;

/** The event bus as operators see it; the cluster part of the node knows. */
public interface BusPicture {

    /** Every subscription, how it stands, and the events that it could not handle. */
    CompletionStage<JsonNode> look();

    /** Tries all parked events of a subscription once more; how many those are. */
    CompletionStage<Integer> again(String subscription);
}

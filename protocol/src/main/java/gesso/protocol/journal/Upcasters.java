package gesso.protocol.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lifts events of old versions: pure JSON to JSON, one step per version, by manifest. A stored
 * event is never rewritten; it is lifted each time it is read.
 */
public record Upcasters(Map<String, Step> steps) {

    /** Every version so far is the first one. */
    public static final Upcasters CURRENT = new Upcasters(Map.of());

    /**
     * @param to the manifest of the result, the next version
     */
    public record Step(String to, UnaryOperator<JsonNode> lift) {}

    public record Lifted(String manifest, JsonNode data) {}

    /** Steps until there is none for the manifest reached; an unknown manifest stays as it is. */
    public Lifted lift(String manifest, JsonNode data) {
        var lifted = new Lifted(manifest, data);
        for (var step = steps.get(manifest); step != null; step = steps.get(lifted.manifest())) {
            lifted = new Lifted(step.to(), step.lift().apply(lifted.data()));
        }
        return lifted;
    }
}

package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.entity.WidgetStart;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that one instance of a micro-app knows.
 *
 * @param start what its canvas says of it: not from its own journal and not part of a snapshot
 * @param configured the newest config; null as long as it is the one that it started with
 * @param shared state that anybody may patch, key by key
 * @param sharedBytes size of {@code shared} as canonical JSON
 * @param own what its backend keeps
 */
public record Widget<S>(
        @Nullable WidgetStart start,
        @Nullable JsonNode configured,
        ObjectNode shared,
        int sharedBytes,
        S own,
        long revision,
        long at) {

    public Widget<S> started(WidgetStart from) {
        return new Widget<>(from, configured, shared, sharedBytes, own, revision, at);
    }

    public JsonNode config() {
        if (configured != null) {
            return configured;
        }
        return Objects.requireNonNull(start, "a widget decides and shows nothing before its start")
                .config();
    }
}

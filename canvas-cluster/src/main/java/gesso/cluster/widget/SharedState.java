package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gesso.protocol.Json;

/** Top-level keys where the last writer wins; null stands for absent. Trees are never changed. */
final class SharedState {
    static final int EMPTY_BYTES = 2;

    private SharedState() {}

    static JsonNode value(JsonNode shared, String key) {
        return shared.has(key) ? shared.path(key) : NullNode.getInstance();
    }

    static ObjectNode patched(ObjectNode shared, JsonNode patch) {
        var next = Json.object();
        next.setAll(shared);
        for (var entry : patch.properties()) {
            if (entry.getValue().isNull()) {
                next.remove(entry.getKey());
            } else {
                next.set(entry.getKey(), entry.getValue());
            }
        }
        return next;
    }

    /** By how many bytes a patch makes the canonical JSON longer, a comma counted for each key. */
    static int growth(JsonNode shared, JsonNode patch) {
        int growth = 0;
        for (var entry : patch.properties()) {
            growth += bytes(entry.getKey(), entry.getValue());
            growth -= bytes(entry.getKey(), value(shared, entry.getKey()));
        }
        return growth;
    }

    private static int bytes(String key, JsonNode value) {
        return value.isNull()
                ? 0
                : Json.canonical(TextNode.valueOf(key)).length + 2 + Json.canonical(value).length;
    }
}

package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;

/** Equal JSON as equal text. */
final class Canonical {
    private Canonical() {}

    static String text(JsonNode tree) {
        return new String(Json.canonical(tree), StandardCharsets.UTF_8);
    }
}

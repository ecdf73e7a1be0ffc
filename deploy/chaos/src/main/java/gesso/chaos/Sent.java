package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;

/**
 * One operation of one client, as it is sent and sent again.
 *
 * @param client as the journal names it
 * @param to {@code canvas} or a widget
 */
record Sent(
        String id,
        String client,
        String user,
        String canvas,
        String to,
        String what,
        JsonNode data) {

    ObjectNode frame(boolean again) {
        var frame = Json.object().put("t", "cmd").put("id", id).put("to", to).put("do", what);
        frame.set("data", data);
        return again ? frame.put("again", true) : frame;
    }
}

package gesso.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the events of a chat make of one message: the same cases as {@code gesso.cluster.chat} and
 * the page's Chat, held together by a shared golden vector. Total: an event of a newer release
 * changes nothing.
 */
final class MessageFold {
    private MessageFold() {}

    static ObjectNode posted(JsonNode data) {
        ObjectNode message = data.deepCopy();
        message.putArray("reactions");
        return message;
    }

    static ObjectNode changed(ObjectNode before, String type, JsonNode data) {
        ObjectNode message = before.deepCopy();
        switch (type) {
            case "chat.edited" -> {
                message.set("text", data.path("text"));
                message.set("mentions", data.path("mentions"));
                message.remove("editedAt");
                if (data.has("editedAt")) {
                    message.set("editedAt", data.path("editedAt"));
                }
            }
            case "chat.reacted" -> message.set("reactions", reactions(message, data));
            case "chat.removed" -> {
                message.put("text", "").remove("editedAt");
                message.putArray("mentions");
                message.putArray("reactions");
                message.set("removedBy", data.path("removedBy"));
            }
            case "chat.restored" -> {
                return data.path("message").deepCopy();
            }
            default -> {
                // Of a chat as a whole, or of a newer release.
            }
        }
        return message;
    }

    private static ArrayNode reactions(JsonNode message, JsonNode data) {
        var users = new TreeMap<String, SortedSet<String>>();
        for (var one : message.path("reactions")) {
            var all = users.computeIfAbsent(one.path("emoji").asText(), _ -> new TreeSet<>());
            one.path("users").forEach(user -> all.add(user.asText()));
        }
        var own = users.computeIfAbsent(data.path("emoji").asText(), _ -> new TreeSet<>());
        var user = data.path("userId").asText();
        if (data.path("on").asBoolean()) {
            own.add(user);
        } else {
            own.remove(user);
        }
        var next = Json.MAPPER.createArrayNode();
        users.forEach((emoji, all) -> {
            if (!all.isEmpty()) {
                all.forEach(next.addObject().put("emoji", emoji).putArray("users")::add);
            }
        });
        return next;
    }
}

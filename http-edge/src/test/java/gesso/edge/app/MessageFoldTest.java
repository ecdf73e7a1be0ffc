package gesso.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import gesso.protocol.testing.Golden;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageFoldTest {

    @Test
    @DisplayName("[ED-L20] messages fold as in the backend and on the page")
    void asInTheVector() {
        var file = Golden.read("fold/widget-chat.json");
        var messages = new LinkedHashMap<String, ObjectNode>();
        for (var event : file.path("events")) {
            var type = event.path("type").asText();
            var data = event.path("data");
            var id = data.path("id").asText();
            if (type.equals("chat.posted")) {
                messages.put(id, MessageFold.posted(data));
            } else {
                messages.computeIfPresent(
                        id, (_, message) -> MessageFold.changed(message, type, data));
            }
        }
        JsonNode folded = Json.MAPPER.valueToTree(messages.values());
        assertThat(Json.canonical(folded))
                .isEqualTo(Json.canonical(file.at("/state/state/messages")));
    }

    @Test
    @DisplayName("[ED-L20] an event of a newer release changes no message")
    void unknown() {
        var message = Json.object().put("id", "m1").put("text", "Hello");
        assertThat(MessageFold.changed(message, "chat.pinned", Json.object())).isEqualTo(message);
    }
}

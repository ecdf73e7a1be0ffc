package gesso.edge.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.live.Names;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasView.MemberView;
import gesso.protocol.entity.OperationReply;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the outside sees of a canvas: its state with people's names, and parts of it. */
final class CanvasAnswers {
    private final Names names;

    CanvasAnswers(Names names) {
        this.names = names;
    }

    /** The state as an entity gives it, with the members' names; they are left out in need. */
    CompletionStage<ObjectNode> named(JsonNode state) {
        var users = new HashSet<String>();
        state.path("members").forEach(member -> users.add(member.path("user").asText()));
        return names.of(users)
                .exceptionally(_ -> Map.of())
                .thenApply(known -> {
                    ObjectNode named = state.deepCopy();
                    for (var member : named.path("members")) {
                        var name = known.get(member.path("user").asText());
                        if (name != null && member instanceof ObjectNode one) {
                            one.put("name", name);
                        }
                    }
                    return named;
                });
    }

    /** A canvas as its first event makes it: the same answer for ever. */
    static ObjectNode created(
            String canvas, String user, String name, OperationReply.Accepted accepted) {
        var owner = Json.tree(new MemberView(user, Role.OWNER, name));
        var state = Json.object().put("id", canvas);
        var data = accepted.events().getFirst().data();
        state.set("title", data.path("title"));
        state.put("revision", accepted.revision());
        state.put("at", accepted.at());
        state.put("role", Role.OWNER.code());
        state.set("grid", data.path("grid"));
        for (var part : List.of("widgets", "removed", "layouts")) {
            state.putArray(part);
        }
        state.putArray("members").add(owner);
        return state;
    }

    /** A widget of the state, on the canvas or removed. */
    static Optional<JsonNode> widget(JsonNode state, String widget) {
        return inList(state.path("widgets"), "id", widget)
                .or(() -> inList(state.path("removed"), "id", widget));
    }

    static Optional<JsonNode> inList(JsonNode list, String key, String value) {
        for (var one : list) {
            if (one.path(key).asText().equals(value)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** {@code made} with the revision and instant of the write that made it. */
    static ObjectNode with(OperationReply.Accepted accepted, JsonNode made) {
        ObjectNode answer = made.deepCopy();
        return answer.put("revision", accepted.revision()).put("at", accepted.at());
    }
}

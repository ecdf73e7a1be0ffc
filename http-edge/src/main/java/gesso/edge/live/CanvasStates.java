package gesso.edge.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Role;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * State frames, encoded once: of a widget one for all, of the canvas one for each role, with the
 * members' names put in.
 */
final class CanvasStates {
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Encoded> widgets = new HashMap<>();
    private final EnumMap<Role, Encoded> canvas = new EnumMap<>(Role.class);

    private record Encoded(EntityUpdate.State state, ByteString bytes) {}

    /** Members whose names have not been asked for. */
    Set<String> strangers(EntityUpdate.State state) {
        var users = new HashSet<String>();
        for (var member : state.data().path("members")) {
            users.add(member.path("user").asText());
        }
        users.removeAll(asked);
        return users;
    }

    /** They are not asked for again, whatever comes of it. */
    void ask(Set<String> users) {
        asked.addAll(users);
    }

    void name(Map<String, String> known) {
        names.putAll(known);
        canvas.clear();
    }

    ByteString canvas(EntityUpdate.State state, Role role) {
        var encoded = canvas.get(role);
        if (encoded == null || encoded.state() != state) {
            encoded = new Encoded(state, bytes(state, named(state, role)));
            canvas.put(role, encoded);
        }
        return encoded.bytes();
    }

    ByteString widget(EntityUpdate.State state) {
        var encoded = widgets.get(state.of());
        if (encoded == null || encoded.state() != state) {
            encoded = new Encoded(state, bytes(state, null));
            widgets.put(state.of(), encoded);
        }
        return encoded.bytes();
    }

    void forget(String widget) {
        widgets.remove(widget);
    }

    private @Nullable ObjectNode named(EntityUpdate.State state, Role role) {
        if (!(state.data() instanceof ObjectNode plain)) {
            return null;
        }
        var data = plain.deepCopy().put("role", role.code());
        if (data.get("members") instanceof ArrayNode members) {
            for (var member : members) {
                var name = names.get(member.path("user").asText());
                if (name != null && member instanceof ObjectNode one) {
                    one.put("name", name);
                }
            }
        }
        return data;
    }

    private static ByteString bytes(EntityUpdate.State state, @Nullable ObjectNode data) {
        return ByteString.fromArrayUnsafe(
                FrameCodec.bytes(
                        new ServerFrame.State(
                                state.of(),
                                state.rev(),
                                state.at(),
                                data == null ? state.data() : data)));
    }
}

package gesso.cluster.chat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation of everybody on the canvas. */
public final class ChatBackend implements MicroAppBackend<ChatState, ChatEvent> {
    private static final Set<String> OF_COMMENTERS =
            Set.of("chat.post", "chat.edit", "chat.remove", "chat.react");

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public ChatState initial() {
        return ChatState.EMPTY;
    }

    @Override
    public Decision<ChatEvent> decide(
            ChatState state, String command, JsonNode data, Origin origin) {
        return decide(state, command, data, origin, Role.EDITOR);
    }

    @Override
    public Decision<ChatEvent> decide(
            ChatState state, String command, JsonNode data, Origin origin, Role role) {
        return ChatRules.decide(state, command, data, origin, role);
    }

    @Override
    public ChatState evolve(ChatState state, Origin origin, ChatEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<ChatEvent> compensate(ChatState state, ChatEvent event, Origin origin) {
        return ChatRules.compensate(state, event, origin);
    }

    @Override
    public String property(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Posted(var id, _, _, _, _, _) -> "presence of " + id;
            case ChatEvent.Removed(var id, _, _) -> "presence of " + id;
            case ChatEvent.Restored(var id, _) -> "presence of " + id;
            case ChatEvent.Edited edited -> "text of " + edited.id();
            case ChatEvent.Reacted(var id, var emoji, var user, _) ->
                    emoji + " of " + user + " on " + id;
            case ChatEvent.Allowed _ -> "commenters";
        };
    }

    @Override
    public @Nullable JsonNode answer(List<ChatEvent> events) {
        return events.getLast() instanceof ChatEvent.Posted posted
                ? Json.object().put("id", posted.id())
                : null;
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit() || (role.mayComment() && OF_COMMENTERS.contains(command));
    }

    @Override
    public Set<String> keys() {
        return Set.of("messages", "earlier", "commenters");
    }

    @Override
    public String type(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Posted _ -> "chat.posted";
            case ChatEvent.Edited _ -> "chat.edited";
            case ChatEvent.Reacted _ -> "chat.reacted";
            case ChatEvent.Removed _ -> "chat.removed";
            case ChatEvent.Restored _ -> "chat.restored";
            case ChatEvent.Allowed _ -> "chat.allowed";
        };
    }

    @Override
    public JsonNode encode(ChatEvent event) {
        return Json.tree(event);
    }

    @Override
    public ChatEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "chat.posted" -> Json.value(data, ChatEvent.Posted.class);
            case "chat.edited" -> Json.value(data, ChatEvent.Edited.class);
            case "chat.reacted" -> Json.value(data, ChatEvent.Reacted.class);
            case "chat.removed" -> Json.value(data, ChatEvent.Removed.class);
            case "chat.restored" -> Json.value(data, ChatEvent.Restored.class);
            case "chat.allowed" -> Json.value(data, ChatEvent.Allowed.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(ChatState state) {
        return Json.tree(state);
    }

    @Override
    public ChatState restore(JsonNode view) {
        return Json.value(view, ChatState.class);
    }
}

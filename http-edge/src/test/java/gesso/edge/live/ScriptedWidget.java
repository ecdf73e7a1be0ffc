package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.widget.WidgetCommand;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A widget with a todo list. */
public final class ScriptedWidget extends ScriptedEntity {
    private final String widget;
    private final Map<String, ObjectNode> todos = new LinkedHashMap<>();
    private final ObjectNode shared = Json.object();
    private JsonNode config = Json.object();

    /** {@code entity} is {@code canvas|widget}. */
    public static Behavior<EntityMessage> of(String entity) {
        return Behaviors.setup(context ->
                new ScriptedWidget(context, entity.substring(entity.lastIndexOf('|') + 1)));
    }

    private ScriptedWidget(ActorContext<EntityMessage> context, String widget) {
        super(context, widget);
        this.widget = widget;
    }

    @Override
    protected ReadReply read(EntityMessage.Read read) {
        return new ReadReply.State(revision(), at(), view());
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(widget, revision(), at(), view());
    }

    @Override
    protected Decided decide(Operation operation) {
        return operation.command() instanceof WidgetCommand command
                ? decide(operation, command)
                : new Decided.No(Refusal.UNKNOWN_COMMAND);
    }

    private Decided decide(Operation operation, WidgetCommand command) {
        return switch (command) {
            case WidgetCommand.Configure(var given) -> {
                config = given;
                yield event("configured", command);
            }
            case WidgetCommand.SetState(var patch) -> {
                shared.setAll((ObjectNode) patch);
                yield event("state-patched", command);
            }
            case WidgetCommand.Emit(var type, var data) -> event(type, data);
            case WidgetCommand.App(var name, var data) -> todo(operation, name, data);
            case WidgetCommand.Seed _, WidgetCommand.Compensate _ ->
                    new Decided.No(Refusal.UNKNOWN_COMMAND);
        };
    }

    private Decided todo(Operation operation, String name, JsonNode data) {
        var id = data.path("id").asText();
        if (name.equals("todo.add")) {
            var fresh = "t" + (todos.size() + 1);
            var created = Instant.ofEpochMilli(HybridClock.millis(at()));
            var item = Json.object().put("id", fresh).put("text", data.path("text").asText());
            item.put("done", false).put("userId", operation.user());
            item.put("createdAt", created.toString());
            todos.put(fresh, item);
            return event("todo.created", item.deepCopy()).with(Json.object().put("id", fresh));
        }
        var item = todos.get(id);
        if (item == null) {
            return new Decided.No(Refusal.NOT_FOUND);
        }
        switch (name) {
            case "todo.edit" -> item.put("text", data.path("text").asText());
            case "todo.toggle" -> item.put("done", data.path("done").asBoolean());
            case "todo.remove" -> todos.remove(id);
            default -> {
                return new Decided.No(Refusal.UNKNOWN_COMMAND);
            }
        }
        return event(name, data);
    }

    private ObjectNode view() {
        var view = Json.object();
        view.putObject("app").put("id", "todo").put("version", "1.0.0");
        view.set("config", config.deepCopy());
        var state = view.putObject("state");
        state.setAll(shared.deepCopy());
        var list = state.putArray("todos");
        todos.values().forEach(item -> list.add(item.deepCopy()));
        return view;
    }
}

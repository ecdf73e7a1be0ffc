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
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A widget of a generated app with one collection, {@code habits}. */
public final class ScriptedRecords extends ScriptedEntity {
    private final String widget;
    private final List<ObjectNode> habits = new ArrayList<>();

    /** {@code entity} is {@code canvas|widget}. */
    public static Behavior<EntityMessage> of(String entity) {
        return Behaviors.setup(context ->
                new ScriptedRecords(context, entity.substring(entity.lastIndexOf('|') + 1)));
    }

    private ScriptedRecords(ActorContext<EntityMessage> context, String widget) {
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
        return operation.command() instanceof WidgetCommand.App(var name, var data)
                        && data.path("collection").asText().equals("habits")
                ? decide(operation, name, data)
                : new Decided.No(Refusal.UNKNOWN_COMMAND);
    }

    private Decided decide(Operation operation, String name, JsonNode data) {
        if (name.equals("records.add")) {
            var id = "r" + (habits.size() + 1);
            var habit = Json.object().put("id", id).put("by", operation.user());
            habit.put("at", HybridClock.millis(at())).set("values", data.path("values"));
            habits.add(habit);
            return event("records.added", habit.deepCopy().put("collection", "habits"))
                    .with(Json.object().put("id", id));
        }
        var found =
                habits.stream().filter(one -> one.path("id").equals(data.path("id"))).findFirst();
        if (found.isEmpty()) {
            return new Decided.No(Refusal.NOT_FOUND);
        }
        var habit = found.get();
        switch (name) {
            case "records.edit" ->
                    ((ObjectNode) habit.path("values")).setAll((ObjectNode) data.path("values"));
            case "records.remove" -> habits.remove(habit);
            case "records.move" -> {
                habits.remove(habit);
                habits.addFirst(habit);
            }
            default -> {
                return new Decided.No(Refusal.UNKNOWN_COMMAND);
            }
        }
        return event(name, data);
    }

    private ObjectNode view() {
        var view = Json.object();
        view.putObject("app").put("id", "habits").put("version", "1.0.0");
        view.putObject("config");
        var list = view.putObject("state").putObject("collections").putArray("habits");
        habits.forEach(habit -> list.add(habit.deepCopy()));
        return view;
    }
}

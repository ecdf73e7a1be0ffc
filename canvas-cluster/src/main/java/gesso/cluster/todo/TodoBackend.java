package gesso.cluster.todo;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Things to do, in lists or in none, shared by everybody on the canvas. */
public final class TodoBackend implements MicroAppBackend<TodoState, TodoEvent> {
    /** Items in one widget. */
    public static final int TODOS_MAX = 2_000;

    /** UTF-16 units after trimming. */
    public static final int TEXT_MAX = 500;

    /** Lists in one widget. */
    public static final int LISTS_MAX = 50;

    /** UTF-16 units of a list's name after trimming. */
    public static final int NAME_MAX = 80;

    @Override
    public String name() {
        return "todo";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public TodoState initial() {
        return TodoState.EMPTY;
    }

    @Override
    public Decision<TodoEvent> decide(
            TodoState state, String command, JsonNode data, Origin origin) {
        return TodoCommands.decide(state, command, data, origin);
    }

    @Override
    public TodoState evolve(TodoState state, Origin origin, TodoEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<TodoEvent> compensate(TodoState state, TodoEvent event, Origin origin) {
        return TodoUndo.compensate(state, event);
    }

    @Override
    public String property(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created e -> "presence of " + e.id();
            case TodoEvent.Removed e -> "presence of " + e.id();
            case TodoEvent.Restored e -> "presence of " + e.id();
            case TodoEvent.Edited e -> "text of " + e.id();
            case TodoEvent.Toggled e -> "done of " + e.id();
            case TodoEvent.DueSet e -> "due of " + e.id();
            case TodoEvent.Assigned e -> "assignee of " + e.id();
            case TodoEvent.Moved e -> "place of " + e.id();
            case TodoEvent.Ticked e -> "done of " + String.join(" ", e.ids());
            case TodoEvent.ListAdded e -> "presence of list " + e.id();
            case TodoEvent.ListRemoved e -> "presence of list " + e.id();
            case TodoEvent.ListRestored e -> "presence of list " + e.id();
            case TodoEvent.ListRenamed e -> "name of list " + e.id();
        };
    }

    @Override
    public @Nullable JsonNode answer(List<TodoEvent> events) {
        return switch (events.getLast()) {
            case TodoEvent.Created made -> Json.object().put("id", made.id());
            case TodoEvent.ListAdded made -> Json.object().put("id", made.id());
            case TodoEvent.Edited _,
                    TodoEvent.Toggled _,
                    TodoEvent.Removed _,
                    TodoEvent.Restored _,
                    TodoEvent.DueSet _,
                    TodoEvent.Assigned _,
                    TodoEvent.Moved _,
                    TodoEvent.Ticked _,
                    TodoEvent.ListRenamed _,
                    TodoEvent.ListRemoved _,
                    TodoEvent.ListRestored _ ->
                    null;
        };
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("todos", "lists");
    }

    @Override
    public String type(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created _ -> "todo.created";
            case TodoEvent.Edited _ -> "todo.edited";
            case TodoEvent.Toggled _ -> "todo.toggled";
            case TodoEvent.Removed _ -> "todo.removed";
            case TodoEvent.Restored _ -> "todo.restored";
            case TodoEvent.DueSet _ -> "todo.due-set";
            case TodoEvent.Assigned _ -> "todo.assigned";
            case TodoEvent.Moved _ -> "todo.moved";
            case TodoEvent.Ticked _ -> "todo.ticked";
            case TodoEvent.ListAdded _ -> "todo.list-added";
            case TodoEvent.ListRenamed _ -> "todo.list-renamed";
            case TodoEvent.ListRemoved _ -> "todo.list-removed";
            case TodoEvent.ListRestored _ -> "todo.list-restored";
        };
    }

    @Override
    public JsonNode encode(TodoEvent event) {
        return Json.tree(event);
    }

    @Override
    public TodoEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "todo.created" -> Json.value(data, TodoEvent.Created.class);
            case "todo.edited" -> Json.value(data, TodoEvent.Edited.class);
            case "todo.toggled" -> Json.value(data, TodoEvent.Toggled.class);
            case "todo.removed" -> Json.value(data, TodoEvent.Removed.class);
            case "todo.restored" -> Json.value(data, TodoEvent.Restored.class);
            case "todo.due-set" -> Json.value(data, TodoEvent.DueSet.class);
            case "todo.assigned" -> Json.value(data, TodoEvent.Assigned.class);
            case "todo.moved" -> Json.value(data, TodoEvent.Moved.class);
            case "todo.ticked" -> Json.value(data, TodoEvent.Ticked.class);
            case "todo.list-added" -> Json.value(data, TodoEvent.ListAdded.class);
            case "todo.list-renamed" -> Json.value(data, TodoEvent.ListRenamed.class);
            case "todo.list-removed" -> Json.value(data, TodoEvent.ListRemoved.class);
            case "todo.list-restored" -> Json.value(data, TodoEvent.ListRestored.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(TodoState state) {
        return Json.tree(state);
    }

    @Override
    public TodoState restore(JsonNode view) {
        return Json.value(view, TodoState.class);
    }
}

package gesso.cluster.todo;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of things to do, shared by everybody on the canvas. */
public final class TodoBackend implements MicroAppBackend<TodoState, TodoEvent> {
    /** Items in one list. */
    public static final int TODOS_MAX = 2_000;

    /** UTF-16 units after trimming. */
    public static final int TEXT_MAX = 500;

    /** UTF-16 units before trimming. */
    private static final int RAW_MAX = 2 * TEXT_MAX;

    @Override
    public String name() {
        return "todo";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public TodoState initial() {
        return TodoState.EMPTY;
    }

    @Override
    public Decision<TodoEvent> decide(
            TodoState state, String command, JsonNode data, Origin origin) {
        var f = Fields.of(data);
        return switch (command) {
            case "todo.add" -> add(state, f, origin);
            case "todo.edit" -> edit(state, f);
            case "todo.toggle" -> toggle(state, f);
            case "todo.remove" -> remove(state, f);
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    @Override
    public TodoState evolve(TodoState state, Origin origin, TodoEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<TodoEvent> compensate(TodoState state, TodoEvent event, Origin origin) {
        var now = state.find(event.id());
        if (event instanceof TodoEvent.Removed(var id, var item, var index)) {
            return now.isPresent() || state.todos().size() >= TODOS_MAX
                    ? nothing()
                    : accept(new TodoEvent.Restored(id, item, index));
        }
        return now.map(item -> compensate(state, event, item)).orElseGet(Decision::nothing);
    }

    private static Decision<TodoEvent> compensate(TodoState state, TodoEvent event, Todo now) {
        return switch (event) {
            case TodoEvent.Created _, TodoEvent.Restored _ ->
                    accept(new TodoEvent.Removed(now.id(), now, state.index(now.id())));
            case TodoEvent.Edited(var id, var text, var was) ->
                    now.text().equals(text)
                            ? accept(new TodoEvent.Edited(id, was, text))
                            : nothing();
            case TodoEvent.Toggled(var id, var done) ->
                    now.done() == done ? accept(new TodoEvent.Toggled(id, !done)) : nothing();
            case TodoEvent.Removed _ -> nothing();
        };
    }

    @Override
    public String property(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created _, TodoEvent.Removed _, TodoEvent.Restored _ ->
                    "presence of " + event.id();
            case TodoEvent.Edited _ -> "text of " + event.id();
            case TodoEvent.Toggled _ -> "done of " + event.id();
        };
    }

    @Override
    public @Nullable JsonNode answer(List<TodoEvent> events) {
        return events.getLast() instanceof TodoEvent.Created created
                ? Json.object().put("id", created.id())
                : null;
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("todos");
    }

    @Override
    public String type(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created _ -> "todo.created";
            case TodoEvent.Edited _ -> "todo.edited";
            case TodoEvent.Toggled _ -> "todo.toggled";
            case TodoEvent.Removed _ -> "todo.removed";
            case TodoEvent.Restored _ -> "todo.restored";
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

    /** Who made it and when are the server's to say: what a client sends of that is ignored. */
    private static Decision<TodoEvent> add(TodoState state, Fields f, Origin origin) {
        f.has("userId");
        f.has("createdAt");
        var text = text(f);
        var given = f.optional("id", f::widget);
        return when(
                f.done(text),
                _ -> {
                    var id = given == null ? Sums.id("todo", origin.client(), origin.op()) : given;
                    if (state.index(id) >= 0) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    if (state.todos().size() >= TODOS_MAX) {
                        return refuse(Refusal.TOO_LARGE, "a list holds " + TODOS_MAX + " items");
                    }
                    var time = Instant.ofEpochMilli(HybridClock.millis(origin.at()));
                    return accept(
                            new TodoEvent.Created(id, text, false, origin.user(), time.toString()));
                });
    }

    private static Decision<TodoEvent> edit(TodoState state, Fields f) {
        var text = text(f);
        return known(
                state,
                f,
                now ->
                        now.text().equals(text)
                                ? nothing()
                                : accept(new TodoEvent.Edited(now.id(), text, now.text())));
    }

    private static Decision<TodoEvent> toggle(TodoState state, Fields f) {
        var wanted = f.optional("done", f::truth);
        return known(
                state,
                f,
                now ->
                        wanted != null && wanted == now.done()
                                ? nothing()
                                : accept(new TodoEvent.Toggled(now.id(), !now.done())));
    }

    private static Decision<TodoEvent> remove(TodoState state, Fields f) {
        return known(
                state,
                f,
                now -> accept(new TodoEvent.Removed(now.id(), now, state.index(now.id()))));
    }

    private static Decision<TodoEvent> known(
            TodoState state, Fields f, Function<Todo, Decision<TodoEvent>> then) {
        return when(
                f.done(f.widget("id")),
                id -> {
                    var item = state.find(id);
                    return item.isEmpty() ? unknown() : then.apply(item.get());
                });
    }

    private static <T> Decision<TodoEvent> when(
            Decoded<T> read, Function<T, Decision<TodoEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }

    private static String text(Fields f) {
        var text = f.title("text", RAW_MAX).strip();
        if (text.length() > TEXT_MAX) {
            f.fault(f.at("text"), "must have 1 to " + TEXT_MAX + " characters");
        }
        return text;
    }

    private static Decision<TodoEvent> unknown() {
        return refuse(Refusal.NOT_FOUND, "there is no such item");
    }
}

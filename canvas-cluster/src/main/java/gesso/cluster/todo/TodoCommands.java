package gesso.cluster.todo;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What each command does to a widget's items and lists: one event, or none when nothing changes.
 */
final class TodoCommands {
    /** UTF-16 units before trimming. */
    private static final int RAW_MAX = 2 * TodoBackend.TEXT_MAX;

    private final TodoState state;
    private final Fields f;
    private final Origin origin;

    private TodoCommands(TodoState state, Fields f, Origin origin) {
        this.state = state;
        this.f = f;
        this.origin = origin;
    }

    static Decision<TodoEvent> decide(
            TodoState state, String command, JsonNode data, Origin origin) {
        var one = new TodoCommands(state, Fields.of(data), origin);
        return switch (command) {
            case "todo.add" -> one.add();
            case "todo.edit" -> one.edit();
            case "todo.toggle" -> one.toggle();
            case "todo.remove" -> one.remove();
            case "todo.due" -> one.due();
            case "todo.assign" -> one.assign();
            case "todo.move" -> one.move(data);
            case "todo.tick" -> one.tick();
            case "todo.list-add" -> one.addList();
            case "todo.list-rename" -> one.renameList();
            case "todo.list-remove" -> one.removeList();
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    /** Who made it and when are the server's to say: what a client sends of that is ignored. */
    private Decision<TodoEvent> add() {
        f.has("userId");
        f.has("createdAt");
        var text = text();
        var given = f.optional("id", f::widget);
        var due = f.optional("due", this::day);
        var assignee = f.optional("assignee", f::entity);
        var list = f.optional("list", f::widget);
        return when(
                f.done(text),
                _ -> {
                    var id = given == null ? Sums.id("todo", origin.client(), origin.op()) : given;
                    if (state.index(id) >= 0) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    if (list != null && state.listIndex(list) < 0) {
                        return noList();
                    }
                    if (state.todos().size() >= TodoBackend.TODOS_MAX) {
                        return refuse(
                                Refusal.TOO_LARGE,
                                "a widget holds " + TodoBackend.TODOS_MAX + " items");
                    }
                    var time = Instant.ofEpochMilli(HybridClock.millis(origin.at())).toString();
                    return accept(
                            new TodoEvent.Created(
                                    id, text, false, origin.user(), time, due, assignee, list));
                });
    }

    private Decision<TodoEvent> edit() {
        var text = text();
        return ofItem(now ->
                now.text().equals(text)
                        ? nothing()
                        : accept(new TodoEvent.Edited(now.id(), text, now.text())));
    }

    private Decision<TodoEvent> toggle() {
        var wanted = f.optional("done", f::truth);
        return ofItem(now ->
                wanted != null && wanted == now.done()
                        ? nothing()
                        : accept(new TodoEvent.Toggled(now.id(), !now.done())));
    }

    private Decision<TodoEvent> remove() {
        return ofItem(now -> accept(new TodoEvent.Removed(now.id(), now, state.index(now.id()))));
    }

    private Decision<TodoEvent> due() {
        var due = f.optional("due", this::day);
        return ofItem(now ->
                Objects.equals(now.due(), due)
                        ? nothing()
                        : accept(new TodoEvent.DueSet(now.id(), due, now.due())));
    }

    private Decision<TodoEvent> assign() {
        var assignee = f.optional("assignee", f::entity);
        return ofItem(now ->
                Objects.equals(now.assignee(), assignee)
                        ? nothing()
                        : accept(new TodoEvent.Assigned(now.id(), assignee, now.assignee())));
    }

    /** Before an item, else at the end; into a list when one is given, null for none. */
    private Decision<TodoEvent> move(JsonNode data) {
        var before = f.optional("before", f::widget);
        var list = f.optional("list", f::widget);
        return ofItem(now -> {
            var into = data.has("list") ? list : now.list();
            if (into != null && state.listIndex(into) < 0) {
                return noList();
            }
            if (before != null && state.index(before) < 0) {
                return unknown();
            }
            var was = state.after(now.id());
            boolean stays = now.id().equals(before) || Objects.equals(before, was);
            return stays && Objects.equals(into, now.list())
                    ? nothing()
                    : accept(
                            new TodoEvent.Moved(
                                    now.id(), stays ? was : before, was, into, now.list()));
        });
    }

    /** Those with these ids, or all. */
    private Decision<TodoEvent> tick() {
        var ids = f.optional("ids", name -> f.widgets(name, TodoBackend.TODOS_MAX));
        boolean done = f.truth("done");
        return when(
                f.done(done),
                _ -> {
                    var wanted = ids == null ? null : new HashSet<>(ids);
                    List<String> changed =
                            state.todos().stream()
                                    .filter(todo -> todo.done() != done)
                                    .map(Todo::id)
                                    .filter(id -> wanted == null || wanted.contains(id))
                                    .toList();
                    return changed.isEmpty()
                            ? nothing()
                            : accept(new TodoEvent.Ticked(changed, done));
                });
    }

    private Decision<TodoEvent> addList() {
        var name = listName();
        var given = f.optional("id", f::widget);
        return when(
                f.done(name),
                _ -> {
                    var id = given == null ? Sums.id("list", origin.client(), origin.op()) : given;
                    if (state.listIndex(id) >= 0) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    return state.lists().size() >= TodoBackend.LISTS_MAX
                            ? refuse(
                                    Refusal.TOO_LARGE,
                                    "a widget holds " + TodoBackend.LISTS_MAX + " lists")
                            : accept(new TodoEvent.ListAdded(id, name));
                });
    }

    private Decision<TodoEvent> renameList() {
        var name = listName();
        return ofList(now ->
                now.name().equals(name)
                        ? nothing()
                        : accept(new TodoEvent.ListRenamed(now.id(), name, now.name())));
    }

    private Decision<TodoEvent> removeList() {
        return ofList(now ->
                accept(
                        new TodoEvent.ListRemoved(
                                now.id(),
                                now.name(),
                                state.listIndex(now.id()),
                                state.in(now.id()))));
    }

    private Decision<TodoEvent> ofItem(Function<Todo, Decision<TodoEvent>> then) {
        return when(
                f.done(f.widget("id")),
                id -> state.find(id).map(then).orElseGet(TodoCommands::unknown));
    }

    private Decision<TodoEvent> ofList(Function<TodoList, Decision<TodoEvent>> then) {
        return when(
                f.done(f.widget("id")),
                id -> {
                    int at = state.listIndex(id);
                    return at < 0 ? noList() : then.apply(state.lists().get(at));
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

    private String text() {
        return trimmed("text", RAW_MAX, TodoBackend.TEXT_MAX);
    }

    private String listName() {
        return trimmed("name", 2 * TodoBackend.NAME_MAX, TodoBackend.NAME_MAX);
    }

    private String trimmed(String name, int rawMax, int max) {
        var text = f.title(name, rawMax).strip();
        if (text.length() > max) {
            f.fault(f.at(name), "must have 1 to " + max + " characters");
        }
        return text;
    }

    private String day(String name) {
        return f.matching(name, TodoCommands::isDay, "must be a day such as 2026-11-28");
    }

    private static boolean isDay(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    private static Decision<TodoEvent> unknown() {
        return refuse(Refusal.NOT_FOUND, "there is no such item");
    }

    private static Decision<TodoEvent> noList() {
        return refuse(Refusal.NOT_FOUND, "there is no such list");
    }
}

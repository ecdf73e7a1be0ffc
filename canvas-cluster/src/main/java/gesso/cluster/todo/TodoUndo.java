package gesso.cluster.todo;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;

import gesso.cluster.live.Decision;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What takes an event back: the value that was replaced, as long as nobody has replaced it since.
 */
final class TodoUndo {
    private TodoUndo() {}

    static Decision<TodoEvent> compensate(TodoState state, TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created e -> remove(state, e.id());
            case TodoEvent.Restored e -> remove(state, e.id());
            case TodoEvent.Removed(var id, var item, var index) ->
                    state.index(id) >= 0 || state.todos().size() >= TodoBackend.TODOS_MAX
                            ? nothing()
                            : accept(new TodoEvent.Restored(id, homed(state, item), index));
            case TodoEvent.Edited(var id, var text, var was) ->
                    is(state, id, now -> now.text().equals(text))
                            ? accept(new TodoEvent.Edited(id, was, text))
                            : nothing();
            case TodoEvent.Toggled(var id, var done) ->
                    is(state, id, now -> now.done() == done)
                            ? accept(new TodoEvent.Toggled(id, !done))
                            : nothing();
            case TodoEvent.DueSet(var id, var due, var was) ->
                    is(state, id, now -> Objects.equals(now.due(), due))
                            ? accept(new TodoEvent.DueSet(id, was, due))
                            : nothing();
            case TodoEvent.Assigned(var id, var assignee, var was) ->
                    is(state, id, now -> Objects.equals(now.assignee(), assignee))
                            ? accept(new TodoEvent.Assigned(id, was, assignee))
                            : nothing();
            case TodoEvent.Moved e -> move(state, e);
            case TodoEvent.Ticked(var ids, var done) -> {
                var still =
                        ids.stream()
                                .filter(id -> is(state, id, now -> now.done() == done))
                                .toList();
                yield still.isEmpty() ? nothing() : accept(new TodoEvent.Ticked(still, !done));
            }
            case TodoEvent.ListAdded(var id, _) -> removeEmptyList(state, id);
            case TodoEvent.ListRenamed(var id, var name, var was) -> {
                int at = state.listIndex(id);
                yield at >= 0 && state.lists().get(at).name().equals(name)
                        ? accept(new TodoEvent.ListRenamed(id, was, name))
                        : nothing();
            }
            case TodoEvent.ListRemoved(var id, var name, var index, var items) ->
                    state.listIndex(id) >= 0 || state.lists().size() >= TodoBackend.LISTS_MAX
                            ? nothing()
                            : accept(
                                    new TodoEvent.ListRestored(
                                            id,
                                            name,
                                            index,
                                            items.stream()
                                                    .filter(item ->
                                                            is(
                                                                    state,
                                                                    item,
                                                                    now -> now.list() == null))
                                                    .toList()));
            case TodoEvent.ListRestored(var id, var name, _, _) -> {
                int at = state.listIndex(id);
                yield at < 0
                        ? nothing()
                        : accept(new TodoEvent.ListRemoved(id, name, at, state.in(id)));
            }
        };
    }

    /** The list that it was in may be gone. */
    private static Todo homed(TodoState state, Todo item) {
        return item.list() != null && state.listIndex(item.list()) < 0 ? item.withList(null) : item;
    }

    private static Decision<TodoEvent> remove(TodoState state, String id) {
        return state.find(id)
                .<Decision<TodoEvent>>map(
                        now -> accept(new TodoEvent.Removed(id, now, state.index(id))))
                .orElseGet(Decision::nothing);
    }

    /** An item that others have moved away from it, or moved again, stays. */
    private static Decision<TodoEvent> move(TodoState state, TodoEvent.Moved e) {
        boolean untouched =
                is(state, e.id(), now -> Objects.equals(now.list(), e.list()))
                        && Objects.equals(state.after(e.id()), e.before());
        boolean home = e.wasIn() == null || state.listIndex(e.wasIn()) >= 0;
        return untouched && home
                ? accept(new TodoEvent.Moved(e.id(), e.was(), e.before(), e.wasIn(), e.list()))
                : nothing();
    }

    private static Decision<TodoEvent> removeEmptyList(TodoState state, String id) {
        int at = state.listIndex(id);
        return at < 0 || !state.in(id).isEmpty()
                ? nothing()
                : accept(
                        new TodoEvent.ListRemoved(
                                id, state.lists().get(at).name(), at, state.in(id)));
    }

    private static boolean is(TodoState state, String id, Predicate<Todo> untouched) {
        return state.find(id).filter(untouched).isPresent();
    }
}

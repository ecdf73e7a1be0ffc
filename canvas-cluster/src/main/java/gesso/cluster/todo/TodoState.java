package gesso.cluster.todo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The items in the order in which they were made. */
public record TodoState(List<Todo> todos) {
    public static final TodoState EMPTY = new TodoState(List.of());

    Optional<Todo> find(String id) {
        int at = index(id);
        return at < 0 ? Optional.empty() : Optional.of(todos.get(at));
    }

    int index(String id) {
        for (int i = 0; i < todos.size(); i++) {
            if (todos.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    TodoState evolve(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created(var id, var text, var done, var user, var createdAt) ->
                    insert(todos.size(), new Todo(id, text, done, user, createdAt));
            case TodoEvent.Edited(var id, var text, _) -> change(id, todo -> todo.withText(text));
            case TodoEvent.Toggled(var id, var done) -> change(id, todo -> todo.withDone(done));
            case TodoEvent.Removed(var id, _, _) -> remove(id);
            case TodoEvent.Restored(_, var item, var index) -> insert(index, item);
        };
    }

    private TodoState insert(int index, Todo item) {
        if (index(item.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(todos);
        next.add(Math.clamp(index, 0, todos.size()), item);
        return new TodoState(List.copyOf(next));
    }

    private TodoState change(String id, UnaryOperator<Todo> how) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var next = new ArrayList<>(todos);
        next.set(at, how.apply(next.get(at)));
        return new TodoState(List.copyOf(next));
    }

    private TodoState remove(String id) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var next = new ArrayList<>(todos);
        next.remove(at);
        return new TodoState(List.copyOf(next));
    }
}

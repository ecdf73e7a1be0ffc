package gesso.cluster.todo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The items and the lists, each in the order that people gave them. */
public record TodoState(
        List<Todo> todos, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TodoList> lists) {
    public static final TodoState EMPTY = new TodoState(List.of(), List.of());

    /** A state that was kept before there were lists has none. */
    public TodoState {
        lists = Objects.requireNonNullElse(lists, List.of());
    }

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

    int listIndex(String id) {
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** The item after this one; null at the end. */
    @Nullable String after(String id) {
        int at = index(id);
        return at < 0 || at == todos.size() - 1 ? null : todos.get(at + 1).id();
    }

    List<String> in(String list) {
        return todos.stream().filter(todo -> list.equals(todo.list())).map(Todo::id).toList();
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    TodoState evolve(TodoEvent event) {
        return switch (event) {
            case TodoEvent.Created e ->
                    insert(
                            todos.size(),
                            new Todo(
                                    e.id(),
                                    e.text(),
                                    e.done(),
                                    e.userId(),
                                    e.createdAt(),
                                    e.due(),
                                    e.assignee(),
                                    e.list()));
            case TodoEvent.Edited(var id, var text, _) -> change(id, todo -> todo.withText(text));
            case TodoEvent.Toggled(var id, var done) -> change(id, todo -> todo.withDone(done));
            case TodoEvent.Removed(var id, _, _) -> remove(id);
            case TodoEvent.Restored(_, var item, var index) -> insert(index, item);
            case TodoEvent.DueSet(var id, var due, _) -> change(id, todo -> todo.withDue(due));
            case TodoEvent.Assigned(var id, var assignee, _) ->
                    change(id, todo -> todo.withAssignee(assignee));
            case TodoEvent.Moved(var id, var before, _, var list, _) -> move(id, before, list);
            case TodoEvent.Ticked(var ids, var done) ->
                    changeAll(new HashSet<>(ids), todo -> todo.withDone(done));
            case TodoEvent.ListAdded(var id, var name) ->
                    insertList(lists.size(), new TodoList(id, name));
            case TodoEvent.ListRenamed(var id, var name, _) -> renameList(id, name);
            case TodoEvent.ListRemoved(var id, _, _, _) -> removeList(id);
            case TodoEvent.ListRestored(var id, var name, var index, var items) ->
                    insertList(index, new TodoList(id, name))
                            .changeAll(new HashSet<>(items), todo -> todo.withList(id));
        };
    }

    private TodoState insert(int index, Todo item) {
        if (index(item.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(todos);
        next.add(Math.clamp(index, 0, todos.size()), item);
        return new TodoState(List.copyOf(next), lists);
    }

    private TodoState change(String id, UnaryOperator<Todo> how) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var next = new ArrayList<>(todos);
        next.set(at, how.apply(next.get(at)));
        return new TodoState(List.copyOf(next), lists);
    }

    private TodoState changeAll(Set<String> ids, UnaryOperator<Todo> how) {
        return new TodoState(
                todos.stream()
                        .map(todo -> ids.contains(todo.id()) ? how.apply(todo) : todo)
                        .toList(),
                lists);
    }

    private TodoState remove(String id) {
        return new TodoState(todos.stream().filter(todo -> !todo.id().equals(id)).toList(), lists);
    }

    private TodoState move(String id, @Nullable String before, @Nullable String list) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var rest = remove(id);
        int to = before == null ? -1 : rest.index(before);
        return rest.insert(to < 0 ? rest.todos.size() : to, todos.get(at).withList(list));
    }

    private TodoState insertList(int index, TodoList list) {
        if (listIndex(list.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(lists);
        next.add(Math.clamp(index, 0, lists.size()), list);
        return new TodoState(todos, List.copyOf(next));
    }

    private TodoState renameList(String id, String name) {
        return new TodoState(
                todos,
                lists.stream()
                        .map(list -> list.id().equals(id) ? new TodoList(id, name) : list)
                        .toList());
    }

    private TodoState removeList(String id) {
        return new TodoState(todos, lists.stream().filter(list -> !list.id().equals(id)).toList())
                .changeAll(new HashSet<>(in(id)), todo -> todo.withList(null));
    }
}

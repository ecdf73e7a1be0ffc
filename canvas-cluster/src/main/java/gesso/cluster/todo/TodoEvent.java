package gesso.cluster.todo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the items of a widget or to its lists. Component names are journal format:
 * rename only with an upcaster. {@code was} keeps what was replaced.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface TodoEvent {

    /** {@code userId} and {@code createdAt} are the server's, whatever the client sent. */
    record Created(
            String id,
            String text,
            boolean done,
            String userId,
            String createdAt,
            @Nullable String due,
            @Nullable String assignee,
            @Nullable String list)
            implements TodoEvent {}

    record Edited(String id, String text, String was) implements TodoEvent {}

    record Toggled(String id, boolean done) implements TodoEvent {}

    /**
     * @param index where among all items it was
     */
    record Removed(String id, Todo item, int index) implements TodoEvent {}

    record Restored(String id, Todo item, int index) implements TodoEvent {}

    /** Absent {@code due}: whenever. */
    record DueSet(String id, @Nullable String due, @Nullable String was) implements TodoEvent {}

    /** Absent {@code assignee}: anybody. */
    record Assigned(String id, @Nullable String assignee, @Nullable String was)
            implements TodoEvent {}

    /**
     * @param before the item that follows it now; absent at the end
     * @param was the item that followed it until then
     * @param list the list that it is in now
     * @param wasIn the list that it was in until then
     */
    record Moved(
            String id,
            @Nullable String before,
            @Nullable String was,
            @Nullable String list,
            @Nullable String wasIn)
            implements TodoEvent {}

    /**
     * Several at once.
     *
     * @param ids those that were not so before
     */
    record Ticked(List<String> ids, boolean done) implements TodoEvent {}

    record ListAdded(String id, String name) implements TodoEvent {}

    record ListRenamed(String id, String name, String was) implements TodoEvent {}

    /**
     * Its items stay, in no list.
     *
     * @param index where among the lists it was
     * @param items those that were in it
     */
    record ListRemoved(String id, String name, int index, List<String> items)
            implements TodoEvent {}

    /**
     * @param items those that are in it again
     */
    record ListRestored(String id, String name, int index, List<String> items)
            implements TodoEvent {}
}

package gesso.cluster.todo;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One item as everybody sees it.
 *
 * @param createdAt ISO 8601 UTC
 * @param due a day, {@code YYYY-MM-DD}
 * @param assignee person who is to do it
 * @param list id of the list that it is in; absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Todo(
        String id,
        String text,
        boolean done,
        String userId,
        String createdAt,
        @Nullable String due,
        @Nullable String assignee,
        @Nullable String list) {

    Todo withText(String next) {
        return new Todo(id, next, done, userId, createdAt, due, assignee, list);
    }

    Todo withDone(boolean next) {
        return new Todo(id, text, next, userId, createdAt, due, assignee, list);
    }

    Todo withDue(@Nullable String next) {
        return new Todo(id, text, done, userId, createdAt, next, assignee, list);
    }

    Todo withAssignee(@Nullable String next) {
        return new Todo(id, text, done, userId, createdAt, due, next, list);
    }

    Todo withList(@Nullable String next) {
        return new Todo(id, text, done, userId, createdAt, due, assignee, next);
    }
}

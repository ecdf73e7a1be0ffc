package gesso.cluster.todo;

/**
 * One item as everybody sees it.
 *
 * @param createdAt ISO 8601 UTC
 */
public record Todo(String id, String text, boolean done, String userId, String createdAt) {

    Todo withText(String next) {
        return new Todo(id, next, done, userId, createdAt);
    }

    Todo withDone(boolean next) {
        return new Todo(id, text, next, userId, createdAt);
    }
}

package gesso.cluster.todo;

/** What happened to a list. Component names are journal format: rename only with an upcaster. */
public sealed interface TodoEvent {
    String id();

    /** {@code userId} and {@code createdAt} are the server's, whatever the client sent. */
    record Created(String id, String text, boolean done, String userId, String createdAt)
            implements TodoEvent {}

    record Edited(String id, String text, String was) implements TodoEvent {}

    record Toggled(String id, boolean done) implements TodoEvent {}

    /**
     * @param index where in the list it was
     */
    record Removed(String id, Todo item, int index) implements TodoEvent {}

    record Restored(String id, Todo item, int index) implements TodoEvent {}
}

package gesso.cluster.notes;

/** What happened to a note. Component names are journal format: rename only with an upcaster. */
public sealed interface NotesEvent {

    /**
     * @param n number of this change; they count from 1
     * @param update a Yjs update in base64
     */
    record Updated(long n, String update) implements NotesEvent {}

    /**
     * The changes {@code from} to {@code upto} are kept as one from here on. The text is the same.
     */
    record Compacted(long from, long upto, String update) implements NotesEvent {}
}

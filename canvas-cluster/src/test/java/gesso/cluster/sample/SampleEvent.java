package gesso.cluster.sample;

/**
 * What happened to the entries of a widget. Component names are journal format: rename only with an
 * upcaster. {@code was} keeps what was replaced.
 */
public sealed interface SampleEvent {

    /** {@code userId} and {@code createdAt} are the server's, whatever the client sent. */
    record Added(String id, String text, String userId, String createdAt) implements SampleEvent {}

    record Edited(String id, String text, String was) implements SampleEvent {}

    /**
     * @param index where among all entries it was
     */
    record Removed(String id, SampleEntry item, int index) implements SampleEvent {}

    /** A removal was undone. */
    record Restored(String id, SampleEntry item, int index) implements SampleEvent {}
}

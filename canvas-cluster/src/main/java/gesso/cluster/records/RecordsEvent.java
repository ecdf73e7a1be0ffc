package gesso.cluster.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to the records of one widget. Each event tells what it replaced, and is folded
 * without the specification that allowed it.
 */
public sealed interface RecordsEvent {

    String collection();

    String id();

    /** At the end of its collection. */
    record Added(String collection, String id, JsonNode values, String by, long at)
            implements RecordsEvent {}

    /**
     * @param values those that have changed; null where one is gone
     * @param was the same names with what was there before; null for nothing
     */
    record Edited(String collection, String id, JsonNode values, JsonNode was)
            implements RecordsEvent {}

    /**
     * @param record as it was, with the votes that went with it
     */
    record Removed(String collection, String id, Item record, int index) implements RecordsEvent {}

    /** A removal was undone. Who has voted for another one since keeps that vote. */
    record Restored(String collection, String id, Item record, int index) implements RecordsEvent {}

    /**
     * @param after the record before it; null when it is the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moved(String collection, String id, @Nullable String after, @Nullable String was)
            implements RecordsEvent {}

    /**
     * @param value what the field holds now; null for nothing
     */
    record Stepped(
            String collection, String id, String field, JsonNode by, JsonNode value, JsonNode was)
            implements RecordsEvent {}

    /**
     * @param was the record of the same collection that had the person's vote before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Voted(String collection, String id, String user, @Nullable String was)
            implements RecordsEvent {}

    record Unvoted(String collection, String id, String user) implements RecordsEvent {}
}

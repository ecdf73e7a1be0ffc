package gesso.cluster.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a calendar. Component names are journal format: rename only with an upcaster. In
 * {@code set} and {@code was} are the fields of an event that changed; null is absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CalendarEvent {

    /** Stored as the fields of {@code item}. */
    record Created(Entry item) implements CalendarEvent {}

    record Edited(String id, JsonNode set, JsonNode was) implements CalendarEvent {}

    /** An edit of when it is alone, such as a drag. */
    record Moved(String id, JsonNode set, JsonNode was) implements CalendarEvent {}

    /**
     * One day of a series is another than the rule says, or as the rule says again.
     *
     * @param now absent: as the rule says
     */
    record Excepted(String id, String on, @Nullable Deviation now, @Nullable Deviation was)
            implements CalendarEvent {}

    /**
     * A series ends before a day and goes on as another.
     *
     * @param set of the one that ends
     * @param item the one that goes on
     */
    record Split(String id, JsonNode set, JsonNode was, Entry item) implements CalendarEvent {}

    /** A split was undone: {@code item} is gone. */
    record Joined(String id, JsonNode set, JsonNode was, Entry item) implements CalendarEvent {}

    /**
     * @param index where in the list it was
     */
    record Removed(String id, Entry item, int index) implements CalendarEvent {}

    record Restored(String id, Entry item, int index) implements CalendarEvent {}

    record Imported(List<Entry> items) implements CalendarEvent {}

    /** An import was undone, as far as its events are still as they came. */
    record Withdrawn(List<Entry> items) implements CalendarEvent {}
}

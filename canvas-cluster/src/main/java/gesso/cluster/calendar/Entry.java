package gesso.cluster.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One event of a calendar as everybody sees it, or a series of them.
 *
 * @param start a date, or a local time; with a final Z when the zone is UTC and it was given so
 * @param end of an event that lasts all day: the day after its last
 * @param zone IANA name; absent for dates, and for times that are meant wherever one is
 * @param rule RRULE of RFC 5545 in the parts that {@link Rule} knows; UNTIL is a date
 * @param exceptions sorted by their day
 * @param uid the id that it had in the file from which it was imported
 * @param createdAt ISO 8601 UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
        String id,
        String title,
        String start,
        String end,
        boolean allDay,
        @Nullable String zone,
        @Nullable String rule,
        List<Deviation> exceptions,
        @Nullable String location,
        @Nullable String notes,
        @Nullable String colour,
        @Nullable String uid,
        String userId,
        String createdAt) {

    /** What an edit may change; id, uid and who made it stay. */
    static final List<String> KEYS =
            List.of(
                    "title",
                    "start",
                    "end",
                    "allDay",
                    "zone",
                    "rule",
                    "exceptions",
                    "location",
                    "notes",
                    "colour");

    /** Those of them that mean nothing without each other. */
    static final List<String> TIMES =
            List.of("start", "end", "allDay", "zone", "rule", "exceptions");

    public Entry {
        exceptions = List.copyOf(exceptions);
    }

    Span span() {
        return new Span(start, end, allDay, zone);
    }

    Entry with(Span span, @Nullable String nextRule, List<Deviation> next) {
        return new Entry(
                id,
                title,
                span.start(),
                span.end(),
                span.allDay(),
                span.zone(),
                nextRule,
                next,
                location,
                notes,
                colour,
                uid,
                userId,
                createdAt);
    }

    /** A null takes a value away. */
    Entry with(JsonNode set) {
        ObjectNode tree = Json.tree(this).deepCopy();
        for (var change : set.properties()) {
            if (change.getValue().isNull()) {
                tree.remove(change.getKey());
            } else {
                tree.set(change.getKey(), change.getValue());
            }
        }
        return Json.value(tree, Entry.class);
    }

    Optional<Deviation> exception(String on) {
        return exceptions.stream().filter(one -> one.on().equals(on)).findFirst();
    }

    List<Deviation> exceptions(Predicate<Deviation> kept) {
        return exceptions.stream().filter(kept).toList();
    }

    int weight() {
        return CalendarLimits.EVENT_WEIGHT
                + title.length()
                + length(location)
                + length(notes)
                + exceptions.stream().mapToInt(Deviation::weight).sum();
    }

    static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}

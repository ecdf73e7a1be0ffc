package gesso.cluster.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What one day of a series shows in place of what the series says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Occurrence(
        String title,
        String start,
        String end,
        @Nullable String location,
        @Nullable String notes,
        @Nullable String colour) {

    static Occurrence of(Entry series, Span span) {
        return new Occurrence(
                series.title(),
                span.start(),
                span.end(),
                series.location(),
                series.notes(),
                series.colour());
    }

    int weight() {
        return CalendarLimits.EXCEPTION_WEIGHT
                + title.length()
                + Entry.length(location)
                + Entry.length(notes);
    }
}

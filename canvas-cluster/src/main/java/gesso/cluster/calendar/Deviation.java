package gesso.cluster.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An exception of a series.
 *
 * @param on the day on which the rule has the occurrence; a rule has at most one a day
 * @param as what happens in its place; absent when nothing does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deviation(String on, @Nullable Occurrence as) {

    LocalDate day() {
        return LocalDate.parse(on);
    }

    Deviation later(long days) {
        return new Deviation(day().plusDays(days).toString(), as);
    }

    int weight() {
        return as == null ? CalendarLimits.EXCEPTION_WEIGHT : as.weight();
    }
}

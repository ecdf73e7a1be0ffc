package gesso.cluster.calendar;

import gesso.protocol.Fields;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when to when: two dates of which the second is no part of it, or two times of day in a zone.
 * Without a zone they are what the wall clock of whoever looks shows. Kept as local times, so that
 * nine o'clock stays nine o'clock when the clocks change.
 */
record Span(String start, String end, boolean allDay, @Nullable String zone) {

    /** What somebody asks for; null is what they do not say. */
    record Wanted(
            String start, @Nullable String end, @Nullable Boolean allDay, @Nullable String zone) {}

    /** Faults go to the fields; the answer is then the wish as it came. */
    static Span read(Fields f, Wanted wanted) {
        var asIs = new Span(wanted.start(), wanted.start(), false, null);
        var first = moment(f, "start", wanted.start());
        var zone = wanted.zone();
        if (zone != null && !Moment.isZone(zone)) {
            f.fault(f.at("zone"), "must name a time zone, such as Europe/Berlin");
            return asIs;
        }
        if (first == null) {
            return asIs;
        }
        var allDay = wanted.allDay();
        if (allDay != null && allDay != first.date()) {
            f.fault(f.at("start"), allDay ? "must be a date" : "must have a time of day");
            return asIs;
        }
        var end = wanted.end();
        var last = end == null ? usual(first) : moment(f, "end", end);
        if (last == null) {
            return asIs;
        }
        if (last.date() != first.date()) {
            f.fault(f.at("end"), first.date() ? "must be a date" : "must have a time of day");
            return asIs;
        }
        return placed(f, first, last, first.date() ? null : zone);
    }

    private static Span placed(Fields f, Moment from, Moment to, @Nullable String wanted) {
        boolean fixed = from.offset() != null || to.offset() != null;
        var zone = wanted == null && fixed ? Moment.UTC : wanted;
        var start = zone == null ? from : from.in(zone);
        var end = zone == null ? to : to.in(zone);
        if (end.local().isBefore(start.local())) {
            f.fault(f.at("end"), "must not be before the start");
        } else if (start.local().plusDays(CalendarLimits.DAYS_MAX).isBefore(end.local())) {
            f.fault(
                    f.at("end"),
                    "must be at most " + CalendarLimits.DAYS_MAX + " days after the start");
        }
        return new Span(start.text(), end.text(), start.date(), zone);
    }

    private static @Nullable Moment moment(Fields f, String name, String text) {
        var read = Moment.parse(text);
        if (read.isEmpty()) {
            f.fault(
                    f.at(name),
                    "must be a date such as 2026-12-24 or a time such as 2026-12-24T09:00, from "
                            + CalendarLimits.YEAR_MIN
                            + " to "
                            + (CalendarLimits.YEAR_MAX - 1));
        }
        return read.orElse(null);
    }

    private static Moment usual(Moment first) {
        var end = first.date() ? first.local().plusDays(1) : first.local().plusHours(1);
        var text = Moment.of(end, first.date()).text();
        return Moment.parse(first.offset() == null ? text : text + first.offset()).orElse(first);
    }

    LocalDateTime from() {
        return local(start);
    }

    LocalDateTime to() {
        return local(end);
    }

    LocalDate day() {
        return from().toLocalDate();
    }

    boolean isLong() {
        return from().plusDays(CalendarLimits.SERIES_DAYS_MAX).isBefore(to());
    }

    long daysTo(Span other) {
        return ChronoUnit.DAYS.between(day(), other.day());
    }

    /** The same time of day and length on another day. */
    Span on(LocalDate day) {
        return at(day.atTime(from().toLocalTime()));
    }

    /** The same length from another start. */
    Span at(LocalDateTime from) {
        var to = from.plus(Duration.between(from(), to()));
        return new Span(text(from, start), text(to, end), allDay, zone);
    }

    private String text(LocalDateTime local, String like) {
        if (allDay) {
            return local.toLocalDate().toString();
        }
        return like.endsWith("Z") ? local + "Z" : local.toString();
    }

    private static LocalDateTime local(String text) {
        return Moment.parse(text)
                .map(Moment::local)
                .orElse(LocalDate.of(CalendarLimits.YEAR_MIN, 1, 1).atStartOfDay());
    }
}

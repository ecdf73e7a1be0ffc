package gesso.cluster.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time of day on a wall somewhere, or an instant, as it was written. A text that needs no
 * change is kept as it came.
 *
 * @param local what the text says, before any offset
 */
record Moment(String text, LocalDateTime local, boolean date, @Nullable ZoneOffset offset) {
    static final String UTC = "UTC";

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d)"
                            + "(?:(T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,3})?)?)(Z|[+-]\\d\\d:\\d\\d)?)?");

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** Empty for what is no such text, or no day of the years that a calendar has. */
    static Optional<Moment> parse(String text) {
        var shape = SHAPE.matcher(text);
        if (text.length() > 40 || !shape.matches()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(shape.group(1));
            if (!isKnown(day)) {
                return Optional.empty();
            }
            if (shape.group(2) == null) {
                return Optional.of(new Moment(text, day.atStartOfDay(), true, null));
            }
            var local = LocalDateTime.parse(shape.group(1) + shape.group(2));
            var offset = shape.group(3) == null ? null : ZoneOffset.of(shape.group(3));
            return Optional.of(new Moment(text, local, false, offset));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    static boolean isKnown(LocalDate day) {
        return day.getYear() >= CalendarLimits.YEAR_MIN && day.getYear() < CalendarLimits.YEAR_MAX;
    }

    static boolean isZone(String zone) {
        return ZONES.contains(zone);
    }

    static Moment of(LocalDateTime local, boolean date) {
        var text = date ? local.toLocalDate().toString() : local.toString();
        return new Moment(text, local, date, null);
    }

    /** The same instant on the walls of a zone; what has no offset is on those walls already. */
    Moment in(String zone) {
        if (offset == null) {
            return this;
        }
        var there = local.atOffset(offset).atZoneSameInstant(ZoneId.of(zone)).toLocalDateTime();
        if (!zone.equals(UTC)) {
            return of(there, false);
        }
        return new Moment(text.endsWith("Z") ? text : there + "Z", there, false, ZoneOffset.UTC);
    }
}

package gesso.cluster.calendar;

import gesso.protocol.Fields;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an event repeats: the parts of an RRULE (RFC 5545) that give at most one occurrence a day and
 * that are never empty for ever, so that whoever expands a rule for a window comes to an end. UNTIL
 * is the last day, in the event's zone.
 */
record Rule(Map<String, String> parts) {
    private static final List<String> ORDER =
            List.of(
                    "FREQ",
                    "INTERVAL",
                    "COUNT",
                    "UNTIL",
                    "BYMONTH",
                    "BYMONTHDAY",
                    "BYDAY",
                    "BYSETPOS",
                    "WKST");

    /** Which parts a frequency may have beside those that all may have. */
    private static final Map<String, List<String>> OF =
            Map.of(
                    "DAILY", List.of(),
                    "WEEKLY", List.of("BYDAY"),
                    "MONTHLY", List.of("BYMONTHDAY", "BYDAY", "BYSETPOS"),
                    "YEARLY", List.of("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS"));

    private static final List<String> ALWAYS =
            List.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST");
    private static final String DAYS = "(MO|TU|WE|TH|FR|SA|SU)";
    private static final Map<String, Pattern> SHAPES =
            Map.of(
                    "FREQ", Pattern.compile("DAILY|WEEKLY|MONTHLY|YEARLY"),
                    "INTERVAL", Pattern.compile("[1-9]\\d{0,2}"),
                    "COUNT", Pattern.compile("[1-9]\\d{0,4}"),
                    "UNTIL", Pattern.compile("\\d{8}(T\\d{6}Z?)?"),
                    "BYMONTH", list("([1-9]|1[0-2])"),
                    "BYMONTHDAY", list("-?([1-9]|[12]\\d|3[01])"),
                    "BYDAY", list("([+-]?[1-5])?" + DAYS),
                    "BYSETPOS", Pattern.compile("-?[1-5]"),
                    "WKST", Pattern.compile(DAYS));

    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;

    private static Pattern list(String one) {
        return Pattern.compile(one + "(," + one + "){0,30}");
    }

    /** Faults go to the field {@code rule}; the answer is then null. */
    static @Nullable Rule read(Fields f, String text, Span span) {
        var wrong = wrong(text);
        if (wrong == null && span.isLong()) {
            wrong = "is for events of at most " + CalendarLimits.SERIES_DAYS_MAX + " days";
        }
        if (wrong == null) {
            var rule = new Rule(split(text)).plain(span);
            if (rule != null) {
                return rule;
            }
            wrong = "must not end before the event starts, and must end before the year 2200";
        }
        f.fault(f.at("rule"), wrong);
        return null;
    }

    private static @Nullable String wrong(String text) {
        if (text.length() > CalendarLimits.RULE_MAX) {
            return "must have at most " + CalendarLimits.RULE_MAX + " characters";
        }
        var parts = split(text);
        var freq = parts.getOrDefault("FREQ", "");
        var may = OF.get(freq);
        if (may == null || parts.size() != text.split(";", -1).length) {
            return "must be an RRULE that repeats DAILY, WEEKLY, MONTHLY or YEARLY";
        }
        for (var part : parts.entrySet()) {
            var name = part.getKey();
            var shape = SHAPES.get(name);
            if (shape == null || !(ALWAYS.contains(name) || may.contains(name))) {
                return "must not have " + name + " here";
            }
            if (!shape.matcher(part.getValue()).matches()) {
                return "has a " + name + " that is none";
            }
        }
        return endless(parts);
    }

    /** What could be looked for in vain, or is said twice. */
    private static @Nullable String endless(Map<String, String> parts) {
        var days = parts.getOrDefault("BYDAY", "");
        var months = parts.get("BYMONTH");
        boolean counted = days.matches(".*[1-5].*");
        if (parts.containsKey("COUNT") && parts.containsKey("UNTIL")) {
            return "must not have both COUNT and UNTIL";
        }
        if (Integer.parseInt(parts.getOrDefault("COUNT", "1")) > CalendarLimits.COUNT_MAX) {
            return "has a COUNT above " + CalendarLimits.COUNT_MAX;
        }
        if (counted && "WEEKLY".equals(parts.get("FREQ"))) {
            return "must not count the days of a week";
        }
        if ("YEARLY".equals(parts.get("FREQ")) && !days.isEmpty() && months == null) {
            return "needs BYMONTH beside BYDAY";
        }
        if (parts.containsKey("BYSETPOS") && (days.isEmpty() || counted)) {
            return "needs days without numbers beside BYSETPOS";
        }
        return months == null || possible(months, parts.get("BYMONTHDAY"))
                ? null
                : "names a day that none of its months has";
    }

    private static boolean possible(String months, @Nullable String days) {
        if (days == null) {
            return true;
        }
        int longest = 0;
        for (var month : months.split(",", -1)) {
            longest = Math.max(longest, Month.of(Integer.parseInt(month)).maxLength());
        }
        for (var day : days.split(",", -1)) {
            if (Math.abs(Integer.parseInt(day)) <= longest) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> split(String text) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            int at = part.indexOf('=');
            parts.put(at < 0 ? part : part.substring(0, at), part.substring(at + 1));
        }
        return parts;
    }

    /** One text for one meaning, with the last day as a date; null when that is no day to keep. */
    private @Nullable Rule plain(Span span) {
        var next = new LinkedHashMap<>(parts);
        next.remove("INTERVAL", "1");
        if (!next.containsKey("BYDAY")) {
            next.remove("WKST");
        }
        var until = next.get("UNTIL");
        if (until == null) {
            return new Rule(next);
        }
        var last = lastDay(until, span);
        if (last == null || last.isBefore(span.day()) || !Moment.isKnown(last)) {
            return null;
        }
        next.put("UNTIL", last.format(BASIC));
        return new Rule(next);
    }

    /** An end before the time of day of the event leaves that day out. */
    private static @Nullable LocalDate lastDay(String until, Span span) {
        try {
            var day = LocalDate.parse(until.substring(0, 8), BASIC);
            if (until.length() == 8) {
                return day;
            }
            var time =
                    LocalTime.parse(until.substring(9, 15), DateTimeFormatter.ofPattern("HHmmss"));
            var local = day.atTime(time);
            if (until.endsWith("Z") && span.zone() != null) {
                local = new Moment("", local, false, ZoneOffset.UTC).in(span.zone()).local();
            }
            return span.allDay() || !local.toLocalTime().isBefore(span.from().toLocalTime())
                    ? local.toLocalDate()
                    : local.toLocalDate().minusDays(1);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    static Rule of(String kept) {
        return new Rule(split(kept));
    }

    String text() {
        return String.join(
                ";",
                ORDER.stream()
                        .filter(parts::containsKey)
                        .map(name -> name + "=" + parts.get(name))
                        .toList());
    }

    boolean isCounted() {
        return parts.containsKey("COUNT");
    }

    /** The same days, whenever they end. */
    boolean isAlike(Rule other) {
        return endingNever().equals(other.endingNever());
    }

    private Map<String, String> endingNever() {
        var next = new LinkedHashMap<>(parts);
        next.remove("COUNT");
        next.remove("UNTIL");
        return next;
    }

    Rule until(LocalDate last) {
        var next = endingNever();
        next.put("UNTIL", last.format(BASIC));
        return new Rule(next);
    }

    /** What was meant of the old day is meant of the new one: Mondays become Tuesdays. */
    Rule shifted(LocalDate from, LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        if (days == 0) {
            return this;
        }
        var next = new LinkedHashMap<>(parts);
        next.computeIfPresent(
                "UNTIL", (_, day) -> LocalDate.parse(day, BASIC).plusDays(days).format(BASIC));
        next.computeIfPresent("BYDAY", (_, list) -> shiftedDays(list, from, to));
        next.replace(
                "BYMONTHDAY",
                Integer.toString(from.getDayOfMonth()),
                Integer.toString(to.getDayOfMonth()));
        next.replace(
                "BYMONTH",
                Integer.toString(from.getMonthValue()),
                Integer.toString(to.getMonthValue()));
        return new Rule(next);
    }

    private String shiftedDays(String list, LocalDate from, LocalDate to) {
        if ("WEEKLY".equals(parts.get("FREQ"))) {
            long days = ChronoUnit.DAYS.between(from, to);
            var next = new ArrayList<DayOfWeek>();
            for (var one : list.split(",", -1)) {
                next.add(day(one).plus(days));
            }
            return String.join(",", next.stream().sorted().map(Rule::word).toList());
        }
        var name = word(from.getDayOfWeek());
        if (list.contains(",") || !list.endsWith(name) || list.length() == 2) {
            return list;
        }
        boolean last =
                list.startsWith("-") && to.plusWeeks(1).getMonthValue() != to.getMonthValue();
        int week = (to.getDayOfMonth() - 1) / 7 + 1;
        return (last || week == 5 ? "-1" : Integer.toString(week)) + word(to.getDayOfWeek());
    }

    private static DayOfWeek day(String word) {
        for (var one : DayOfWeek.values()) {
            if (word(one).equals(word)) {
                return one;
            }
        }
        return DayOfWeek.MONDAY;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    boolean isOver(LocalDate day) {
        var until = parts.get("UNTIL");
        return until != null && day.isAfter(LocalDate.parse(until, BASIC));
    }

    /** Whether the shift has left the years that a calendar has. */
    boolean endsInTime() {
        var until = parts.get("UNTIL");
        return until == null || Moment.isKnown(LocalDate.parse(until, BASIC));
    }
}

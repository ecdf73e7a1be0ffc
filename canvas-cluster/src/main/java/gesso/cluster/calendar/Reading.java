package gesso.cluster.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a command says of an event, on top of what the event is; faults go to the fields. */
final class Reading {
    /** Names of colours; what they look like is the page's. Absent is the first. */
    static final Set<String> COLOURS =
            Set.of("blue", "green", "amber", "red", "violet", "teal", "grey");

    private final Fields f;
    private final JsonNode data;

    Reading(Fields f, JsonNode data) {
        this.f = f;
        this.data = data;
    }

    /** A new event; {@code like} has its id and maker. */
    Entry entry(Entry like) {
        var span = span(null);
        var made =
                new Entry(
                        like.id(),
                        title(""),
                        span.start(),
                        span.end(),
                        span.allDay(),
                        span.zone(),
                        null,
                        List.of(),
                        text("location", CalendarLimits.LOCATION_MAX, null),
                        text("notes", CalendarLimits.NOTES_MAX, null),
                        colour(null),
                        text("uid", CalendarLimits.UID_MAX, null),
                        like.userId(),
                        like.createdAt());
        var rule = f.has("rule") ? rule(span) : null;
        return made.with(span, rule, exceptions(made, span, rule));
    }

    /**
     * The event with what is said of it; a series that moves takes its rule and exceptions along.
     */
    Entry edited(Entry now) {
        var span = span(now);
        var next =
                new Entry(
                        now.id(),
                        data.has("title") ? title(now.title()) : now.title(),
                        span.start(),
                        span.end(),
                        span.allDay(),
                        span.zone(),
                        null,
                        List.of(),
                        text("location", CalendarLimits.LOCATION_MAX, now.location()),
                        text("notes", CalendarLimits.NOTES_MAX, now.notes()),
                        colour(now.colour()),
                        now.uid(),
                        now.userId(),
                        now.createdAt());
        return repeating(now, next, span);
    }

    private Entry repeating(Entry now, Entry next, Span span) {
        if (!data.has("rule")) {
            f.has("rule");
            return carried(now, next, span);
        }
        var rule = f.has("rule") ? rule(span) : null;
        if (rule == null || now.rule() == null) {
            return next.with(span, rule, List.of());
        }
        var was = Rule.of(now.rule());
        var moved = was.shifted(now.span().day(), span.day());
        boolean alike = Rule.of(rule).isAlike(was) || Rule.of(rule).isAlike(moved);
        return next.with(span, rule, alike ? exceptions(now, span) : List.of());
    }

    /** On another day a series takes its rule and its exceptions along. */
    private Entry carried(Entry now, Entry next, Span span) {
        if (now.rule() == null) {
            return next.with(span, null, List.of());
        }
        var rule = Rule.of(now.rule()).shifted(now.span().day(), span.day());
        if (!rule.endsInTime() || span.isLong()) {
            f.fault(f.at("start"), "does not fit how the event repeats");
        }
        return next.with(span, rule.text(), exceptions(now, span));
    }

    /** Those of a series that now lasts all day, or no more, say nothing of it. */
    private static List<Deviation> exceptions(Entry now, Span span) {
        long days = now.span().daysTo(span);
        return now.allDay() == span.allDay()
                ? now.exceptions().stream().map(one -> one.later(days)).toList()
                : List.of();
    }

    /** One day of a series: what is said on top of what the day shows. */
    Occurrence occurrence(Entry series, Occurrence now) {
        var wanted =
                new Span.Wanted(
                        f.has("start") ? said("start") : now.start(),
                        f.has("end") ? said("end") : now.end(),
                        series.allDay(),
                        series.zone());
        var span = Span.read(f, wanted);
        return new Occurrence(
                data.has("title") ? title(now.title()) : now.title(),
                span.start(),
                span.end(),
                text("location", CalendarLimits.LOCATION_MAX, now.location()),
                text("notes", CalendarLimits.NOTES_MAX, now.notes()),
                colour(now.colour()));
    }

    /** The event at another time. Without an end its length stays. */
    Entry moved(Entry now) {
        var span = span(now.start(), null, now.span());
        return carried(now, now, span);
    }

    private Span span(@Nullable Entry now) {
        return now == null
                ? span(f.has("start") ? said("start") : f.text("start", 1, 40), null, null)
                : span(now.start(), now.end(), now.span());
    }

    private Span span(String start, @Nullable String end, @Nullable Span now) {
        var zoneNow = now == null ? null : now.zone();
        var allDay = f.optional("allDay", f::truth);
        var zone = data.has("zone") ? f.optional("zone", name -> f.text(name, 1, 64)) : zoneNow;
        var from = f.has("start") ? said("start") : start;
        if (f.has("end")) {
            return Span.read(f, new Span.Wanted(from, said("end"), allDay, zone));
        }
        if (end == null && now != null) {
            var first = Span.read(f, new Span.Wanted(from, null, allDay, zone));
            return first.allDay() == now.allDay() ? length(first, now) : first;
        }
        return Span.read(f, new Span.Wanted(from, end, allDay, zone));
    }

    private Span length(Span first, Span now) {
        var end = first.from().plus(Duration.between(now.from(), now.to()));
        var text = first.allDay() ? end.toLocalDate().toString() : end.toString();
        var kept = first.start().endsWith("Z") ? text + "Z" : text;
        var whole = new Span.Wanted(first.start(), kept, first.allDay(), first.zone());
        return Span.read(f, whole);
    }

    private String said(String name) {
        return f.text(name, 1, 40);
    }

    private String title(String harmless) {
        var text = f.title("title", 2 * CalendarLimits.TITLE_MAX).strip();
        if (text.length() > CalendarLimits.TITLE_MAX) {
            f.fault(f.at("title"), "must have 1 to " + CalendarLimits.TITLE_MAX + " characters");
            return harmless;
        }
        return text;
    }

    /** Null and a text of nothing but space take it away. */
    private @Nullable String text(String name, int max, @Nullable String now) {
        if (!data.has(name)) {
            f.has(name);
            return now;
        }
        var text = f.optional(name, one -> f.text(one, 0, max));
        return text == null || text.isBlank() ? null : text.strip();
    }

    private @Nullable String colour(@Nullable String now) {
        if (!data.has("colour")) {
            f.has("colour");
            return now;
        }
        return f.optional(
                "colour",
                name ->
                        f.matching(
                                name,
                                COLOURS::contains,
                                "must be one of "
                                        + String.join(", ", COLOURS.stream().sorted().toList())));
    }

    private @Nullable String rule(Span span) {
        var rule = Rule.read(f, f.text("rule", 1, 10 * CalendarLimits.RULE_MAX), span);
        return rule == null ? null : rule.text();
    }

    private List<Deviation> exceptions(Entry series, Span span, @Nullable String rule) {
        if (!f.has("exceptions")) {
            return List.of();
        }
        var list = f.anything("exceptions");
        if (!list.isArray() || list.size() > CalendarLimits.EXCEPTIONS_MAX) {
            f.fault(
                    f.at("exceptions"),
                    "must be a list of at most " + CalendarLimits.EXCEPTIONS_MAX);
            return List.of();
        }
        var read = new ArrayList<Deviation>();
        for (int i = 0; i < list.size(); i++) {
            switch (exception(series, span, list.path(i))) {
                case Decoded.Ok<Deviation>(var one) -> read.add(one);
                case Decoded.Invalid<Deviation>(_, _, var errors) -> {
                    for (var error : errors) {
                        f.fault(f.at("exceptions[" + i + "]." + error.field()), error.message());
                    }
                }
            }
        }
        read.sort(Comparator.comparing(Deviation::on));
        if (read.stream().map(Deviation::on).distinct().count() != read.size()) {
            f.fault(f.at("exceptions"), "must be of different days");
        }
        return rule == null ? List.of() : read;
    }

    /** What takes a day's place is told as a whole; its title and times may be the series'. */
    private static Decoded<Deviation> exception(Entry series, Span span, JsonNode node) {
        var f = Fields.of(node);
        var day = day(f);
        var as = f.has("as") ? f.nested("as") : null;
        var then = span.on(LocalDate.parse(day));
        var usual = new Occurrence(series.title(), then.start(), then.end(), null, null, null);
        return f.done(
                new Deviation(
                        day,
                        as == null
                                ? null
                                : new Reading(as, node.path("as")).occurrence(series, usual)));
    }

    /** The day that a field {@code on} names; some day when it is none. */
    static String day(Fields f) {
        return Moment.parse(f.text("on", 1, 40))
                .filter(Moment::date)
                .map(Moment::text)
                .orElseGet(() -> {
                    f.fault(f.at("on"), "must be a date such as 2026-12-24");
                    return CalendarLimits.YEAR_MIN + "-01-01";
                });
    }
}

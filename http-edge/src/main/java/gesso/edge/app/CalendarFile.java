package gesso.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.Color;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ExDate;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.RecurrenceId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * The events of a calendar as an iCalendar file (RFC 5545, colours of RFC 7986), with the rules of
 * the zones that it names. Each changed day of a series is an event of its own there.
 */
final class CalendarFile {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final String UTC = "UTC";

    /** CSS names, as the standard wants them. */
    private static final Map<String, String> COLOURS =
            Map.of(
                    "blue", "royalblue",
                    "green", "seagreen",
                    "amber", "orange",
                    "red", "firebrick",
                    "violet", "mediumpurple",
                    "teal", "teal",
                    "grey", "gray");

    private final Calendar calendar = new Calendar();

    private CalendarFile() {
        calendar.add(new ProdId("-//Gesso//Calendar 1//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
    }

    /** The zones of the library, read when the first file is asked for. */
    private static final class Zones {
        static final TimeZoneRegistry ALL = TimeZoneRegistryFactory.getInstance().createRegistry();

        private Zones() {}
    }

    /**
     * @param events as the state of a calendar has them
     */
    static String of(JsonNode events) {
        var file = new CalendarFile();
        file.zones(events);
        for (var event : events) {
            file.event(event);
        }
        var text = new StringWriter();
        try {
            new CalendarOutputter(false).output(file.calendar, text);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private void zones(JsonNode events) {
        var names = new TreeSet<String>();
        events.forEach(event -> names.add(event.path("zone").asText(UTC)));
        names.remove(UTC);
        for (var name : names) {
            var zone = Zones.ALL.getTimeZone(name);
            if (zone != null) {
                calendar.add(zone.getVTimeZone());
            }
        }
    }

    private void event(JsonNode event) {
        var when = new When(event);
        var made = component(event, event, when);
        if (event.hasNonNull("rule")) {
            made.add(new RRule<>(rule(event.path("rule").asText(), when)));
            var skipped = new ArrayList<String>();
            for (var exception : event.path("exceptions")) {
                if (!exception.hasNonNull("as")) {
                    skipped.add(when.of(exception.path("on").asText()));
                }
            }
            if (!skipped.isEmpty()) {
                made.add(new ExDate<>(when.parameters(), String.join(",", skipped)));
            }
        }
        calendar.add(made);
        for (var exception : event.path("exceptions")) {
            if (exception.hasNonNull("as")) {
                var changed = component(event, exception.path("as"), when);
                var on = when.of(exception.path("on").asText());
                changed.add(new RecurrenceId<>(when.parameters(), on));
                calendar.add(changed);
            }
        }
    }

    private static VEvent component(JsonNode event, JsonNode content, When when) {
        var made = new VEvent(false);
        var own = event.path("id").asText() + "@gesso";
        made.add(new Uid(event.path("uid").asText(own)));
        var stamp = Instant.parse(event.path("createdAt").asText());
        made.add(new DtStamp(TIME.format(stamp.atOffset(ZoneOffset.UTC)) + "Z"));
        made.add(new DtStart<>(when.parameters(), when.text(content.path("start").asText())));
        made.add(new DtEnd<>(when.parameters(), when.end(content)));
        made.add(new Summary(content.path("title").asText()));
        if (content.hasNonNull("location")) {
            made.add(new Location(content.path("location").asText()));
        }
        if (content.hasNonNull("notes")) {
            made.add(new Description(content.path("notes").asText()));
        }
        var colour = COLOURS.get(content.path("colour").asText());
        if (colour != null) {
            made.add(new Color(new ParameterList(), colour));
        }
        return made;
    }

    /** The last day is kept; the standard wants the last instant where the start has a zone. */
    private static String rule(String kept, When when) {
        var parts = new ArrayList<String>();
        for (var part : kept.split(";", -1)) {
            parts.add(
                    part.startsWith("UNTIL=")
                            ? "UNTIL=" + when.until(LocalDate.parse(part.substring(6), DATE))
                            : part);
        }
        return String.join(";", parts);
    }

    /** How the times of one event are written. */
    private static final class When {
        private final boolean allDay;
        private final String zone;
        private final String start;

        When(JsonNode event) {
            allDay = event.path("allDay").asBoolean();
            zone = event.path("zone").asText("");
            start = event.path("start").asText();
        }

        ParameterList parameters() {
            List<Parameter> parameters =
                    allDay
                            ? List.of(Value.DATE)
                            : zone.isEmpty() || zone.equals(UTC)
                                    ? List.of()
                                    : List.of(new TzId(zone));
            return new ParameterList(parameters);
        }

        String text(String time) {
            return allDay ? LocalDate.parse(time).format(DATE) : written(local(time));
        }

        /** A day at least, where dates tell it. */
        String end(JsonNode content) {
            var from = content.path("start").asText();
            var to = content.path("end").asText();
            return allDay && to.equals(from)
                    ? LocalDate.parse(to).plusDays(1).format(DATE)
                    : text(to);
        }

        /** The occurrence of the series on a day. */
        String of(String day) {
            return allDay ? text(day) : written(LocalDate.parse(day).atTime(time()));
        }

        String until(LocalDate last) {
            if (allDay) {
                return last.format(DATE);
            }
            var local = last.atTime(time());
            return zone.isEmpty()
                    ? local.format(TIME)
                    : TIME.format(local.atZone(ZoneId.of(zone)).withZoneSameInstant(ZoneOffset.UTC))
                            + "Z";
        }

        private LocalTime time() {
            return local(start).toLocalTime();
        }

        private String written(LocalDateTime local) {
            return local.format(TIME) + (zone.equals(UTC) ? "Z" : "");
        }

        private static LocalDateTime local(String time) {
            return LocalDateTime.parse(
                    time.endsWith("Z") ? time.substring(0, time.length() - 1) : time);
        }
    }
}

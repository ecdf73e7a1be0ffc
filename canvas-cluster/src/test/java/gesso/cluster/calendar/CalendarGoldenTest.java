package gesso.cluster.calendar;

import static gesso.cluster.calendar.Story.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.testing.Golden;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalendarGoldenTest {
    private static final CalendarBackend BACKEND = new CalendarBackend();
    private static final Deviation CHANGED =
            new Deviation(
                    "2026-12-07",
                    new Occurrence(
                            "Late stand-up",
                            "2026-12-07T10:00",
                            "2026-12-07T10:15",
                            "Room 4",
                            "Bring coffee",
                            "green"));

    static final Entry ENTRY =
            new Entry(
                    "standup",
                    "Stand-up",
                    "2026-11-30T09:00",
                    "2026-11-30T09:15",
                    false,
                    "Europe/Berlin",
                    "FREQ=WEEKLY;BYDAY=MO",
                    List.of(CHANGED, new Deviation("2026-12-14", null)),
                    "Room 3",
                    "What, next, blocked",
                    "blue",
                    "040000008200E@example.org",
                    "ada",
                    "2025-11-22T08:26:40Z");

    static List<CalendarEvent> samples() {
        var set = json("{'title': 'Daily', 'location': null}");
        var was = json("{'title': 'Stand-up', 'location': 'Room 3'}");
        var from = json("{'start': '2026-11-30T10:00', 'end': '2026-11-30T10:15'}");
        var to = json("{'start': '2026-11-30T09:00', 'end': '2026-11-30T09:15'}");
        var ended = json("{'rule': 'FREQ=WEEKLY;UNTIL=20261220;BYDAY=MO'}");
        var endless = json("{'rule': 'FREQ=WEEKLY;BYDAY=MO'}");
        var next =
                ENTRY.with(
                        json(
                                "{'id': 'next', 'start': '2026-12-21T09:00', 'end': '2026-12-21T09:15', 'exceptions': [], 'uid': null}"));
        return List.of(
                new CalendarEvent.Created(ENTRY),
                new CalendarEvent.Edited("standup", set, was),
                new CalendarEvent.Moved("standup", from, to),
                new CalendarEvent.Excepted(
                        "standup", "2026-12-07", CHANGED, new Deviation("2026-12-07", null)),
                new CalendarEvent.Split("standup", ended, endless, next),
                new CalendarEvent.Joined("standup", endless, ended, next),
                new CalendarEvent.Removed("standup", ENTRY, 0),
                new CalendarEvent.Restored("standup", ENTRY, 0),
                new CalendarEvent.Imported(List.of(ENTRY, next)),
                new CalendarEvent.Withdrawn(List.of(ENTRY, next)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("[PR-1] each Calendar event is written byte for byte as before, and reads")
    void writtenAsBefore(CalendarEvent event) {
        var stored = new WidgetEvent.OfApp(BACKEND.type(event), BACKEND.encode(event));
        var manifest = EventCodec.manifest(stored);
        var bytes = EventCodec.encode(Samples.ORIGIN, EventCodec.data(stored));
        var path = "events/" + manifest + ".json";
        var expected = Golden.expected(path, Json.parse(bytes).orElseThrow());
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
        var read = EventCodec.decode(manifest, Json.bytes(Golden.read(path)));
        var type = EventCodec.type(read.manifest(), read.data());
        assertThat(BACKEND.decode(type, read.data())).isEqualTo(event);
    }

    @Test
    @DisplayName("[PR-3] there is a golden file for every Calendar event")
    void noneMissing() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrder(CalendarEvent.class.getPermittedSubclasses());
    }

    @Test
    @DisplayName("[CL-K12] any event fits any calendar")
    void total() {
        var one = CalendarState.EMPTY.evolve(samples().getFirst());
        for (var event : samples()) {
            for (var state : new CalendarState[] {CalendarState.EMPTY, one}) {
                var next = BACKEND.evolve(state, Samples.ORIGIN, event);
                assertThat(next.events().size()).isBetween(0, 2);
                assertThat(BACKEND.restore(BACKEND.view(next))).isEqualTo(next);
            }
        }
    }

    @Test
    @DisplayName(
            "[CL-K12] [Z2] the fold of these events is the state in the golden file, here and in the page")
    void sameFold() {
        var told = told();
        var path = "fold/widget-calendar.json";
        assertThat(Golden.expected(path, told)).isEqualTo(Json.text(told));
        var file = Golden.read(path);
        var rules = new WidgetRules<>(BACKEND);
        var widget = rules.initial();
        for (var event : Json.MAPPER.convertValue(file.path("events"), EventView[].class)) {
            var recorded = new Recorded<>(event.rev(), event.origin(), rules.event(event));
            widget = rules.evolve(widget, recorded);
        }
        var view = rules.view(widget, Json.value(file.path("start"), WidgetStart.class));
        assertThat(Json.canonical(Json.tree(view))).isEqualTo(Json.canonical(file.path("state")));
    }

    private static JsonNode told() {
        var story = new Story();
        story.when(
                "add",
                json(
                        "{'id': 'standup', 'title': 'Stand-up', 'start': '2026-11-30T09:00', 'end': '2026-11-30T09:15', 'zone': 'Europe/Berlin', 'rule': 'FREQ=WEEKLY;BYDAY=MO'}"));
        story.when(
                "add",
                json(
                        "{'id': 'trip', 'title': 'Trip', 'start': '2026-12-24', 'end': '2026-12-27', 'colour': 'amber', 'location': 'Sea'}"));
        story.when(
                "edit",
                json(
                        "{'id': 'trip', 'title': 'Long trip', 'location': null, 'end': '2026-12-29'}"));
        story.when("move", json("{'id': 'trip', 'start': '2026-12-23'}"));
        story.when("skip", json("{'id': 'standup', 'on': '2026-12-07'}"));
        story.when("change", json("{'id': 'standup', 'on': '2026-12-14', 'title': 'Review'}"));
        story.when("reset", json("{'id': 'standup', 'on': '2026-12-07'}"));
        story.when(
                "split",
                json(
                        "{'id': 'standup', 'on': '2026-12-14', 'next': 'late', 'start': '2026-12-15T11:00', 'end': '2026-12-15T11:15'}"));
        story.undo();
        story.undo();
        story.when("move", json("{'id': 'late', 'start': '2026-12-16T11:00'}"));
        story.when("remove", json("{'id': 'trip'}"));
        story.undo();
        var imported =
                story.when(
                        "import",
                        json(
                                "{'items': [{'id': 'b', 'title': 'B', 'start': '2026-12-02'}, {'id': 'c', 'title': 'C', 'start': '2026-12-03'}]}"));
        story.when("end", json("{'id': 'late', 'on': '2027-01-06'}"));
        story.when("edit", json("{'id': 'b', 'title': 'Bee'}"));
        story.undo(imported.events());
        var file = Json.object().put("of", "a");
        file.set("app", Json.tree(Map.of("id", "calendar", "version", "1.0.0")));
        file.set("start", Json.tree(Story.START));
        file.set("events", Json.tree(story.events()));
        file.set("state", Json.tree(story.rules.view(story.widget(), Story.START)));
        return Json.parse(Json.text(file)).orElseThrow();
    }

    @Test
    @DisplayName("[CL-K12] what the page guesses of each command is what is decided here")
    void sameGuess() {
        var guesses = Json.MAPPER.createArrayNode();
        var story = new Story();
        for (var asked : ASKED) {
            var command = asked.substring(0, asked.indexOf(' '));
            var data = json(asked.substring(asked.indexOf(' ')));
            var before = Json.tree(story.state());
            var outcome = story.when(command, data);
            var guess = guesses.addObject();
            guess.set("before", before);
            guess.put("command", "calendar." + command);
            guess.set("data", data);
            guess.put("at", story.at());
            var made = guess.putArray("made");
            for (var event : outcome.events()) {
                made.addObject().put("type", event.type()).set("data", event.data());
            }
        }
        var path = "guess/calendar.json";
        var told = Json.parse(Json.text(guesses)).orElseThrow();
        assertThat(Golden.expected(path, told)).isEqualTo(Json.text(told));
    }

    private static final List<String> ASKED =
            List.of(
                    "add {'id': 'a', 'title': ' Lunch ', 'start': '2026-12-01T12:00', 'end': '2026-12-01T13:00', 'zone': 'Europe/Berlin', 'location': 'Roof'}",
                    "add {'id': 'b', 'title': 'Trip', 'start': '2026-12-24', 'end': '2026-12-27', 'colour': 'amber'}",
                    "add {'id': 's', 'title': 'Stand-up', 'start': '2026-11-30T09:00', 'end': '2026-11-30T09:15', 'zone': 'Europe/Berlin', 'rule': 'FREQ=WEEKLY;BYDAY=MO', 'notes': 'Daily'}",
                    "edit {'id': 'a', 'title': 'Late lunch', 'location': null, 'notes': 'Bring bread'}",
                    "edit {'id': 'a', 'title': 'Late lunch'}",
                    "move {'id': 'a', 'start': '2026-12-02T13:00'}",
                    "move {'id': 'a', 'start': '2026-12-02T13:00', 'end': '2026-12-02T15:00'}",
                    "edit {'id': 'a', 'start': '2026-12-03', 'end': '2026-12-04'}",
                    "edit {'id': 'a', 'start': '2026-12-03T08:00', 'end': '2026-12-03T09:00', 'zone': 'Asia/Tokyo'}",
                    "edit {'id': 'a', 'zone': null}",
                    "skip {'id': 's', 'on': '2026-12-07'}",
                    "skip {'id': 's', 'on': '2026-12-07'}",
                    "change {'id': 's', 'on': '2026-12-14', 'start': '2026-12-15T10:00', 'end': '2026-12-15T10:30', 'colour': 'red'}",
                    "change {'id': 's', 'on': '2026-12-14', 'title': 'Review', 'notes': null}",
                    "change {'id': 's', 'on': '2026-12-07', 'title': 'Stand-up'}",
                    "skip {'id': 's', 'on': '2026-12-21'}",
                    "reset {'id': 's', 'on': '2026-12-21'}",
                    "skip {'id': 's', 'on': '2027-01-04'}",
                    "move {'id': 's', 'start': '2026-12-01T09:30', 'end': '2026-12-01T09:45'}",
                    "edit {'id': 's', 'rule': 'FREQ=WEEKLY;COUNT=40;BYDAY=TU'}",
                    "edit {'id': 's', 'rule': 'FREQ=WEEKLY;BYDAY=TU'}",
                    "split {'id': 's', 'on': '2026-12-22', 'next': 't', 'start': '2026-12-23T11:00', 'end': '2026-12-23T11:15', 'title': 'Late'}",
                    "edit {'id': 't', 'rule': 'FREQ=MONTHLY;BYDAY=-1WE'}",
                    "end {'id': 't', 'on': '2027-06-30'}",
                    "edit {'id': 't', 'rule': null}",
                    "edit {'id': 'b', 'rule': 'FREQ=YEARLY', 'title': 'Birthday'}",
                    "import {'items': [{'id': 'a', 'title': 'A', 'start': '2026-12-01', 'end': '2026-12-02'}, {'id': 'i', 'title': 'I', 'start': '2026-12-01T09:00Z', 'end': '2026-12-01T10:00Z', 'zone': 'UTC', 'uid': 'i@x', 'rule': 'FREQ=DAILY', 'exceptions': [{'on': '2026-12-02'}]}]}",
                    "move {'id': 'i', 'start': '2026-12-01T09:30Z', 'end': '2026-12-01T10:30Z'}",
                    "remove {'id': 'b'}",
                    "remove {'id': 'b'}");
}

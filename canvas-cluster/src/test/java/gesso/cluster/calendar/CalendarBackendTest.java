package gesso.cluster.calendar;

import static gesso.cluster.calendar.Story.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.widget.WidgetCommand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarBackendTest {
    private final Story story = new Story();

    private void standup() {
        story.when(
                        "add",
                        json(
                                """
                                {'id': 'standup', 'title': 'Stand-up', 'zone': 'Europe/Berlin',
                                 'start': '2026-11-30T09:00', 'end': '2026-11-30T09:15',
                                 'rule': 'FREQ=WEEKLY;BYDAY=MO'}
                                """))
                .made("calendar.created");
    }

    private static ObjectNode of(String id, String rest) {
        return json("{'id': '" + id + "'" + (rest.isEmpty() ? "" : ", " + rest) + "}");
    }

    @Test
    @DisplayName(
            "[B5] [CL-K2] who made an event and when is the server's, not the client's, to say")
    void serverValues() {
        var made =
                story.when(
                                "add",
                                json(
                                        """
                                        {'title': ' Lunch ', 'start': '2026-12-01T12:00:00Z',
                                         'end': '2026-12-01T13:00:00Z',
                                         'userId': 'eve', 'createdAt': '1970-01-01'}
                                        """))
                        .made("calendar.created");
        var entry = story.state().events().getFirst();
        assertThat(entry.title()).isEqualTo("Lunch");
        assertThat(entry.userId()).isEqualTo("ada");
        assertThat(entry.createdAt()).startsWith("2025-11-22T");
        assertThat(entry.start())
                .as("an instant in UTC stays as it came")
                .isEqualTo("2026-12-01T12:00:00Z");
        assertThat(entry.zone()).isEqualTo("UTC");
        assertThat(made.answer()).isEqualTo(Json.object().put("id", entry.id()));
        assertThat(made.events().getFirst().data().path("id").asText()).isEqualTo(entry.id());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24, 2026-12-27, , true, 2026-12-24, 2026-12-27, ",
        "2026-12-24, , , true, 2026-12-24, 2026-12-25, ",
        "2026-12-24, , Europe/Berlin, true, 2026-12-24, 2026-12-25, ",
        "2026-12-24T09:00, , , false, 2026-12-24T09:00, 2026-12-24T10:00, ",
        "2026-12-24T09:00, 2026-12-24T09:30, Asia/Tokyo, false, 2026-12-24T09:00, 2026-12-24T09:30, Asia/Tokyo",
        "2026-07-01T09:00:00+02:00, 2026-07-01T10:00:00+02:00, , false, 2026-07-01T07:00Z, 2026-07-01T08:00Z, UTC",
        "2026-07-01T07:00:00Z, 2026-07-01T08:00:00Z, Europe/Berlin, false, 2026-07-01T09:00, 2026-07-01T10:00, Europe/Berlin",
        "2026-12-24T09:00:00.000Z, , , false, 2026-12-24T09:00:00.000Z, 2026-12-24T10:00Z, UTC",
        "2026-12-24T09:00, 2026-12-24T09:00, UTC, false, 2026-12-24T09:00, 2026-12-24T09:00, UTC"
    })
    @DisplayName("[CL-K3] dates last all day, times have a zone or none, an offset becomes a zone")
    void times(
            String start,
            String end,
            String zone,
            boolean allDay,
            String from,
            String to,
            String in) {
        var data = Json.object().put("id", "a").put("title", "x").put("start", start);
        if (end != null) {
            data.put("end", end);
        }
        if (zone != null) {
            data.put("zone", zone);
        }
        story.when("add", data).made("calendar.created");
        var entry = story.entry("a");
        assertThat(entry.allDay()).isEqualTo(allDay);
        assertThat(entry.start()).isEqualTo(from);
        assertThat(entry.end()).isEqualTo(to);
        assertThat(entry.zone()).isEqualTo(in);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24T10:00, 2026-12-24T09:00, , end",
        "2026-12-24, 2026-12-23, , end",
        "2026-12-24, 2026-12-24T09:00, , end",
        "2026-12-24T10:00, 2026-12-25, , end",
        "2026-12-24, 2029-12-24, , end",
        "2026-02-30, 2026-03-01, , start",
        "0001-01-01, 0001-01-02, , start",
        "9999-12-31, 9999-12-31, , start",
        "275760-09-13, 2026-01-01, , start",
        "2026-12-24T25:00, 2026-12-25T09:00, , start",
        "tomorrow, 2026-12-25, , start",
        "2026-12-24T09:00, 2026-12-24T10:00, Mars/Base, zone",
        "2026-12-24T09:00, 2026-12-24T10:00, +01:00, zone",
        "2026-12-24T09:00:00Z, 2026-12-24T09:30:00+01:00, , end"
    })
    @DisplayName(
            "[B2] [CL-K3] absurd times, ends before starts and unknown zones are refused by field")
    void absurd(String start, String end, String zone, String field) {
        var data = Json.object().put("title", "x").put("start", start).put("end", end);
        if (zone != null) {
            data.put("zone", zone);
        }
        story.when("add", data).invalid(field);
    }

    @Test
    @DisplayName("[B2] [CL-K4] texts have limits, fields are known, ids are not in use")
    void invalid() {
        var good = json("{'id': 'a', 'title': 'x', 'start': '2026-12-01'}");
        story.when("add", good.deepCopy().put("title", "x".repeat(100_000))).invalid("title");
        story.when("add", good.deepCopy().put("title", " ")).invalid("title");
        story.when("add", good.deepCopy().put("notes", "x".repeat(4_001))).invalid("notes");
        story.when("add", good.deepCopy().put("colour", "#ff0000")).invalid("colour");
        story.when("add", good.deepCopy().put("colours", "red")).invalid("colours");
        story.when("add", good.deepCopy().put("start", 1)).invalid("start");
        story.when("add", Json.object()).invalid("start", "title");
        story.when("add", good.deepCopy().put("title", "x".repeat(200))).made("calendar.created");
        story.when("add", good).refused(Refusal.CONFLICT);
        story.when("edit", of("b", "'title': 'x'")).refused(Refusal.NOT_FOUND);
        story.when("remove", Json.object()).invalid("id");
        story.when("dance", Json.object()).refused(Refusal.UNKNOWN_COMMAND);
    }

    @Test
    @DisplayName("[CL-K4] a calendar holds 2,000 events, and texts up to what one message carries")
    void full() {
        var like = CalendarGoldenTest.ENTRY;
        var many = new ArrayList<Entry>();
        for (int i = 0; i < CalendarLimits.EVENTS_MAX; i++) {
            many.add(like.with(json("{'id': 'e" + i + "', 'exceptions': []}")));
        }
        var state = new CalendarState(many);
        var backend = new CalendarBackend();
        var more = json("{'title': 'more', 'start': '2026-12-01'}");
        assertThat(backend.decide(state, "calendar.add", more, story.origin("ada")))
                .hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
        var long4 = like.with(json("{'exceptions': []}").put("notes", "x".repeat(4_000)));
        many.clear();
        for (int i = 0; i * long4.weight() < CalendarLimits.WEIGHT_MAX; i++) {
            many.add(long4.with(json("{'id': 'e" + i + "'}")));
        }
        assertThat(
                        backend.decide(
                                new CalendarState(many), "calendar.add", more, story.origin("ada")))
                .hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-K5] an event is edited, moved and removed by its id, one event each")
    void life() {
        story.when(
                "add",
                of(
                        "a",
                        "'title': 'Lunch', 'start': '2026-12-01T12:00', 'end': '2026-12-01T13:30', 'zone': 'Europe/Berlin'"));
        story.when("edit", of("a", "'title': 'Late lunch', 'location': 'Roof', 'colour': 'green'"))
                .made("calendar.edited");
        assertThat(story.entry("a").location()).isEqualTo("Roof");
        story.when("edit", of("a", "'location': null")).made("calendar.edited");
        assertThat(story.entry("a").location()).isNull();
        story.when("edit", of("a", "'title': 'Late lunch'")).made();
        story.when("move", of("a", "'start': '2026-12-02T14:00'")).made("calendar.moved");
        assertThat(story.entry("a").end()).as("the length stays").isEqualTo("2026-12-02T15:30");
        story.when("move", of("a", "'end': '2026-12-02T15:00'")).made("calendar.moved");
        story.when("move", of("a", "'start': '2026-12-03', 'allDay': true")).made("calendar.moved");
        assertThat(story.entry("a").zone()).isNull();
        assertThat(story.entry("a").end()).isEqualTo("2026-12-04");
        story.when("move", of("a", "'title': 'x'")).invalid("start", "title");
        story.when("move", of("a", "'end': '2026-12-01'")).invalid("end");
        story.when("remove", of("a", "")).made("calendar.removed");
        assertThat(story.state().events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=DAILY;BYHOUR=9,10",
                "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
                "FREQ=DAILY;COUNT=10001",
                "FREQ=DAILY;COUNT=3;UNTIL=20270101",
                "FREQ=DAILY;UNTIL=20261129",
                "FREQ=DAILY;UNTIL=99991231",
                "FREQ=DAILY;UNTIL=20261341",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;FREQ=WEEKLY",
                "FREQ=WEEKLY;BYDAY=2MO",
                "FREQ=MONTHLY;BYDAY=6MO",
                "FREQ=MONTHLY;BYSETPOS=-1",
                "FREQ=YEARLY;BYDAY=MO",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31",
                "every Monday",
                "INTERVAL=2"
            })
    @DisplayName(
            "[CL-K6] a rule that is none, is too fine or could be looked for in vain is refused")
    void badRules(String rule) {
        story.when("add", of("a", "'title': 'x', 'start': '2026-11-30', 'rule': '" + rule + "'"))
                .invalid("rule");
    }

    @ParameterizedTest
    @CsvSource({
        "FREQ=DAILY, FREQ=DAILY",
        "freq=weekly;byday=MO;interval=1, FREQ=WEEKLY;BYDAY=MO",
        "BYDAY=-1FR;FREQ=MONTHLY, FREQ=MONTHLY;BYDAY=-1FR",
        "'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29, FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;UNTIL=20261214T080000Z, FREQ=WEEKLY;UNTIL=20261214",
        "FREQ=WEEKLY;UNTIL=20261214T075959Z, FREQ=WEEKLY;UNTIL=20261213",
        "FREQ=DAILY;COUNT=10000, FREQ=DAILY;COUNT=10000"
    })
    @DisplayName("[CL-K6] a rule is kept in one form, its end as the last day in the event's zone")
    void rules(String rule, String kept) {
        story.when(
                        "add",
                        of(
                                "a",
                                "'title': 'x', 'zone': 'Europe/Berlin', 'start': '2026-11-30T09:00', 'rule': '"
                                        + rule
                                        + "'"))
                .made("calendar.created");
        assertThat(story.entry("a").rule()).isEqualTo(kept);
    }

    @Test
    @DisplayName("[CL-K7] one day of a series is skipped, changed, and as the rule says again")
    void exceptions() {
        standup();
        story.when("skip", of("standup", "'on': '2026-12-07'")).made("calendar.excepted");
        story.when("skip", of("standup", "'on': '2026-12-07'")).made();
        story.when(
                        "change",
                        of(
                                "standup",
                                "'on': '2026-12-14', 'start': '2026-12-15T10:00', 'end': '2026-12-15T10:30'"))
                .made("calendar.excepted");
        var changed = story.entry("standup").exception("2026-12-14").orElseThrow().as();
        assertThat(changed)
                .isEqualTo(
                        new Occurrence(
                                "Stand-up",
                                "2026-12-15T10:00",
                                "2026-12-15T10:30",
                                null,
                                null,
                                null));
        story.when("change", of("standup", "'on': '2026-12-14', 'title': 'Review'"))
                .made("calendar.excepted");
        assertThat(story.entry("standup").exceptions())
                .extracting(Deviation::on)
                .containsExactly("2026-12-07", "2026-12-14");
        story.when("reset", of("standup", "'on': '2026-12-14'")).made("calendar.excepted");
        assertThat(story.entry("standup").exceptions()).hasSize(1);
        story.when("change", of("standup", "'on': '2026-12-07', 'title': 'Stand-up'"))
                .made("calendar.excepted");
        assertThat(story.entry("standup").exceptions()).as("as the rule says").isEmpty();
        story.when("skip", of("standup", "'on': '2026-11-23'")).invalid("on");
        story.when("skip", of("standup", "'on': 'Monday'")).invalid("on");
        story.when("change", of("standup", "'on': '2026-12-14', 'start': '2026-12-15'"))
                .invalid("start");
        story.when("add", of("once", "'title': 'x', 'start': '2026-12-01'"));
        story.when("skip", of("once", "'on': '2026-12-01'")).invalid("id");
    }

    @Test
    @DisplayName("[CL-K8] a series on another day takes its rule and its exceptions along")
    void carried() {
        standup();
        story.when("skip", of("standup", "'on': '2026-12-07'"));
        story.when("move", of("standup", "'start': '2026-12-01T10:00'")).made("calendar.moved");
        assertThat(story.entry("standup").rule()).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
        assertThat(story.entry("standup").exceptions())
                .containsExactly(new Deviation("2026-12-08", null));
        story.when("edit", of("standup", "'rule': 'FREQ=WEEKLY;BYDAY=TU;COUNT=9'"))
                .made("calendar.edited");
        assertThat(story.entry("standup").exceptions()).as("the same days").hasSize(1);
        story.when("edit", of("standup", "'rule': 'FREQ=DAILY'")).made("calendar.edited");
        assertThat(story.entry("standup").exceptions()).as("other days").isEmpty();
        story.when("edit", of("standup", "'end': '2027-02-01T10:00'")).invalid("start");
    }

    @ParameterizedTest
    @CsvSource({
        "'FREQ=WEEKLY;BYDAY=MO,WE,FR', 2026-12-01, 'FREQ=WEEKLY;BYDAY=TU,TH,SA'",
        "FREQ=MONTHLY;BYDAY=-1MO, 2026-12-01, FREQ=MONTHLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYDAY=-1MO, 2026-12-29, FREQ=MONTHLY;BYDAY=-1TU",
        "FREQ=MONTHLY;BYDAY=5MO, 2026-12-14, FREQ=MONTHLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=30, 2026-12-02, FREQ=MONTHLY;BYMONTHDAY=2",
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30, 2026-12-02, FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=2",
        "FREQ=DAILY;UNTIL=20261231, 2026-12-02, FREQ=DAILY;UNTIL=20270102"
    })
    @DisplayName("[CL-K8] Mondays become Tuesdays, the last becomes the last")
    void shifted(String rule, String to, String expected) {
        var from = LocalDate.parse("2026-11-30");
        assertThat(Rule.of(rule).shifted(from, LocalDate.parse(to)).text()).isEqualTo(expected);
        assertThat(Rule.of(rule).shifted(from, from).text()).isEqualTo(rule);
    }

    @Test
    @DisplayName("[CL-K9] this and all that follow become a series of their own, in one event")
    void split() {
        standup();
        story.when("skip", of("standup", "'on': '2026-12-07'"));
        story.when("skip", of("standup", "'on': '2026-12-21'"));
        var made =
                story.when(
                                "split",
                                of(
                                        "standup",
                                        "'on': '2026-12-14', 'next': 'late', 'start': '2026-12-15T11:00', 'end': '2026-12-15T11:15'"))
                        .made("calendar.split");
        assertThat(made.answer()).isEqualTo(Json.object().put("id", "late"));
        assertThat(story.entry("standup").rule()).isEqualTo("FREQ=WEEKLY;UNTIL=20261213;BYDAY=MO");
        assertThat(story.entry("standup").exceptions())
                .extracting(Deviation::on)
                .containsExactly("2026-12-07");
        assertThat(story.entry("late").rule()).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
        assertThat(story.entry("late").exceptions())
                .extracting(Deviation::on)
                .containsExactly("2026-12-22");
        story.undo().made("calendar.joined");
        assertThat(story.entry("standup").exceptions()).hasSize(2);
        story.undo().made("calendar.split");
        assertThat(story.entry("late").start()).isEqualTo("2026-12-15T11:00");
        story.when("split", of("standup", "'on': '2026-11-30'")).invalid("on");
        story.when("end", of("late", "'on': '2027-01-05'")).made("calendar.edited");
        assertThat(story.entry("late").rule()).isEqualTo("FREQ=WEEKLY;UNTIL=20270104;BYDAY=TU");
        story.when("skip", of("late", "'on': '2027-01-05'")).invalid("on");
        story.when("edit", of("late", "'rule': 'FREQ=WEEKLY;BYDAY=TU;COUNT=5'"));
        story.when("split", of("late", "'on': '2026-12-22', 'next': 'b'")).invalid("rule");
    }

    @Test
    @DisplayName(
            "[CL-K10] an import is one event, leaves out what is there, and is taken back as one")
    void imported() {
        story.when("add", of("a", "'title': 'Mine', 'start': '2026-12-01'"));
        var file =
                json(
                        """
                        {'items': [
                          {'id': 'a', 'title': 'Theirs', 'start': '2026-12-01', 'uid': 'a@there'},
                          {'id': 'b', 'title': 'B', 'start': '2026-12-02', 'uid': 'b@there'},
                          {'id': 'c', 'title': 'C', 'start': '2026-12-03T09:00', 'zone': 'UTC', 'rule': 'FREQ=DAILY',
                           'exceptions': [{'on': '2026-12-05'}, {'on': '2026-12-04', 'as': {'start': '2026-12-04T10:00', 'end': '2026-12-04T11:00'}}]}
                        ]}
                        """);
        var made = story.when("import", file).made("calendar.imported");
        assertThat(made.answer()).isEqualTo(Json.object().put("added", 2));
        assertThat(story.entry("a").title()).isEqualTo("Mine");
        assertThat(story.entry("c").exceptions())
                .extracting(Deviation::on)
                .containsExactly("2026-12-04", "2026-12-05");
        story.when("import", file).made();
        story.when("bob", "edit", of("b", "'title': 'Bee'"));
        story.undo(made.events()).made("calendar.withdrawn");
        assertThat(story.state().events())
                .extracting(Entry::id)
                .as("what Bob has changed stays")
                .containsExactly("a", "b");
        story.undo().made("calendar.imported");
        story.when("import", json("{'items': []}")).invalid("items");
        story.when("import", json("{'items': [{'title': 'x', 'start': 'never'}]}"))
                .invalid("items[0].start");
        story.when(
                        "import",
                        json(
                                "{'items': [{'title': 'x', 'start': '2026-12-03', 'rule': 'FREQ=DAILY', 'exceptions': [{'on': 'x'}]}]}"))
                .invalid("items[0].exceptions[0].on");
    }

    @Test
    @DisplayName("[CL-K11] an undo leaves what somebody else has changed since, times together")
    void changedSince() {
        story.when("add", of("a", "'title': 'Lunch', 'start': '2026-12-01T12:00', 'zone': 'UTC'"));
        var edit =
                story.when(
                        "edit",
                        of(
                                "a",
                                "'title': 'Late lunch', 'start': '2026-12-01T13:00', 'end': '2026-12-01T14:00'"));
        story.when("bob", "move", of("a", "'end': '2026-12-01T15:00'"));
        var undone = story.undo(edit.events()).made("calendar.edited");
        assertThat(story.entry("a").title()).isEqualTo("Lunch");
        assertThat(story.entry("a").start()).isEqualTo("2026-12-01T13:00");

        assertThat(Objects.requireNonNull(undone.answer()).path("skipped")).hasSize(1);
    }

    @Test
    @DisplayName("[X5] [CL-K1] viewers and commenters change no calendar")
    void roles() {
        var backend = new CalendarBackend();
        assertThat(backend.opens("calendar.add", Role.COMMENTER)).isFalse();
        assertThat(backend.opens("calendar.add", Role.VIEWER)).isFalse();
        assertThat(backend.opens("calendar.add", Role.EDITOR)).isTrue();
        story.when("add", of("a", "'title': 'x', 'start': '2026-12-01'"));
        var patch = new WidgetCommand.SetState(json("{'events': []}"));
        assertThat(story.rules.decide(story.widget(), patch, story.origin("ada")))
                .hasFieldOrPropertyWithValue("why", Refusal.INVALID);
    }
}

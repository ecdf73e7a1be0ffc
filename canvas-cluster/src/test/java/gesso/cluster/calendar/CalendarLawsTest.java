package gesso.cluster.calendar;

import static gesso.cluster.calendar.Story.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Recorded;
import gesso.protocol.Json;
import gesso.protocol.entity.EventView;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws over seeded random sessions; a seed that failed once stays in the list. */
class CalendarLawsTest {
    private static final List<String> RULES =
            List.of(
                    "FREQ=DAILY",
                    "FREQ=WEEKLY;BYDAY=MO,WE",
                    "FREQ=MONTHLY;BYDAY=-1FR",
                    "FREQ=YEARLY",
                    "FREQ=WEEKLY;COUNT=5",
                    "FREQ=DAILY;UNTIL=20271231");
    private static final int STEPS = 80;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName(
            "[CL-K12] [Z2] replaying the events, from JSON, gives the live state; so does a snapshot and the tail")
    void replay(int seed) {
        var story = session(seed);
        var rules = story.rules;
        var replayed = rules.initial().started(Story.START);
        int cut = new Random(seed).nextInt(story.events().size());
        for (var view : story.events()) {
            var data = Json.parse(Json.text(view.data())).orElseThrow();
            var event =
                    rules.event(
                            new EventView(view.of(), view.rev(), view.origin(), view.type(), data));
            replayed = rules.evolve(replayed, new Recorded<>(view.rev(), view.origin(), event));
            if (view.rev() == cut) {
                var snapshot = Json.parse(Json.text(rules.snapshot(replayed))).orElseThrow();
                replayed = rules.restore(snapshot).started(Story.START);
            }
        }
        assertThat(replayed.own()).isEqualTo(story.state());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-K11] what was just done is undone wholly, and done again wholly")
    void undo(int seed) {
        var story = session(seed);
        var random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            var before = story.state();
            if (step(story, random, i).events().isEmpty()) {
                continue;
            }
            var after = story.state();
            story.undo();
            assertThat(story.state()).isEqualTo(before);
            story.undo();
            assertThat(story.state()).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-K3] [CL-K6] whatever is accepted can be asked for again as it is kept")
    void keptIsValid(int seed) {
        for (var entry : session(seed).state().events()) {
            var again = new Story();
            ObjectNode data = Json.tree(entry).deepCopy();
            again.when("add", data).made("calendar.created");
            var made = again.state().events().getFirst();
            assertThat(made.span()).isEqualTo(entry.span());
            assertThat(made.rule()).isEqualTo(entry.rule());
            assertThat(made.exceptions()).isEqualTo(entry.exceptions());
        }
    }

    private static Story session(int seed) {
        var story = new Story();
        var random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            step(story, random, i);
            if (random.nextInt(9) == 0 && !story.events().isEmpty()) {
                story.undo();
            }
        }
        return story;
    }

    private static Story.Outcome step(Story story, Random random, int i) {
        var events = story.state().events();
        var id = events.isEmpty() ? "none" : events.get(random.nextInt(events.size())).id();
        var day = LocalDate.of(2026, 11, 1).plusDays(random.nextInt(400));
        var one = Json.object().put("id", id);
        return switch (random.nextInt(11)) {
            case 0, 1 -> story.when("add", event(random, day));
            case 2 ->
                    story.when(
                            "edit",
                            one.put("title", "t" + i)
                                    .put("location", random.nextBoolean() ? "x" : ""));
            case 3 ->
                    story.when(
                            "move",
                            one.put(
                                    "start",
                                    random.nextBoolean() ? day.toString() : day + "T08:30"));
            case 4 -> story.when("skip", one.put("on", day.toString()));
            case 5 -> story.when("change", one.put("on", day.toString()).put("title", "c" + i));
            case 6 -> story.when("reset", one.put("on", day.toString()));
            case 7 -> story.when("split", one.put("on", day.toString()).put("title", "s" + i));
            case 8 -> story.when("end", one.put("on", day.toString()));
            case 9 -> story.when("remove", one);
            default -> {
                var file = json("{'items': []}");
                file.withArray("items").add(event(random, day)).add(event(random, day));
                yield story.when("import", file);
            }
        };
    }

    private static ObjectNode event(Random random, LocalDate day) {
        var data = Json.object().put("title", "e" + random.nextInt(100));
        data.put("start", random.nextBoolean() ? day.toString() : day + "T09:00");
        if (random.nextBoolean()) {
            data.put("zone", "Europe/Berlin");
        }
        return random.nextBoolean()
                ? data.put("rule", RULES.get(random.nextInt(RULES.size())))
                : data;
    }
}

package gesso.cluster.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.Widget;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.FieldError;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.testing.Golden;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import java.util.ArrayList;
import java.util.List;

/** One note, driven by commands without any actor; time is counted. */
final class Note {
    static final WidgetStart START =
            new WidgetStart("notes", "1.0.0", "notes", Json.object(), false);

    final WidgetRules<NotesState, NotesEvent> rules = new WidgetRules<>(new NotesBackend());
    final List<Recorded<WidgetEvent>> journal = new ArrayList<>();
    private Widget<NotesState> state = rules.initial();
    private long at = HybridClock.ofMillis(1_763_800_000_000L);

    static String sample(String name) {
        return Golden.read("yjs/updates.json").path("good").path(name).asText();
    }

    static ObjectNode change(String update) {
        return Json.object().put("update", update);
    }

    static ObjectNode merge(long from, long upto, String update) {
        return change(update).put("from", from).put("upto", upto);
    }

    NotesState state() {
        return state.own();
    }

    Widget<NotesState> widget() {
        return state;
    }

    List<String> made() {
        return journal.stream().map(one -> rules.manifest(one.event())).toList();
    }

    Decision<WidgetEvent> decide(String name, ObjectNode data) {
        return rules.decide(state, new WidgetCommand.App(name, data), origin());
    }

    /** How many events it made. */
    int when(String name, ObjectNode data) {
        var decision = decide(name, data);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var events = ((Decision.Accepted<WidgetEvent>) decision).events();
        for (var event : events) {
            var recorded = new Recorded<>(state.revision() + 1, origin(), event);
            journal.add(recorded);
            state = rules.evolve(state, recorded);
        }
        return events.size();
    }

    void type(String... samples) {
        for (var sample : samples) {
            assertThat(when("notes.update", change(sample(sample)))).isOne();
        }
    }

    void refused(String name, ObjectNode data, Refusal why, String... fields) {
        assertThat(decide(name, data))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> {
                            assertThat(no.why()).isEqualTo(why);
                            var errors = ((Decision.Refused<?>) no).errors();
                            assertThat(errors.stream().map(FieldError::field))
                                    .containsExactly(fields);
                        });
    }

    private Origin origin() {
        at += HybridClock.COUNTS_PER_MILLI;
        return new Origin(
                "op-" + at,
                "t:ada:tab",
                null,
                "ada",
                null,
                "correlation",
                null,
                null,
                null,
                null,
                "sum",
                at);
    }
}

package gesso.cluster.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.widget.Widget;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.Clients;
import gesso.protocol.FieldError;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One calendar widget driven by commands without any actor; time is counted. */
final class Story {
    static final WidgetStart START =
            new WidgetStart("calendar", "1.0.0", "calendar", Json.object(), false);

    final WidgetRules<CalendarState, CalendarEvent> rules =
            new WidgetRules<>(new CalendarBackend());
    private final List<EventView> events = new ArrayList<>();
    private final List<List<EventView>> steps = new ArrayList<>();
    private Widget<CalendarState> widget = rules.initial().started(START);
    private long now = HybridClock.ofMillis(1_763_800_000_000L);
    private int operations;

    /** What became of one command. */
    record Outcome(
            @Nullable Refusal why,
            List<FieldError> errors,
            List<EventView> events,
            @Nullable JsonNode answer) {

        Outcome made(String... types) {
            assertThat(why).as(errors.toString()).isNull();
            assertThat(events.stream().map(EventView::type)).containsExactly(types);
            return this;
        }

        void refused(Refusal expected) {
            assertThat(why).isEqualTo(expected);
        }

        void invalid(String... fields) {
            assertThat(why).isEqualTo(Refusal.INVALID);
            assertThat(errors.stream().map(FieldError::field).distinct()).containsExactly(fields);
        }
    }

    Outcome when(String user, String command, ObjectNode data) {
        return when(user, new WidgetCommand.App("calendar." + command, data));
    }

    Outcome when(String command, ObjectNode data) {
        return when("ada", command, data);
    }

    /** The events of the newest step that is not an undo itself are taken back. */
    Outcome undo(List<EventView> step) {
        return when("ada", new WidgetCommand.Compensate(step));
    }

    Outcome undo() {
        return undo(steps.getLast());
    }

    private Outcome when(String user, WidgetCommand command) {
        var origin = origin(user);
        return switch (rules.decide(widget, command, origin)) {
            case Decision.Accepted<WidgetEvent>(var accepted) -> {
                var made = accepted.stream().map(event -> happen(origin, event)).toList();
                if (!made.isEmpty()) {
                    steps.add(made);
                }
                yield new Outcome(null, List.of(), made, rules.answer(command, accepted));
            }
            case Decision.Refused<WidgetEvent>(var why, _, var errors) ->
                    new Outcome(why, errors, List.of(), null);
        };
    }

    private EventView happen(Origin origin, WidgetEvent event) {
        var recorded = new Recorded<>(widget.revision() + 1, origin, event);
        widget = rules.evolve(widget, recorded);
        var stored =
                new EventCodec.Stored(origin, rules.manifest(event), Json.tree(rules.data(event)));
        var view = EventCodec.view("a", recorded.revision(), stored);
        events.add(view);
        return view;
    }

    /** The instant of the newest command. */
    long at() {
        return now;
    }

    List<EventView> events() {
        return List.copyOf(events);
    }

    Widget<CalendarState> widget() {
        return widget;
    }

    CalendarState state() {
        return widget.own();
    }

    Entry entry(String id) {
        return state().find(id).orElseThrow();
    }

    Origin origin(String user) {
        operations++;
        now += HybridClock.ofMillis(1_000);
        return new Origin(
                "op-" + operations,
                Clients.tab(user, "tab"),
                null,
                user,
                null,
                "correlation-" + operations,
                null,
                null,
                null,
                null,
                "sum",
                now);
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"')).orElseThrow();
    }
}

package gesso.cluster.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Clients;
import gesso.protocol.FieldError;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of one widget, driven by commands without any actor; time is counted. */
final class Desk {
    static final Field NAME = Field.of("name", "Name", FieldType.TEXT).mandatory().from(null, 80.0);
    static final Field STREAK =
            Field.of("streak", "Streak", FieldType.NUMBER).from(0.0, 100.0).in("days");
    static final Entity HABITS =
            new Entity(
                    "habits",
                    "Habit",
                    List.of(
                            NAME,
                            STREAK,
                            Field.of("frequency", "Frequency", FieldType.CHOICE)
                                    .among(List.of("Daily", "Weekly")),
                            Field.of("done", "Done", FieldType.BOOLEAN),
                            Field.of("notes", "Notes", FieldType.LONGTEXT)));

    record Said(Origin origin, RecordsEvent event) {}

    record Outcome(
            @Nullable Refusal why,
            String detail,
            List<FieldError> errors,
            List<RecordsEvent> events) {

        Outcome made(Class<?>... kinds) {
            assertThat(why).as(detail).isNull();
            assertThat(events.stream().<Class<?>>map(Object::getClass)).containsExactly(kinds);
            return this;
        }

        void refused(Refusal expected) {
            assertThat(why).as(detail).isEqualTo(expected);
        }

        void invalid(String field, String message) {
            refused(Refusal.INVALID);
            assertThat(errors).contains(new FieldError(field, message));
        }
    }

    final MicroAppBackend<RecordsState, RecordsEvent> backend;
    final List<Said> journal = new ArrayList<>();
    RecordsState state = RecordsState.EMPTY;
    private final Map<String, Deque<List<RecordsEvent>>> done = new HashMap<>();
    private final Map<String, Deque<List<RecordsEvent>>> undone = new HashMap<>();
    private long now = HybridClock.ofMillis(1_763_800_000_000L);
    private int operations;

    Desk(Entity... entities) {
        backend = new RecordsBackend().of(app(entities));
    }

    /** The same records under another version of the app. */
    Desk(Desk before, Entity... entities) {
        this(entities);
        state = before.state;
        now = before.now;
        operations = before.operations;
    }

    static AppSpecification app(Entity... entities) {
        return new AppSpecification(
                "Habits",
                "What people do every day.",
                "list",
                List.of(entities),
                List.of(View.of(Kind.LIST, "All", entities[0].name())),
                List.of(),
                null);
    }

    static Entity ruled(Entity entity, Rule... rules) {
        return new Entity(entity.name(), entity.title(), entity.fields(), List.of(rules));
    }

    static ObjectNode in(String id) {
        return Json.object().put("collection", "habits").put("id", id);
    }

    static ObjectNode in(String id, JsonNode values) {
        return in(id).set("values", values);
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    Outcome when(String user, String command, JsonNode data) {
        var origin = origin(user);
        var outcome = outcome(backend.decide(state, command, data, origin), origin);
        if (!outcome.events().isEmpty()) {
            done.computeIfAbsent(user, _ -> new ArrayDeque<>()).push(outcome.events());
            undone.remove(user);
        }
        return outcome;
    }

    Outcome add(String user, String id, String values) {
        return when(user, "records.add", in(id, json(values)));
    }

    Outcome edit(String user, String id, String values) {
        return when(user, "records.edit", in(id, json(values)));
    }

    Outcome step(String user, String id, String field, double by) {
        return when(user, "records.step", in(id).put("field", field).put("by", by));
    }

    /** Takes back the newest step of this person, if any is left. */
    List<RecordsEvent> undo(String user) {
        return take(user, done, undone);
    }

    List<RecordsEvent> redo(String user) {
        return take(user, undone, done);
    }

    boolean mayUndo(String user) {
        return done.containsKey(user) && !done.get(user).isEmpty();
    }

    Item item(String id) {
        return state.in("habits").find(id).orElseThrow();
    }

    List<String> ids() {
        return List.copyOf(state.in("habits").order());
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

    private List<RecordsEvent> take(
            String user,
            Map<String, Deque<List<RecordsEvent>>> from,
            Map<String, Deque<List<RecordsEvent>>> to) {
        var step = from.computeIfAbsent(user, _ -> new ArrayDeque<>()).pop();
        var made = new ArrayList<RecordsEvent>();
        var origin = origin(user);
        for (var event : step.reversed()) {
            made.addAll(outcome(backend.compensate(state, event, origin), origin).events());
        }
        if (!made.isEmpty()) {
            to.computeIfAbsent(user, _ -> new ArrayDeque<>()).push(made);
        }
        return made;
    }

    private Outcome outcome(Decision<RecordsEvent> decision, Origin origin) {
        return switch (decision) {
            case Decision.Accepted<RecordsEvent>(var events) -> {
                for (var event : events) {
                    state = backend.evolve(state, origin, event);
                    journal.add(new Said(origin, event));
                }
                yield new Outcome(null, "", List.of(), events);
            }
            case Decision.Refused<RecordsEvent>(var why, var detail, var errors) ->
                    new Outcome(why, detail, errors, List.of());
        };
    }
}

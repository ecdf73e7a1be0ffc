package gesso.cluster.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One chat, driven by commands without any actor; time is counted. Eve comments, Ada owns. */
final class Talk {
    record Said(Origin origin, ChatEvent event) {}

    record Outcome(@Nullable Refusal why, String detail, List<ChatEvent> events) {

        Outcome made(Class<?>... kinds) {
            assertThat(why).as(detail).isNull();
            assertThat(events.stream().<Class<?>>map(Object::getClass)).containsExactly(kinds);
            return this;
        }

        void refused(Refusal expected) {
            assertThat(why).as(detail).isEqualTo(expected);
        }
    }

    private static final Map<String, Role> ROLES =
            Map.of("ada", Role.OWNER, "grace", Role.EDITOR, "eve", Role.COMMENTER);

    final ChatBackend backend = new ChatBackend();
    final List<Said> journal = new ArrayList<>();
    ChatState state = ChatState.EMPTY;
    private final Map<String, Deque<List<ChatEvent>>> done = new HashMap<>();
    private final Map<String, Deque<List<ChatEvent>>> undone = new HashMap<>();
    private long now = HybridClock.ofMillis(1_763_800_000_000L);
    private int operations;

    Outcome when(String user, String command, JsonNode data) {
        var origin = origin(user);
        var outcome =
                outcome(
                        backend.decide(
                                state,
                                command,
                                data,
                                origin,
                                ROLES.getOrDefault(user, Role.VIEWER)),
                        origin);
        if (!outcome.events().isEmpty()) {
            done.computeIfAbsent(user, _ -> new ArrayDeque<>()).push(outcome.events());
            undone.remove(user);
        }
        return outcome;
    }

    Outcome post(String user, String id, String text) {
        return when(user, "chat.post", id(id).put("text", text));
    }

    /** Takes back the newest step of this person, if any is left. */
    List<ChatEvent> undo(String user) {
        return take(user, done, undone);
    }

    List<ChatEvent> redo(String user) {
        return take(user, undone, done);
    }

    boolean mayUndo(String user) {
        return done.containsKey(user) && !done.get(user).isEmpty();
    }

    Message message(String id) {
        return state.find(id).orElseThrow();
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

    static ObjectNode id(String id) {
        return Json.object().put("id", id);
    }

    private List<ChatEvent> take(
            String user,
            Map<String, Deque<List<ChatEvent>>> from,
            Map<String, Deque<List<ChatEvent>>> to) {
        var step = from.computeIfAbsent(user, _ -> new ArrayDeque<>()).pop();
        var made = new ArrayList<ChatEvent>();
        var origin = origin(user);
        for (var event : step.reversed()) {
            made.addAll(outcome(backend.compensate(state, event, origin), origin).events());
        }
        if (!made.isEmpty()) {
            to.computeIfAbsent(user, _ -> new ArrayDeque<>()).push(made);
        }
        return made;
    }

    private Outcome outcome(Decision<ChatEvent> decision, Origin origin) {
        return switch (decision) {
            case Decision.Accepted<ChatEvent>(var events) -> {
                for (var event : events) {
                    state = backend.evolve(state, origin, event);
                    journal.add(new Said(origin, event));
                }
                yield new Outcome(null, "", events);
            }
            case Decision.Refused<ChatEvent>(var why, var detail, _) ->
                    new Outcome(why, detail, List.of());
        };
    }
}

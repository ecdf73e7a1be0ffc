package gesso.cluster.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleBackendTest {
    private final SampleBackend backend = new SampleBackend();
    private SampleState state = SampleState.EMPTY;

    @Test
    @DisplayName("[B5] who wrote an entry and when is the server's, not the client's, to say")
    void serverValues() {
        var data = text(" Hello ").put("userId", "eve").put("createdAt", "1970-01-01");
        var made = made("sample.add", data).getFirst();
        assertThat(state.entries())
                .singleElement()
                .matches(entry -> entry.text().equals("Hello"))
                .matches(entry -> entry.userId().equals("ada"))
                .matches(entry -> !entry.createdAt().startsWith("1970"));
        assertThat(backend.answer(List.of(made)))
                .isEqualTo(Json.object().put("id", state.entries().getFirst().id()));
    }

    @Test
    @DisplayName("[B2] texts of 1 to 500 characters, known fields, ids not in use")
    void invalid() {
        assertThat(refused("sample.add", text("  "))).isEqualTo(Refusal.INVALID);
        assertThat(refused("sample.add", text("x".repeat(501)))).isEqualTo(Refusal.INVALID);
        assertThat(refused("sample.add", text("x").put("colour", 1))).isEqualTo(Refusal.INVALID);
        assertThat(refused("sample.remove", Json.object())).isEqualTo(Refusal.INVALID);
        assertThat(refused("sample.remove", id("none"))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refused("sample.burn", Json.object())).isEqualTo(Refusal.UNKNOWN_COMMAND);
        made("sample.add", id("a").put("text", "x"));
        assertThat(refused("sample.add", id("a").put("text", "y"))).isEqualTo(Refusal.CONFLICT);
    }

    @Test
    @DisplayName("[B2] a widget holds 1,000 entries")
    void full() {
        for (int i = 0; i < SampleBackend.ENTRIES_MAX; i++) {
            state = state.evolve(new SampleEvent.Added("e" + i, "x", "ada", ""));
        }
        assertThat(refused("sample.add", text("more"))).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[B2] a command that changes nothing makes no event")
    void nothing() {
        made("sample.add", id("a").put("text", "x"));
        assertThat(made("sample.edit", id("a").put("text", " x "))).isEmpty();
    }

    @Test
    @DisplayName("[W12] undo puts back what was there, unless somebody has changed it since")
    void undo() {
        made("sample.add", id("a").put("text", "one"));
        made("sample.add", id("b").put("text", "two"));
        var before = state;
        var edited = made("sample.edit", id("a").put("text", "1")).getFirst();
        undone(edited);
        assertThat(state).isEqualTo(before);
        var removed = made("sample.remove", id("a")).getFirst();
        undone(removed);
        assertThat(state).isEqualTo(before);
        assertThat(undone(removed)).isEmpty();
        made("sample.edit", id("a").put("text", "uno"));
        assertThat(undone(edited)).isEmpty();
    }

    @Test
    @DisplayName("[X5] editors may write, viewers and commenters read")
    void roles() {
        assertThat(backend.opens("sample.add", Role.EDITOR)).isTrue();
        assertThat(backend.opens("sample.add", Role.COMMENTER)).isFalse();
        assertThat(backend.opens("sample.add", Role.VIEWER)).isFalse();
    }

    @Test
    @DisplayName("[Z2] a state is kept and read as it was")
    void kept() {
        made("sample.add", text("Hello"));
        assertThat(backend.restore(backend.view(state))).isEqualTo(state);
    }

    private static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }

    private static ObjectNode id(String id) {
        return Json.object().put("id", id);
    }

    private List<SampleEvent> made(String command, ObjectNode data) {
        return taken(backend.decide(state, command, data, Samples.ORIGIN));
    }

    private List<SampleEvent> undone(SampleEvent event) {
        return taken(backend.compensate(state, event, Samples.ORIGIN));
    }

    private List<SampleEvent> taken(Decision<SampleEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var events = ((Decision.Accepted<SampleEvent>) decision).events();
        events.forEach(event -> state = backend.evolve(state, Samples.ORIGIN, event));
        return events;
    }

    private Refusal refused(String command, ObjectNode data) {
        var decision = backend.decide(state, command, data, Samples.ORIGIN);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused<SampleEvent>) decision).why();
    }
}

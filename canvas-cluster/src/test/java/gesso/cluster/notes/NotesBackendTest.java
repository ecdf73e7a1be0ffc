package gesso.cluster.notes;

import static gesso.cluster.notes.Note.change;
import static gesso.cluster.notes.Note.merge;
import static gesso.cluster.notes.Note.sample;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.entity.EventView;
import gesso.protocol.widget.WidgetCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotesBackendTest {
    private static final String FIRST = "first paragraph";
    private static final String SECOND = "letters at the end";
    private static final String THIRD = "formatting";

    private final Note note = new Note();

    @Test
    @DisplayName("[CL-N2] each change is one event, numbered without a gap")
    void numbered() {
        note.type(FIRST, SECOND, THIRD);
        assertThat(note.made()).containsOnly("notes.updated.1").hasSize(3);
        assertThat(note.state().doc())
                .containsExactly(
                        new Piece(1, 1, sample(FIRST)),
                        new Piece(2, 2, sample(SECOND)),
                        new Piece(3, 3, sample(THIRD)));
        var answer =
                note.rules.answer(
                        new WidgetCommand.App("notes.update", change(sample(THIRD))),
                        List.of(note.journal.getLast().event()));
        assertThat(answer).isEqualTo(Json.object().put("n", 3L));
    }

    @Test
    @DisplayName("[B2] [X6] [CL-N3] what is no update, or no base64, is refused with its field")
    void unreadable() {
        note.refused("notes.update", change("%%%="), Refusal.INVALID, "update");
        note.refused("notes.update", change("AQEB"), Refusal.INVALID, "update");
        note.refused("notes.update", change(""), Refusal.INVALID, "update");
        note.refused("notes.update", Json.object(), Refusal.INVALID, "update");
        note.refused("notes.update", Json.object().put("update", 7), Refusal.INVALID, "update");
        note.refused("notes.update", change(sample(FIRST)).put("by", "eve"), Refusal.INVALID, "by");
        note.refused("notes.compact", merge(0, 2, sample(FIRST)), Refusal.INVALID, "from");
        note.refused("notes.compact", merge(5, 2, sample(FIRST)), Refusal.INVALID, "upto");
        note.refused("notes.erase", Json.object(), Refusal.UNKNOWN_COMMAND);
        assertThat(note.journal).isEmpty();
    }

    @Test
    @DisplayName("[CL-N4] a change, a note and the number of its pieces are bounded")
    void bounded() {
        var long1 = "A".repeat(NotesBackend.UPDATE_MAX + 4);
        note.refused("notes.update", change(long1), Refusal.INVALID, "update");
        var backend = new NotesBackend();
        var large = "A".repeat(NotesBackend.NOTE_MAX - 4);
        var full = NotesState.EMPTY.evolve(new NotesEvent.Updated(1, large));
        var origin = origin();
        assertThat(backend.decide(full, "notes.update", change(sample(FIRST)), origin))
                .hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
        var many = NotesState.EMPTY;
        for (int n = 1; n <= NotesBackend.PIECES_MAX; n++) {
            many = many.evolve(new NotesEvent.Updated(n, "AAA="));
        }
        assertThat(backend.decide(many, "notes.update", change(sample(FIRST)), origin))
                .hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-N5] a merge takes the place of exactly the changes that it names")
    void merges() {
        note.type("with a gap", "with a gap", "with a gap", "nothing");
        assertThat(note.when("notes.compact", merge(1, 3, sample("merged")))).isOne();
        assertThat(note.state().doc())
                .containsExactly(
                        new Piece(1, 3, sample("merged")), new Piece(4, 4, sample("nothing")));
        note.type("nothing");
        assertThat(note.state().newest()).isEqualTo(5);
        assertThat(note.when("notes.compact", merge(1, 5, sample("merged")))).isOne();
        assertThat(note.state().doc()).containsExactly(new Piece(1, 5, sample("merged")));
    }

    @Test
    @DisplayName("[CL-N5] a merge that comes late, or makes the note larger, changes nothing")
    void stale() {
        note.type("with a gap", "with a gap", "with a gap");
        note.when("notes.compact", merge(1, 2, sample("merged")));
        var before = note.state();
        assertThat(note.when("notes.compact", merge(1, 2, sample("merged")))).isZero();
        assertThat(note.when("notes.compact", merge(2, 3, sample("merged")))).isZero();
        assertThat(note.when("notes.compact", merge(1, 4, sample("merged")))).isZero();
        assertThat(note.when("notes.compact", merge(3, 3, sample(FIRST)))).isZero();
        assertThat(note.when("notes.compact", merge(1, 3, sample("whole, with what is gone"))))
                .isZero();
        assertThat(note.state()).isEqualTo(before);
        assertThat(note.when("notes.compact", merge(3, 3, sample("nothing")))).isOne();
    }

    @Test
    @DisplayName("[X5] [CL-N6] editors write; commenters and viewers do not")
    void roles() {
        for (var role : Role.values()) {
            assertThat(new NotesBackend().opens("notes.update", role)).isEqualTo(role.mayEdit());
        }
        assertThat(
                        note.rules.decide(
                                note.widget(),
                                new WidgetCommand.SetState(
                                        Json.object().set("doc", Json.MAPPER.createArrayNode())),
                                origin()))
                .hasFieldOrPropertyWithValue("why", Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-N7] the platform takes no typing back: it is told as not undoable")
    void undo() {
        note.type(FIRST);
        var event = note.journal.getLast();
        var view =
                new EventView(
                        "a", 1, event.origin(), "notes.updated", note.rules.data(event.event()));
        var step = new WidgetCommand.Compensate(List.of(view));
        assertThat(note.rules.decide(note.widget(), step, origin()))
                .hasFieldOrPropertyWithValue("events", List.of());
        var told = Objects.requireNonNull(note.rules.answer(step, List.of()));
        assertThat(told.path("skipped").get(0).path("reason").asText()).isEqualTo("not-undoable");
    }

    @Test
    @DisplayName(
            "[Z2] [CL-N8] replaying the journal, or a snapshot and its rest, gives the same note")
    void replay() {
        note.type(FIRST, SECOND, THIRD, "deletion");
        note.when("notes.compact", merge(1, 2, sample("nothing")));
        note.type("attributes");
        for (int cut = 0; cut <= note.journal.size(); cut++) {
            var state = note.rules.initial();
            for (var one : note.journal.subList(0, cut)) {
                state = note.rules.evolve(state, one);
            }
            state = note.rules.restore(note.rules.snapshot(state)).started(Note.START);
            for (var one : note.journal.subList(cut, note.journal.size())) {
                state = note.rules.evolve(state, one);
            }
            assertThat(state.own()).isEqualTo(note.state());
        }
    }

    @Test
    @DisplayName("[CL-N8] any event fits any note")
    void total() {
        var states = new ArrayList<NotesState>();
        states.add(NotesState.EMPTY);
        states.add(NotesState.EMPTY.evolve(new NotesEvent.Updated(9, "AAA=")));
        for (var event : NotesGoldenTest.samples()) {
            for (var state : states) {
                assertThat(state.evolve(event).doc().size()).isBetween(0, 2);
            }
        }
    }

    private static Origin origin() {
        var other = new Note();
        other.type(FIRST);
        return other.journal.getFirst().origin();
    }
}

package gesso.cluster.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws over seeded random talks of three people; a seed that failed once stays in the list. */
class ChatLawsTest {
    private static final List<String> PEOPLE = List.of("ada", "grace", "eve");
    private static final List<String> EMOJI = List.of("👍", "🎉", "❤️");
    private static final int STEPS = 200;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-H11] [Z2] replaying the journal gives the live state, through snapshots too")
    void replay(int seed) {
        var talk = talk(seed);
        var state = ChatState.EMPTY;
        for (var said : talk.journal) {
            var stored = Json.parse(Json.bytes(talk.backend.encode(said.event()))).orElseThrow();
            var event = talk.backend.decode(talk.backend.type(said.event()), stored);
            assertThat(event).isEqualTo(said.event());
            state = talk.backend.evolve(state, said.origin(), event);
            var snapshot = Json.parse(Json.bytes(talk.backend.view(state))).orElseThrow();
            assertThat(talk.backend.restore(snapshot)).isEqualTo(state);
        }
        assertThat(state).isEqualTo(talk.state);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-H9] [CL-C24] undo n then redo n changes nothing, among other people's edits")
    void undoRedo(int seed) {
        var talk = talk(seed);
        for (var person : PEOPLE) {
            var before = talk.state;
            int undone = 0;
            while (undone < 8 && talk.mayUndo(person) && !talk.undo(person).isEmpty()) {
                undone++;
            }
            for (int n = 0; n < undone; n++) {
                talk.redo(person);
            }
            assertThat(talk.state).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("[CL-H11] every kind of event comes up in the talks")
    void covered() {
        Set<Class<?>> seen = new HashSet<>();
        seeds().forEach(seed ->
                talk(seed).journal.forEach(said -> seen.add(said.event().getClass())));
        assertThat(seen).containsExactlyInAnyOrder(ChatEvent.class.getPermittedSubclasses());
    }

    private static Talk talk(int seed) {
        var random = new Random(seed);
        var talk = new Talk();
        for (int n = 0; n < STEPS; n++) {
            var user = PEOPLE.get(random.nextInt(PEOPLE.size()));
            var data = Talk.id("m" + random.nextInt(12));
            switch (random.nextInt(8)) {
                case 0, 1 -> talk.when(user, "chat.post", data.put("text", "Text " + n));
                case 2 -> talk.when(user, "chat.edit", data.put("text", "Changed <@ada> " + n));
                case 3 -> talk.when(user, "chat.remove", data);
                case 4, 5 ->
                        talk.when(
                                user,
                                "chat.react",
                                data.put("emoji", EMOJI.get(random.nextInt(EMOJI.size()))));
                case 6 -> {
                    if (talk.mayUndo(user)) {
                        talk.undo(user);
                    }
                }
                default ->
                        talk.when(
                                "grace",
                                "chat.allow",
                                Json.object().put("commenters", random.nextBoolean()));
            }
        }
        return talk;
    }
}

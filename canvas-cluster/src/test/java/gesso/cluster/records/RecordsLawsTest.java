package gesso.cluster.records;

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

/** Laws over seeded random histories of three people; a seed that failed once stays in the list. */
class RecordsLawsTest {
    private static final List<String> PEOPLE = List.of("ada", "grace", "eve");
    private static final int STEPS = 120;

    static List<Integer> seeds() {
        return IntStream.range(0, 40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-RC12] [CL-C20] replay and snapshots give the live state, counted rightly")
    void replay(int seed) {
        var desk = desk(seed);
        var state = RecordsState.EMPTY;
        for (var said : desk.journal) {
            var stored = Json.parse(Json.bytes(desk.backend.encode(said.event()))).orElseThrow();
            var event = desk.backend.decode(desk.backend.type(said.event()), stored);
            assertThat(event).isEqualTo(said.event());
            state = desk.backend.evolve(state, said.origin(), event);
            var snapshot = Json.parse(Json.bytes(desk.backend.view(state))).orElseThrow();
            assertThat(desk.backend.restore(snapshot)).isEqualTo(state);
        }
        assertThat(state).isEqualTo(desk.state);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-RC11] [CL-C24] undo n then redo n changes nothing, among others' edits")
    void undoRedo(int seed) {
        var desk = desk(seed);
        for (var person : PEOPLE) {
            var before = desk.state;
            int undone = 0;
            while (undone < 8 && desk.mayUndo(person) && !desk.undo(person).isEmpty()) {
                undone++;
            }
            for (int n = 0; n < undone; n++) {
                desk.redo(person);
            }
            assertThat(desk.state).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("[CL-RC11] what an undo takes back is told by the same property")
    void property(int seed) {
        var desk = desk(seed);
        while (desk.mayUndo("ada")) {
            int at = desk.journal.size();
            var made = desk.undo("ada");
            if (made.size() == 1) {
                var properties =
                        desk.journal.subList(0, at).stream()
                                .map(said -> desk.backend.property(said.event()))
                                .toList();
                var back = desk.backend.property(made.getFirst());
                assertThat(properties)
                        .anyMatch(one -> one.equals(back) || one.endsWith(tail(back)));
            }
        }
    }

    private static String tail(String property) {
        return property.substring(property.indexOf(" of "));
    }

    @Test
    @DisplayName("[CL-RC12] every kind of event comes up in the histories")
    void covered() {
        Set<Class<?>> seen = new HashSet<>();
        seeds().forEach(seed ->
                desk(seed).journal.forEach(said -> seen.add(said.event().getClass())));
        assertThat(seen).containsExactlyInAnyOrder(RecordsEvent.class.getPermittedSubclasses());
    }

    private static Desk desk(int seed) {
        var random = new Random(seed);
        var desk = new Desk(Desk.HABITS);
        for (int n = 0; n < STEPS; n++) {
            var user = PEOPLE.get(random.nextInt(PEOPLE.size()));
            var id = "r" + random.nextInt(8);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> desk.add(user, id, "{'name':'Run %d','streak':1.5}".formatted(n));
                case 3 -> desk.edit(user, id, "{'name':'Swim %d','streak':%d}".formatted(n, n % 7));
                case 4 -> desk.edit(user, id, n % 2 == 0 ? "{'streak':null}" : "{'done':true}");
                case 5 -> desk.step(user, id, "streak", random.nextInt(5) - 2.25);
                case 6 -> desk.when(user, "records.vote", Desk.in(id));
                case 7 ->
                        desk.when(
                                user,
                                n % 3 == 0 ? "records.unvote" : "records.remove",
                                n % 3 == 0
                                        ? Json.object().put("collection", "habits")
                                        : Desk.in(id));
                case 8 -> {
                    var data = Desk.in(id);
                    if (random.nextBoolean()) {
                        data.put("after", "r" + random.nextInt(8));
                    }
                    desk.when(user, "records.move", data);
                }
                default -> {
                    if (desk.mayUndo(user)) {
                        desk.undo(user);
                    }
                }
            }
        }
        return desk;
    }
}

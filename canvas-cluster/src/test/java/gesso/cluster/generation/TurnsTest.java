package gesso.cluster.generation;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.ai.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private long now;
    private final Turns turns = new Turns(() -> now);

    @Test
    @DisplayName("[CL-GE5] [G10] people take turns, each with their oldest first")
    void fair() {
        for (int i = 1; i <= 4; i++) {
            turns.add(new Task("ann-" + i, 1, "ann"));
        }
        turns.add(new Task("bob-1", 1, "bob"));
        turns.add(new Task("cem-1", 1, "cem"));
        turns.add(new Task("bob-2", 1, "bob"));
        assertThat(turns.position("bob-1")).isEqualTo(2);
        assertThat(turns.position("ann-2")).isEqualTo(4);
        assertThat(turns.position("ann-4")).isEqualTo(7);
        assertThat(turns.waiting()).isEqualTo(7);
        assertThat(all())
                .containsExactly("ann-1", "bob-1", "cem-1", "ann-2", "bob-2", "ann-3", "ann-4");
        assertThat(turns.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "[CL-GE5] [G10] positions say in which order they are taken, whatever comes and goes")
    void positions() {
        for (int i = 0; i < 30; i++) {
            turns.add(new Task("g" + i, 1, "user" + i * i % 7));
        }
        turns.remove("g3");
        turns.take();
        var told = new ArrayList<String>();
        for (int position = 1; position <= turns.waiting(); position++) {
            for (int i = 0; i < 30; i++) {
                if (turns.position("g" + i) == position) {
                    told.add("g" + i);
                }
            }
        }
        assertThat(told).hasSize(28);
        assertThat(all()).isEqualTo(told);
    }

    @Test
    @DisplayName(
            "[CL-GE5] a task that is said again is the same task, also while somebody works on it")
    void once() {
        var task = new Task("a", 1, "ann");
        turns.add(task);
        turns.add(task);
        assertThat(turns.waiting()).isEqualTo(1);
        assertThat(turns.take()).contains(task);
        turns.add(task);
        assertThat(turns.waiting()).isZero();
        assertThat(turns.position("a")).isZero();
        var next = new Task("a", 2, "ann");
        turns.add(next);
        assertThat(turns.take()).contains(next);
        turns.remove("a");
        turns.add(next);
        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("[CL-GE11] a task that nobody has ended for long is given again")
    void lost() {
        var task = new Task("a", 1, "ann");
        turns.add(task);
        turns.take();
        now += Turns.LOST.toNanos() - 1;
        turns.add(task);
        assertThat(turns.waiting()).isZero();
        now += 1;
        turns.add(task);
        assertThat(turns.taken()).isZero();
        assertThat(turns.take()).contains(task);
        assertThat(turns.taken()).isEqualTo(1);
        now += Turns.LOST.toNanos();
        assertThat(turns.taken()).isZero();
    }

    private List<String> all() {
        var taken = new ArrayList<String>();
        for (var next = turns.take(); next.isPresent(); next = turns.take()) {
            taken.add(next.get().generation());
        }
        return taken;
    }
}

package gesso.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.deploy.cluster.Registry.View;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a node does that is no member yet. */
class EntranceTest {
    private static final List<String> NONE = List.of();
    private static final List<String> SEEDS = List.of("a:1", "b:1");

    @Test
    @DisplayName("[DE-71] who sees members beat joins them, whatever else there is")
    void join() {
        assertThat(enter(List.of("b:1"), List.of("c:1"), List.of("d:1"), "a:1", true))
                .isEqualTo(new Entrance.Join(List.of("b:1")));
    }

    @Test
    @DisplayName("[DE-71] silent members get time to beat again, then a seed founds")
    void silent() {
        assertThat(enter(NONE, NONE, List.of("b:1"), "a:1", true)).isEqualTo(new Entrance.Listen());
        assertThat(enter(NONE, NONE, List.of("b:1"), "a:1", false)).isEqualTo(new Entrance.Found());
        assertThat(enter(NONE, NONE, NONE, "a:1", true)).isEqualTo(new Entrance.Found());
    }

    @Test
    @DisplayName("[DE-71] members of an outlived cluster are waited out, never joined")
    void foreign() {
        assertThat(enter(NONE, List.of("b:1"), NONE, "a:1", false))
                .isEqualTo(new Entrance.Listen());
    }

    @Test
    @DisplayName("[DE-71] who is no seed never founds; without seeds everybody may")
    void seeds() {
        assertThat(enter(NONE, NONE, NONE, "c:1", false)).isEqualTo(new Entrance.Wait());
        assertThat(Entrance.of(view(NONE, NONE, NONE), "c:1", NONE, false))
                .isEqualTo(new Entrance.Found());
    }

    private static Entrance enter(
            List<String> fresh,
            List<String> foreign,
            List<String> silent,
            String own,
            boolean patient) {
        return Entrance.of(view(fresh, foreign, silent), own, SEEDS, patient);
    }

    private static View view(List<String> fresh, List<String> foreign, List<String> silent) {
        return new View("identity", NONE, fresh, foreign, silent);
    }
}

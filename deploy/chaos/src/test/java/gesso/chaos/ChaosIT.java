package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real nodes under faults: everything that was promised holds. */
@Tag("long")
class ChaosIT {
    private static final int EDITS = 20_000;

    @Test
    @DisplayName(
            "[Z5] [DE-91] 20,000 acknowledged edits under kills, pauses, rolling restarts and"
                    + " outages: none lost, none doubled, nothing told wrong")
    void holds() throws Exception {
        var faults = EnumSet.allOf(Fault.class);
        faults.remove(Fault.PAUSE_LONG);
        var settings = Runs.settings("holds", 42, 3, faults, null).until(60, EDITS);
        var outcome = new ChaosRun(settings, System.out::println).run(null);
        System.out.println(Runs.tell("seed 42", outcome));
        assertThat(outcome.verdict().broken()).isEmpty();
        assertThat(outcome.verdict().isWhole()).isTrue();
        assertThat(outcome.acked()).isGreaterThanOrEqualTo(EDITS);
        assertThat(outcome.faults()).isPositive();
    }
}

package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real nodes under faults, as an operator runs them: everything that was promised holds. */
class ChaosIT {
    private static final String EDITS = "8000";

    @Test
    @DisplayName(
            "[Z5] [DE-91] 8,000 acknowledged edits under kills, pauses, cuts of the network, and a"
                    + " failing database: none lost, none doubled, nothing told wrong")
    void holds() throws Exception {
        var folder = Runs.folder("holds");
        var ended =
                Command.chaos(
                        "--seed",
                        "42",
                        "--seconds",
                        "60",
                        "--edits",
                        EDITS,
                        "--rate",
                        "25",
                        "--data",
                        folder.toString());
        var verdict = ended.verdict();
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(verdict.path("broken")).isEmpty();
        assertThat(verdict.path("lost").asInt(-1)).isZero();
        assertThat(verdict.path("doubled").asInt(-1)).isZero();
        assertThat(verdict.path("acked").asInt()).isGreaterThanOrEqualTo(Integer.parseInt(EDITS));
        assertThat(verdict.path("faults").asInt()).isPositive();
    }
}

package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The command as an operator gives it. */
class ChaosCommandIT {
    @Test
    @DisplayName("[DE-90] a run ends with one JSON line, and with status 0 when all holds")
    void whole() throws Exception {
        var ended =
                Command.chaos("--seconds", "8", "--seed", "7", "--nodes", "2", "--faults", "kill");
        assertThat(ended.status()).as(ended.output()).isZero();
        var verdict = ended.verdict();
        assertThat(verdict.path("acked").asInt()).isPositive();
        assertThat(verdict.path("ops").asInt()).isPositive();
        assertThat(verdict.path("faults").isNumber()).isTrue();
        assertThat(verdict.path("lost").asInt(-1)).isZero();
        assertThat(verdict.path("doubled").asInt(-1)).isZero();
        assertThat(verdict.path("broken").isArray()).isTrue();
        assertThat(verdict.path("broken")).isEmpty();
    }

    @Test
    @DisplayName("[DE-94] wrong options are refused with a sentence and status 2")
    void misuse() throws Exception {
        for (var wrong :
                List.of(
                        new String[] {"--nodes", "77"},
                        new String[] {"--faults", "kill,earthquake"},
                        new String[] {"--faults", "cut-link", "--nodes", "1"},
                        new String[] {"--seconds", "soon"})) {
            var ended = Command.chaos(wrong);
            assertThat(ended.status()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output())
                    .contains(wrong[1].equals("kill,earthquake") ? "earthquake" : wrong[0]);
        }
    }

    @Test
    @DisplayName("[DE-95] a run whose faults the machine cannot make says so and does not start")
    void cannot() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("gesso.chaos.Chaos", "--faults", "cut-node,disk-full"));
        var ended = Command.ended(command);
        assertThat(ended.status()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output()).contains("namespaces").doesNotContain("\tat ");
    }
}

package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The command as an operator gives it. */
class ChaosCommandIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private record Ended(int status, String output) {}

    private static Ended chaos(String... options) throws Exception {
        var command = new ArrayList<>(List.of(ROOT.resolve("gesso").toString(), "chaos"));
        command.addAll(List.of(options));
        var builder =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "GESSO_BUILT",
                                "1",
                                "GESSO_CACHE",
                                ROOT.resolve("deploy/target/cache").toString()));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    @DisplayName("[DE-90] a run ends with one JSON line, and with status 0 when all holds")
    void whole() throws Exception {
        var ended = chaos("--seconds", "8", "--seed", "7", "--nodes", "2", "--faults", "kill");
        var verdict = Json.parse(ended.output().lines().toList().getLast()).orElseThrow();
        assertThat(ended.status()).as(ended.output()).isZero();
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
                        new String[] {"--seconds", "soon"})) {
            var ended = chaos(wrong);
            assertThat(ended.status()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output())
                    .contains(wrong[0].equals("--faults") ? "earthquake" : wrong[0]);
        }
    }
}

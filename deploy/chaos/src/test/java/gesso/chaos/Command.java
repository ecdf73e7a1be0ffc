package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./gesso chaos}, as an operator gives it. */
final class Command {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Command() {}

    record Ended(int status, String output) {
        JsonNode verdict() {
            var lines = output.lines().toList();
            return Json.parse(lines.isEmpty() ? "" : lines.getLast())
                    .orElseThrow(() -> new AssertionError("no verdict, but: " + output));
        }
    }

    static Ended chaos(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ROOT.resolve("gesso").toString(), "chaos"));
        command.addAll(List.of(options));
        return ended(command);
    }

    /** Any command, with the environment of a tree that is built. */
    static Ended ended(List<String> command) throws IOException, InterruptedException {
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
}

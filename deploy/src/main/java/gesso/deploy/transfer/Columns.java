package gesso.deploy.transfer;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns a file of events into another form, in a process with libraries of its own. */
final class Columns {
    /** Where the launcher script finds its classes. */
    private static final String PLACE = "gesso.columns";

    private Columns() {}

    static void convert(Path from, Path to) throws IOException, InterruptedException {
        var place = System.getProperty(PLACE, "");
        if (place.isEmpty() || !Files.isDirectory(Path.of(place, "lib"))) {
            throw new CannotStart(
                    "What reads and writes columns is not where -D"
                            + PLACE
                            + " says; './gesso build' makes it.");
        }
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                place + "/*:" + place + "/lib/*",
                                "gesso.columns.Columns",
                                from.toAbsolutePath().toString(),
                                to.toAbsolutePath().toString())
                        .redirectErrorStream(true)
                        .start();
        try (var said = process.getInputStream()) {
            var text = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new CannotStart(
                        "%s cannot be made of %s: %s"
                                .formatted(to.getFileName(), from.getFileName(), text));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}

package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a small program of the system to its end. */
final class Programs {
    private Programs() {}

    /** A signal by its name. One that comes too late changes nothing. */
    static void signal(String name, long pid) {
        run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    /** It succeeds, or the run ends with what it said. */
    static void must(List<String> command) {
        var ended = run(command);
        if (ended.status() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + ": " + ended.output().strip());
        }
    }

    /** How it ended, and all that it wrote. */
    record Ended(int status, String output) {}

    static Ended run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = process.getInputStream().readAllBytes();
            return new Ended(process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

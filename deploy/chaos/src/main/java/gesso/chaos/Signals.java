package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Runs a small program of the system to its end. */
final class Signals {
    private Signals() {}

    static void send(String name, long pid) {
        run(List.of("sh", "-c", "kill -" + name + " " + pid));
    }

    static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

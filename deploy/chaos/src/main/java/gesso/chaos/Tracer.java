package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands between PostgreSQL and the disk: what is to be on the disk comes late, or not at all. */
final class Tracer {
    private static final String CALLS = "fsync,fdatasync";
    private static final long END_SECONDS_MAX = 20;

    private final Path log;

    Tracer(Path log) {
        this.log = log;
    }

    /** What is done to each call that waits for the disk. */
    enum Harm {
        /** 200 ms more, for the server and all its children, present and to come. */
        SLOW("delay_enter=200000", "(DELAYED)", true),
        /**
         * Fails, for the children that are there. The recovery that follows gets its disk back: a
         * PostgreSQL 18 whose recovery fails as well hangs and answers nobody.
         */
        FAIL("error=EIO", "(INJECTED)", false);

        private final String injection;
        private final String mark;
        private final boolean toCome;

        Harm(String injection, String mark, boolean toCome) {
            this.injection = injection;
            this.mark = mark;
            this.toCome = toCome;
        }
    }

    /**
     * Does it for so long.
     *
     * @return how many calls it met
     */
    long harm(long server, Harm harm, long millis) {
        var family =
                ProcessHandle.of(server).stream()
                        .flatMap(first ->
                                harm.toCome
                                        ? Stream.concat(Stream.of(first), first.descendants())
                                        : first.descendants())
                        .map(one -> Long.toString(one.pid()))
                        .collect(Collectors.joining(","));
        if (family.isEmpty()) {
            return 0;
        }
        try {
            Files.deleteIfExists(log);
            var tracer = start(family, harm);
            Waiting.pause(millis);
            end(tracer);
            try (var lines = Files.lines(log)) {
                return lines.filter(line -> line.contains(harm.mark)).count();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Process start(String family, Harm harm) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "strace",
                                "--quiet=all",
                                "--output=" + log,
                                "--trace=" + CALLS,
                                "--inject=" + CALLS + ":" + harm.injection,
                                "--attach=" + family));
        if (harm.toCome) {
            command.add("--follow-forks");
        }
        var said = log.resolveSibling("strace.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said))
                .start();
    }

    /** It lets go of all, also when the server is gone meanwhile. */
    private static void end(Process tracer) {
        Programs.signal("TERM", tracer.pid());
        try {
            if (!tracer.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                tracer.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            tracer.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}

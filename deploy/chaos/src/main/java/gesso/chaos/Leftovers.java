package gesso.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes of runs that were killed before they could end them. All processes of a run carry the
 * number of its first in their environment; with the last of them its namespaces vanish.
 */
final class Leftovers {
    private static final String MARK = "GESSO_CHAOS_RUN=";

    private Leftovers() {}

    /**
     * @return how many were ended
     */
    static long end() {
        return ProcessHandle.allProcesses()
                .filter(Leftovers::isLeft)
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    private static boolean isLeft(ProcessHandle process) {
        var run = run(process.pid());
        return !run.isEmpty() && !run(number(run)).equals(run);
    }

    private static long number(String run) {
        var digits = run.substring(MARK.length());
        return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
    }

    /**
     * Its mark, or nothing: for one that carries none, that is gone, or that is not ours to read.
     */
    private static String run(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0")).stream()
                    .filter(one -> one.startsWith(MARK))
                    .findFirst()
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}

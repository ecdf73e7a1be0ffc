package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells one process another time of day. Time that passes, and is measured, stays true. */
final class FakeClock {
    private static final String NAME = "libfaketimeMT.so.1";
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private FakeClock() {}

    /** Where Debian's package has put it. */
    static Optional<Path> library() {
        try (var found =
                Files.find(LIBRARIES, 3, (path, _) -> path.endsWith(Path.of("faketime", NAME)))) {
            return found.findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** What stands before a command whose clock is off by so much. */
    static List<String> before(int seconds) {
        if (seconds == 0) {
            return List.of();
        }
        return List.of(
                "env",
                "LD_PRELOAD=" + library().orElseThrow(),
                "FAKETIME=" + (seconds > 0 ? "+" : "") + seconds + "s",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }
}

package gesso.deploy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where things go on a person's machine when nobody says otherwise (XDG base directories). */
final class Places {
    private Places() {}

    /** What must survive. */
    static Path data() {
        return place("XDG_DATA_HOME", ".local/share");
    }

    /** What can be made again at any time: unpacked programs. */
    static Path cache() {
        var own = System.getenv("GESSO_CACHE");
        return own != null && !own.isBlank() ? Path.of(own) : place("XDG_CACHE_HOME", ".cache");
    }

    private static Path place(String variable, String underHome) {
        @Nullable String base = System.getenv(variable);
        var folder =
                base == null || base.isBlank()
                        ? Path.of(System.getProperty("user.home"), underHome)
                        : Path.of(base);
        return folder.resolve("gesso");
    }
}

package gesso.edge.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.http.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files below {@code web/} on the class path, kept in memory up to a limit. A path can only name a
 * file below that folder: each of its parts has a shape that cannot climb. Thread-safe.
 */
final class Files {
    private static final String ROOT = "web/";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_@~+=][A-Za-z0-9_@~+=.-]*");
    private static final int PARTS_MAX = 8;

    /**
     * @param tag differs when the bytes do
     */
    record File(byte[] bytes, String tag) {}

    private final ClassLoader classes;
    private final Cache<String, File> kept;

    Files(ClassLoader classes, long bytesMax) {
        this.classes = classes;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(bytesMax)
                        .weigher((String _, File file) -> file.bytes().length)
                        .build();
    }

    /** {@code path} without a leading slash. */
    Optional<File> find(String path) {
        if (!isPath(path)) {
            return Optional.empty();
        }
        var known = kept.getIfPresent(path);
        if (known != null) {
            return Optional.of(known);
        }
        var read = read(path);
        read.ifPresent(file -> kept.put(path, file));
        return read;
    }

    private static boolean isPath(String path) {
        var parts = path.split("/", -1);
        return parts.length <= PARTS_MAX
                && Arrays.stream(parts).allMatch(part -> PART.matcher(part).matches());
    }

    private Optional<File> read(String path) {
        // A folder on the class path opens as a list of its files; only names with a dot are files.
        if (path.indexOf('.', path.lastIndexOf('/') + 1) < 0) {
            return Optional.empty();
        }
        try (var in = classes.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return Optional.empty();
            }
            var bytes = in.readAllBytes();
            return Optional.of(new File(bytes, Tags.ofBytes(bytes)));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}

package gesso.protocol.testing;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that hold formats still, read by the tests of the server and of the browser alike. A run
 * with {@code -Dgesso.update=true} writes them anew; what changed is then seen in review.
 */
public final class Golden {
    private static final String FOLDER = "protocol/src/test/resources/golden";

    private Golden() {}

    public static Path root() {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("protocol/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside the repository");
    }

    /**
     * @param actual what the product writes now
     * @return what the file holds, compared with {@code actual} by the caller; keys in file order
     */
    public static String expected(String path, JsonNode actual) {
        var file = root().resolve(FOLDER).resolve(path);
        if (Boolean.getBoolean("gesso.update")) {
            write(file, pretty(actual) + "\n");
        }
        return Json.text(read(file));
    }

    /** Names of the files of one kind, without their ending. */
    public static List<String> names(String kind) {
        try (var files = Files.list(root().resolve(FOLDER).resolve(kind))) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static JsonNode read(String path) {
        return read(root().resolve(FOLDER).resolve(path));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode read(Path file) {
        return Json.parse(text(file))
                .orElseThrow(() -> new IllegalStateException(file + " is not JSON"));
    }

    private static String pretty(JsonNode tree) {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        try {
            return Json.MAPPER.writer(printer).writeValueAsString(tree);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}

package gesso.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import gesso.protocol.Json;
import gesso.protocol.app.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The apps that the page's build has put beside itself. */
final class BuiltinManifests {
    private static final String INDEX = "/web/apps/index.json";

    private BuiltinManifests() {}

    /** Empty only where the page was not built, as in a test of the launcher alone. */
    static List<Manifest> read() {
        try (var index = BuiltinManifests.class.getResourceAsStream(INDEX)) {
            return index == null
                    ? List.of()
                    : Json.MAPPER.readValue(index, new TypeReference<List<Manifest>>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(INDEX, unreadable);
        }
    }
}

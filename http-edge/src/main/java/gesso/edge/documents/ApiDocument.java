package gesso.edge.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code openapi.yaml} as it lies on the class path, and as JSON. */
public record ApiDocument(String yaml, JsonNode json) {
    private static final String RESOURCE = "/openapi.yaml";

    public static ApiDocument read() {
        try (var in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no " + RESOURCE + " on the class path");
            }
            var yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ApiDocument(yaml, new YAMLMapper().readTree(yaml));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** The fixed parts of all paths; a part that is none of them is somebody's id. */
    public Set<String> words() {
        return json.path("paths")
                .propertyStream()
                .flatMap(path -> Arrays.stream(path.getKey().split("/", -1)))
                .filter(part -> !part.isEmpty() && !part.startsWith("{"))
                .collect(Collectors.toUnmodifiableSet());
    }

    byte[] jsonBytes() {
        return Json.bytes(json);
    }
}

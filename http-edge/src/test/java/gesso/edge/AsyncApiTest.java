package gesso.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gesso.protocol.live.ClientFrame;
import gesso.protocol.live.ServerFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document against the frames as they are really written. */
class AsyncApiTest {
    private static final String IRI = "https://gesso.example/asyncapi.yaml";
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemas(Map.of(IRI, resource("/asyncapi.yaml"))));

    static Stream<String> frames() {
        return Stream.concat(names(ClientFrame.class, "client-"), names(ServerFrame.class, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    @DisplayName("[ED-107] every frame is as its document says")
    void frameIsAsDocumented(String frame) {
        var fromClient = frame.startsWith("client-");
        var name = fromClient ? frame.substring("client-".length()) : frame;
        var schema =
                (fromClient ? "client" : "server")
                        + Character.toUpperCase(name.charAt(0))
                        + name.substring(1);
        assertThat(resource("/asyncapi.yaml")).contains("#/components/messages/" + schema);
        var errors =
                SCHEMAS.getSchema(SchemaLocation.of(IRI + "#/components/schemas/" + schema))
                        .validate(resource("/golden/frames/" + frame + ".json"), InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    private static Stream<String> names(Class<?> frames, String prefix) {
        return Arrays.stream(frames.getAnnotation(JsonSubTypes.class).value())
                .map(type -> prefix + type.name());
    }

    private static String resource(String path) {
        try (var in = AsyncApiTest.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

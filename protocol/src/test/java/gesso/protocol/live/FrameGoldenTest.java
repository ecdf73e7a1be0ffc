package gesso.protocol.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.testing.Golden;
import gesso.protocol.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameGoldenTest {

    static List<ServerFrame> server() {
        return Samples.server();
    }

    static List<ClientFrame> client() {
        return Samples.client();
    }

    @ParameterizedTest
    @MethodSource("server")
    @DisplayName("[PR-6] each frame to a client is written byte for byte as before")
    void serverFrames(ServerFrame frame) {
        var bytes = FrameCodec.bytes(frame);
        var tree = Json.parse(bytes).orElseThrow();
        var expected = Golden.expected("frames/" + tree.path("t").asText() + ".json", tree);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("client")
    @DisplayName("[PR-7] each frame of a client is read as it was meant")
    void clientFrames(ClientFrame frame) throws Exception {
        var tree = Json.parse(Json.MAPPER.writerFor(ClientFrame.class).writeValueAsBytes(frame));
        var t = tree.orElseThrow().path("t").asText();
        var text = Golden.expected("frames/client-" + t + ".json", tree.orElseThrow());
        assertThat(FrameCodec.read(text)).containsExactly(new FrameCodec.Inbound.Good(frame));
    }

    @Test
    @DisplayName("[PR-3] there is a golden file for every kind of frame")
    void noneMissing() {
        assertThat(server().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(kinds(ServerFrame.class));
        assertThat(client().stream().<Class<?>>map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(kinds(ClientFrame.class));
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        return List.of(sealed.getPermittedSubclasses()).stream()
                .filter(sealed::isAssignableFrom)
                .toList();
    }
}

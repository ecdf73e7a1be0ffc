package gesso.cluster.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.testing.Golden;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YjsUpdateTest {
    private static final JsonNode SAMPLES = Golden.read("yjs/updates.json");

    static Stream<Map.Entry<String, JsonNode>> good() {
        return SAMPLES.path("good").properties().stream();
    }

    static Stream<Map.Entry<String, JsonNode>> bad() {
        return SAMPLES.path("bad").properties().stream();
    }

    @ParameterizedTest
    @MethodSource("good")
    @DisplayName("[CL-N3] what Yjs wrote is taken")
    void taken(Map.Entry<String, JsonNode> sample) {
        assertThat(YjsUpdate.isBase64Update(sample.getValue().asText())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("bad")
    @DisplayName("[B2] [CL-N3] what Yjs cannot read is refused")
    void refused(Map.Entry<String, JsonNode> sample) {
        assertThat(YjsUpdate.isBase64Update(sample.getValue().asText())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("good")
    @DisplayName("[X6] [CL-N3] no update is readable without its end")
    void cut(Map.Entry<String, JsonNode> sample) {
        var bytes = Base64.getDecoder().decode(sample.getValue().asText());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(YjsUpdate.isUpdate(Arrays.copyOf(bytes, length))).isFalse();
        }
    }

    @Test
    @DisplayName("[X6] [CL-N3] any bytes get an answer, and at once")
    void anyBytes() {
        var random = new Random(20261128);
        var whole = SAMPLES.path("good").path("whole, with what is gone").asText();
        for (int round = 0; round < 20_000; round++) {
            var bytes = Base64.getDecoder().decode(whole);
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            YjsUpdate.isUpdate(bytes);
            var noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            YjsUpdate.isUpdate(noise);
        }
        assertThat(YjsUpdate.isBase64Update(whole)).isTrue();
    }
}

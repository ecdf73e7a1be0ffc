package gesso.protocol.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutHashTest {

    static List<String> vectors() {
        return Golden.names("hash");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @DisplayName("[PR-40] [S1] grid and widgets have the hash that the shared vectors say")
    void shared(String name) {
        var vector = Golden.read("hash/" + name + ".json");
        var view = vector.path("canvas");
        var canonical = new String(LayoutHash.canonical(view), StandardCharsets.UTF_8);
        assertThat(canonical).isEqualTo(vector.path("canonical").asText());
        assertThat(LayoutHash.of(view)).isEqualTo(vector.path("hash").asText());
    }

    @Test
    @DisplayName("[PR-40] the order of widgets and what lies beside the layout change nothing")
    void steady() {
        ObjectNode view = Golden.read("hash/strings.json").path("canvas").deepCopy();
        var before = LayoutHash.of(view);
        var reversed = view.path("widgets").deepCopy();
        view.putArray("widgets");
        for (int i = reversed.size() - 1; i >= 0; i--) {
            view.withArray("widgets").add(reversed.get(i));
        }
        view.put("title", "Another").put("revision", 99);
        assertThat(LayoutHash.of(view)).isEqualTo(before);
        ((ObjectNode) view.path("grid")).put("columns", 11);
        assertThat(LayoutHash.of(view)).isNotEqualTo(before);
    }
}

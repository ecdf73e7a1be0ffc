package gesso.protocol.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import gesso.protocol.testing.Samples;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpcastersTest {
    private static final Upcasters TESTED =
            new Upcasters(
                    Map.of(
                            "test.placed.1",
                            new Upcasters.Step("test.placed.2", UpcastersTest::columnIsX),
                            "test.placed.2",
                            new Upcasters.Step("test.placed.3", UpcastersTest::nested)));

    @Test
    @DisplayName("[PR-20] an old version is lifted step by step to the newest")
    void lifted() {
        var old = EventCodec.encode(Samples.ORIGIN, Json.object().put("column", 3));
        var stored = EventCodec.decode(TESTED, "test.placed.1", old);
        assertThat(stored.manifest()).isEqualTo("test.placed.3");
        assertThat(Json.text(stored.data())).isEqualTo("{\"position\":{\"x\":3}}");
        assertThat(EventCodec.view("w", 1, stored).type()).isEqualTo("test.placed");
    }

    @Test
    @DisplayName("[PR-20] the newest version, and what has no step, stays as it is")
    void untouched() {
        var data = Json.object().put("x", 1);
        assertThat(TESTED.lift("test.placed.3", data))
                .isEqualTo(new Upcasters.Lifted("test.placed.3", data));
        assertThat(Upcasters.CURRENT.lift("canvas.renamed.1", data).data()).isSameAs(data);
    }

    private static JsonNode columnIsX(JsonNode old) {
        return Json.object().set("x", old.path("column"));
    }

    private static JsonNode nested(JsonNode old) {
        ObjectNode next = Json.object();
        next.set("position", old);
        return next;
    }
}

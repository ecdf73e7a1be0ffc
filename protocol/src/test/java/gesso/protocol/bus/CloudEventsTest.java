package gesso.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.journal.EventCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    private static final long AT = HybridClock.ofMillis(1_795_852_800_123L) + 5;

    private static BusEvent event(String id, String of, String manifest, String data, String app) {
        var origin =
                new Origin(
                        "op-1",
                        "t:u-1:tab-1",
                        "s",
                        "u-1",
                        "op-0",
                        "op-0",
                        null,
                        "1.0.0",
                        null,
                        null,
                        "0123456789abcdef",
                        AT);
        var stored = new EventCodec.Stored(origin, manifest, json(data));
        return BusEvent.of(id, "plans", Sources.of(manifest, app), EventCodec.view(of, 7, stored));
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    private static JsonNode sent(BusEvent event, String manifest) {
        return Json.parse(CloudEvents.encode(event, manifest)).orElseThrow();
    }

    @Test
    @DisplayName(
            "[PR-B6][E5] an app's event goes out with its source prefixed, its type and its data")
    void ofApp() {
        var event = event("c|plans|todo-1", "todo-1", "todo.created.1", "{\"id\":\"a\"}", "todo");
        assertThat(new String(CloudEvents.encode(event, "todo.created.1"), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"specversion":"1.0","id":"c|plans|todo-1#7","source":"microapp.todo-service",\
                        "type":"todo.created","subject":"plans","time":"2026-11-28T08:00:00.123Z",\
                        "datacontenttype":"application/json","of":"todo-1","revision":7,\
                        "at":"3677906534651909","by":"u-1","client":"tab-1","op":"op-1",\
                        "cause":"op-0","correlation":"op-0","app":"1.0.0",\
                        "manifest":"todo.created.1","data":{"id":"a"}}\
                        """);
    }

    @Test
    @DisplayName(
            "[PR-B6][E5] the platform's own keep their source; attributes have names of CloudEvents")
    void ofPlatform() {
        var sent =
                sent(
                        event("c|plans", "canvas", "canvas.renamed.1", "{\"title\":\"T\"}", "todo"),
                        "canvas.renamed.1");
        assertThat(sent.path("source").asText()).isEqualTo("gesso.canvas");
        assertThat(sent.path("type").asText()).isEqualTo("renamed");
        sent.fieldNames().forEachRemaining(name -> assertThat(name).matches("[a-z0-9]{1,20}"));
    }

    @Test
    @DisplayName(
            "[PR-B6] what came in can be folded: place, origin and data are as they are stored")
    void readBack() {
        var data = "{\"type\":\"zoo.opened\",\"data\":{\"n\":1}}";
        var event = event("c|plans|zoo-1", "zoo-1", "widget.emitted.1", data, "zoo");
        var got = CloudEvents.decode(CloudEvents.encode(event, "widget.emitted.1")).orElseThrow();
        assertThat(got.source()).isEqualTo("microapp.zoo-service");
        assertThat(got.type()).isEqualTo("zoo.opened");
        assertThat(got.data()).isEqualTo(json("{\"n\":1}"));
        assertThat(got.stored()).isEqualTo(json(data));
        assertThat(got.revision()).isEqualTo(7);
        assertThat(got.origin().at()).isEqualTo(AT);
        assertThat(got.origin().user()).isEqualTo("u-1");
        assertThat(got.origin().cause()).isEqualTo("op-0");
    }

    @Test
    @DisplayName("[PR-B6] what is no such event is none")
    void others() {
        assertThat(CloudEvents.decode("{".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(CloudEvents.decode("{\"specversion\":\"1.0\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}

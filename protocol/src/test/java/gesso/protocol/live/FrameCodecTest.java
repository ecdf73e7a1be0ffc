package gesso.protocol.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EventView;
import gesso.protocol.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "1",
                "null",
                "{}",
                "[[{'t':'ping','n':1}]]",
                "{'t':'teleport'}",
                "{'t':1}",
                "{'t':'ping'}",
                "{'t':'ping','n':NaN}",
                "{'t':'ping','n':1,'m':2}",
                "{'t':'join'}",
                "{'t':'join','client':'tab 1'}",
                "{'t':'join','client':'tab','since':{'canvas':-1}}",
                "{'t':'join','client':'tab','since':{'canvas':1.5}}",
                "{'t':'join','client':'tab','watch':'some'}",
                "{'t':'join','client':'tab','watch':[1]}",
                "{'t':'watch','widgets':'a'}",
                "{'t':'live','data':[1]}",
                "{'t':'live','data':{'select':['\\u0000']}}",
                "{'t':'auth','token':''}"
            })
    @DisplayName("[PR-17] [X6] what is no known message gets `no` invalid")
    void refused(String text) {
        assertThat(FrameCodec.read(text.replace('\'', '"')))
                .singleElement()
                .isInstanceOfSatisfying(
                        FrameCodec.Inbound.Bad.class,
                        bad -> assertThat(bad.answer().code()).isEqualTo(Refusal.INVALID));
    }

    @Test
    @DisplayName("[PR-17] the answer to a faulty command names its operation")
    void named() {
        var text = "{\"t\":\"cmd\",\"id\":\"op-1\",\"to\":\"canvas\",\"do\":1}";
        assertThat(FrameCodec.read(text))
                .containsExactly(
                        new FrameCodec.Inbound.Bad(
                                new ServerFrame.No(
                                        "op-1", Refusal.INVALID, "do: must be a string")));
    }

    @Test
    @DisplayName("[PR-18] an array holds messages in order; a faulty one does not stop the others")
    void arrays() {
        var read = FrameCodec.read("[{\"t\":\"ping\",\"n\":1},7,{\"t\":\"ping\",\"n\":2}]");
        assertThat(read).hasSize(3);
        assertThat(read.get(0)).isEqualTo(new FrameCodec.Inbound.Good(new ClientFrame.Ping(1)));
        assertThat(read.get(1)).isInstanceOf(FrameCodec.Inbound.Bad.class);
        assertThat(read.get(2)).isEqualTo(new FrameCodec.Inbound.Good(new ClientFrame.Ping(2)));
        assertThat(FrameCodec.read("[]")).isEmpty();
    }

    @Test
    @DisplayName("[PR-18] encoded messages are joined into one array, a single one stays bare")
    void join() {
        var ping = FrameCodec.bytes(new ServerFrame.Pong(1));
        assertThat(text(FrameCodec.join(List.of(ping)))).isEqualTo("{\"t\":\"pong\",\"n\":1}");
        assertThat(text(FrameCodec.join(List.of(ping, ping))))
                .isEqualTo("[{\"t\":\"pong\",\"n\":1},{\"t\":\"pong\",\"n\":1}]");
    }

    @Test
    @DisplayName("[PR-19] an event frame has origin, type and data, and the tab's own client id")
    void ev() {
        var event = new EventView("canvas", 13, Samples.ORIGIN, "renamed", Json.object());
        var frame = FrameCodec.ev(event);
        assertThat(frame.client()).isEqualTo("tab-1");
        assertThat(frame.by()).isEqualTo("ada");
        assertThat(frame.at()).isEqualTo(Samples.AT);
        assertThat(text(FrameCodec.bytes(frame))).startsWith("{\"t\":\"ev\",\"of\":\"canvas\"");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

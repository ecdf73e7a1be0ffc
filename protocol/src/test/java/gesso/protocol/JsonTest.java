package gesso.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.journal.EventCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{} {}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "[Infinity]",
                "[-Infinity]",
                "1e999",
                "[01]",
                "// no\n1",
                "\"\t\"",
                "nul"
            })
    @DisplayName("[PR-9] [X6] what is not exactly one JSON value is refused")
    void malformed(String text) {
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    @DisplayName("[PR-9] [X6] depth, numbers, names and strings are bounded; no stack overflows")
    void bounded() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isPresent();
        assertThat(Json.parse("[".repeat(65) + "]".repeat(65))).isEmpty();
        assertThat(Json.parse("[".repeat(10_000) + "]".repeat(10_000))).isEmpty();
        assertThat(Json.parse("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))).isEmpty();
        assertThat(Json.parse("9".repeat(Json.NUMBER_MAX + 1))).isEmpty();
        assertThat(Json.parse("{\"" + "n".repeat(Json.NAME_MAX + 1) + "\":1}")).isEmpty();
        assertThat(Json.parse("\"" + "x".repeat(Json.STRING_MAX + 1) + "\"")).isEmpty();
    }

    @Test
    @DisplayName("[PR-9] what was taken at its deepest is read again within what is around it")
    void stored() {
        var taken = Json.parse("{\"a\":".repeat(64) + "1" + "}".repeat(64)).orElseThrow();
        var origin =
                new Origin("op", "tab", null, "ada", null, "op", null, null, null, null, "sum", 1);
        var event = EventCodec.encode(origin, Json.object().set("config", taken));
        var read = EventCodec.decode("widget.configured.1", event);
        assertThat(read.data().path("config")).isEqualTo(taken);
        var text = new String(event, StandardCharsets.UTF_8);
        assertThat(Json.parse(text)).isEmpty();
        assertThat(Json.stored(text)).isPresent();
    }

    @Test
    @DisplayName("[PR-9] bytes that are not UTF-8 are refused")
    void notUtf8() {
        assertThat(Json.parse(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'})).isEmpty();
        assertThat(Json.parse(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'})).isEmpty();
    }

    @Test
    @DisplayName("[PR-10] equal trees have equal canonical bytes")
    void canonical() {
        var one = Json.parse("{\"b\":[1,{\"d\":null,\"c\":\"ü\"}],\"a\":1.5}").orElseThrow();
        var other = Json.parse("{ \"a\":1.5, \"b\":[1,{\"c\":\"ü\",\"d\":null}] }").orElseThrow();
        assertThat(Json.canonical(one)).isEqualTo(Json.canonical(other));
        assertThat(new String(Json.canonical(one), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1.5,\"b\":[1,{\"c\":\"ü\",\"d\":null}]}");
        assertThat(Json.same(Json.tree(5), Json.tree(5L))).isTrue();
        assertThat(Json.same(Json.tree(5), Json.tree(6))).isFalse();
    }
}

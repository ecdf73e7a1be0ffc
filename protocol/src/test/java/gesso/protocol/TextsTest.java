package gesso.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    @DisplayName("[PR-11] [X6] U+0000 and half surrogates are found wherever they are")
    void bad() {
        assertThat(found("\"\\u0000\"")).isEqualTo("");
        assertThat(found("{\"a\":{\"b\":[\"x\",\"\\ud83d\"]}}")).isEqualTo("a.b[1]");
        assertThat(found("{\"a\":\"\\ude00\\ud83d\"}")).isEqualTo("a");
        assertThat(found("{\"a\":{\"\\u0000\":1}}")).isEqualTo("a");
        assertThat(found("{\"a\":\"\\ude00\"}")).isEqualTo("a");
    }

    @Test
    @DisplayName("[PR-11] whole characters of any script are taken")
    void good() {
        var text = "{\"名\":[\"\\ud83d\\ude00\",\"😀\",\"\\n\",\"\"]}";
        assertThat(Texts.firstBad(Json.parse(text).orElseThrow())).isEmpty();
    }

    private static String found(String json) {
        return Texts.firstBad(Json.parse(json).orElseThrow()).orElseThrow();
    }
}

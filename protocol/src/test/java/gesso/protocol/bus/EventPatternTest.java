package gesso.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's bus is held to the same file. */
class EventPatternTest {
    private static final JsonNode GOLDEN = Golden.read("bus/patterns.json");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| [^|]* \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern TYPE = Pattern.compile("`([^`]+)`");

    static Stream<JsonNode> patterns() {
        return GOLDEN.path("patterns").valueStream();
    }

    static Stream<String> refused() {
        return GOLDEN.path("refused").valueStream().map(JsonNode::asText);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    @DisplayName("[PR-B1][E4] a pattern matches what the table says, and nothing else")
    void matches(JsonNode vector) {
        var pattern = EventPattern.of(vector.path("pattern").asText());
        assertThat(pattern.text()).isEqualTo(vector.path("pattern").asText());
        assertThat(texts(vector.path("matches")))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(pattern.matches(type)).as(type).isTrue());
        assertThat(texts(vector.path("others")))
                .allSatisfy(type -> assertThat(pattern.matches(type)).as(type).isFalse());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    @DisplayName("[PR-B1][E4] what the database looks for holds every type that matches")
    void manifests(JsonNode vector) {
        var likes =
                EventPattern.of(vector.path("pattern").asText()).manifests().stream()
                        .map(like -> Pattern.compile(like.replace(".", "\\.").replace("%", ".*")))
                        .toList();
        for (var type : texts(vector.path("matches"))) {
            for (var manifest : List.of(type + ".1", "canvas." + type + ".2", "widget.emitted.1")) {
                boolean platform = !type.contains(".");
                if (manifest.startsWith("canvas.") == platform || manifest.contains("emitted")) {
                    assertThat(likes).anyMatch(like -> like.matcher(manifest).matches());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("[PR-B1][E4] what is no pattern is refused where it is written")
    void refused(String text) {
        assertThat(EventPattern.parse(text)).isEmpty();
        assertThatThrownBy(() -> EventPattern.of(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("[PR-B1][E4] docs/bus.md shows the patterns of the golden file, and no others")
    void page() {
        var page = Golden.text(Golden.root().resolve("docs/bus.md"));
        var shown = new ArrayList<String>();
        page.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> {
                    shown.add(row.group(1));
                    var pattern = EventPattern.of(row.group(1));
                    assertThat(types(row.group(2))).isNotEmpty().allMatch(pattern::matches);
                    assertThat(types(row.group(3))).noneMatch(pattern::matches);
                });
        assertThat(shown)
                .isNotEmpty()
                .allMatch(
                        one -> patterns().anyMatch(it -> it.path("pattern").asText().equals(one)));
        assertThat(shown.stream().map(EventPattern::of).map(Object::getClass).distinct())
                .hasSize(EventPattern.class.getPermittedSubclasses().length);
    }

    private static List<String> types(String cell) {
        return TYPE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}

package gesso.ai.code;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import gesso.protocol.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AppCodeTest {
    private static final Path FOLDER =
            Golden.root().resolve("ai-worker/src/test/resources/gesso/ai/code");

    private static AppSpecification specification(String name) {
        var text = Golden.text(FOLDER.resolve(name + ".json"));
        var app = Json.value(Json.parse(text).orElseThrow(), AppSpecification.class);
        assertThat(SpecificationRules.check(app)).isEmpty();
        return app;
    }

    private static void isGolden(String name) {
        var file = FOLDER.resolve(name + ".js");
        var code = AppCode.of(specification(name));
        if (Boolean.getBoolean("gesso.update")) {
            Golden.write(file, code);
        }
        assertThat(code).isEqualTo(Golden.text(file));
        assertThat(code.length()).isLessThan(65_536);
    }

    private static AppSpecification of(String title, List<Entity> entities) {
        var views =
                entities.stream()
                        .map(one -> View.of(Kind.LIST, "All", one.name()))
                        .limit(1)
                        .toList();
        return new AppSpecification(title, "Says it.", "table", entities, views, List.of(), null);
    }

    private static Entity entity(String name, Field... fields) {
        return new Entity(name, "One", List.of(fields));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("[AI-20] the code of each kind is as its file says, the same every time")
    void golden(Kind kind) {
        isGolden(kind.word());
    }

    @Test
    @DisplayName("[AI-21] words of the language and of the runtime are names of collections alone")
    void names() {
        isGolden("names");
        var declared =
                Pattern.compile("^const (\\w+) = collection\\(\"(\\w+)\"", Pattern.MULTILINE);
        for (var name :
                List.of(
                        "list",
                        "class",
                        "fetch",
                        "r",
                        "note",
                        "arguments",
                        "cache",
                        "undefined",
                        "await",
                        "vote",
                        "window",
                        "let",
                        "app",
                        "gesso",
                        "x1")) {
            var code =
                    AppCode.of(of("T", List.of(entity(name, Field.of("a", "A", FieldType.TEXT)))));
            var found = declared.matcher(code);
            assertThat(found.find()).isTrue();
            assertThat(found.group(2)).isEqualTo(name);
            assertThat(Names.isTaken(found.group(1))).as(found.group(1)).isFalse();
        }
    }

    @Test
    @DisplayName("[AI-21] collections whose variables would be one have two")
    void apart() {
        var field = Field.of("a", "A", FieldType.TEXT);
        var code = AppCode.of(of("T", List.of(entity("book", field), entity("books", field))));
        assertThat(code)
                .contains(
                        "const books = collection(\"book\"",
                        "const bookses = collection(\"books\"");
        var clash =
                Names.of(List.of(entity("bu", field), entity("bus", field), entity("buse", field)));
        assertThat(clash.values()).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("[AI-22] no text of a specification can be anything but itself in the code")
    void quoted() {
        var evil = "\"); alert(1); //\u2028</script><!-- \\ ` ${x} \uD83D\uDE00 \u200b é";
        var field = Field.of("a", evil.substring(0, 30), FieldType.TEXT).among(List.of(evil, "b"));
        var code = AppCode.of(of(evil, List.of(entity("a", field))));
        assertThat(code)
                .doesNotContain("</", "<!", "\u2028", "\u200b")
                .contains(
                        "title: \"\\\"); alert(1); //\\u2028<\\/script><\\!-- \\\\ ` ${x} \uD83D\uDE00"
                                + " \\u200b é\"");
        assertThat(code.lines().skip(1).findFirst().orElseThrow())
                .isEqualTo(
                        "// \"); alert(1); // < /script>< !-- \\ ` ${x} \uD83D\uDE00   é: Says it.");
        assertThat(Script.string("\uD800\u0000\n")).isEqualTo("\"\\ud800\\u0000\\n\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price*quantity | (r) => r.price * r.quantity",
                "weight / ((height / 100) * (height / 100)) | (r) => r.weight / ((r.height / 100) *"
                        + " (r.height / 100))",
                "-010*a | (r) => -10 * r.a",
                "(-a)-(-0.50) | (r) => (-r.a) - (-0.50)",
                "007.5+a | (r) => 7.5 + r.a",
                "class | (r) => r.class"
            })
    @DisplayName("[AI-23] a formula becomes a function of the record")
    void formulas(String formula, String code) {
        assertThat(Script.arrow(formula)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-3, -3", "0.5, 0.5", "-0.0, 0", "1e20, 1.0E20", "1e14, 100000000000000"})
    @DisplayName("[AI-23] a limit is written as JavaScript reads it")
    void numbers(double value, String code) {
        assertThat(Script.number(value)).isEqualTo(code);
    }
}

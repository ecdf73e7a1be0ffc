package gesso.ai.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.ai.analysis.Analysis.Declined;
import gesso.ai.analysis.Analysis.Understood;
import gesso.ai.analysis.Analysis.Why;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.SpecificationRules;
import gesso.protocol.testing.Golden;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefinerTest {
    private static final Random RANDOM = new Random(20_261_128);

    private static final List<String> PIECES =
            List.of(
                    "add ",
                    "remove ",
                    "rename ",
                    "make ",
                    "show it as ",
                    "sort by ",
                    "group by ",
                    "limit ",
                    "a due date",
                    "priority: low, high",
                    "name",
                    "streak",
                    "frequency",
                    "to ",
                    "required",
                    "optional",
                    "a board",
                    "calendar",
                    "chart",
                    "max 10",
                    "(",
                    ")",
                    ", ",
                    " and ",
                    ". ",
                    "\"",
                    "Daily",
                    "an option ",
                    "of ",
                    "call it ",
                    "constructor",
                    "__proto__",
                    "the ",
                    "9999999999",
                    "-5",
                    "as a ",
                    "number",
                    "choice of a, b",
                    "= streak * 2",
                    "😀",
                    "in kg",
                    "everything ");

    private static AppSpecification app(String name) {
        var text =
                Golden.text(
                        Golden.root()
                                .resolve("ai-worker/src/test/resources/gesso/ai/code")
                                .resolve(name + ".json"));
        return Json.value(Json.parse(text).orElseThrow(), AppSpecification.class);
    }

    private static AppSpecification refined(AppSpecification app, String words) {
        var analysis = Refiner.refine(app, words);
        assertThat(analysis).as(words).isInstanceOf(Understood.class);
        var after = ((Understood) analysis).specification();
        assertThat(SpecificationRules.check(after)).as(words).isEmpty();
        return after;
    }

    /** In one line, as the table of expectations has it. */
    private static String line(AppSpecification app) {
        return "%s; %s; %s; %s"
                .formatted(
                        app.title(),
                        app.entities().getFirst().fields().stream()
                                .map(RefinerTest::line)
                                .collect(Collectors.joining(", ")),
                        app.views().stream()
                                .map(RefinerTest::line)
                                .collect(Collectors.joining(", ")),
                        app.actions().stream()
                                .filter(one -> one.field() != null)
                                .map(one -> one.kind().word() + " " + one.field())
                                .collect(Collectors.joining(", ")));
    }

    private static String line(Field field) {
        var range =
                field.min() == null && field.max() == null
                        ? ""
                        : "[%s..%s]".formatted(number(field.min()), number(field.max()));
        return "%s (%s%s)%s%s%s%s%s"
                .formatted(
                        field.label(),
                        field.name(),
                        field.type().word().equals("text") ? "" : " " + field.type().word(),
                        field.required() ? "!" : "",
                        range,
                        field.options() == null ? "" : String.join("/", field.options()),
                        field.unit() == null ? "" : " " + field.unit(),
                        field.formula() == null ? "" : " = " + field.formula());
    }

    private static String number(@Nullable Double value) {
        return Optional.ofNullable(value).map(one -> String.valueOf(one.longValue())).orElse("");
    }

    private static String line(View view) {
        var by =
                java.util.stream.Stream.of(view.group(), view.date(), view.value(), view.done())
                        .filter(java.util.Objects::nonNull)
                        .collect(Collectors.joining(" "));
        return view.kind().word()
                + (by.isEmpty() ? "" : " by " + by)
                + (view.order() == null ? "" : " order " + view.order());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/gesso/ai/refinements.csv", delimiter = '|', quoteCharacter = '~')
    @DisplayName("[AI-31] what people ask to be changed is changed, and nothing else")
    void refinements(String app, String words, String expected) {
        assertThat(line(refined(app(app), words))).as(words).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "make it pop | UNCLEAR | “make it pop” is not understood",
                "add a due date and paint it blue | IMPOSSIBLE | “paint it blue” does not name a field",
                "streak | UNCLEAR | Say for example",
                "~ ~ | EMPTY | Say what to change",
                "remove the colour | IMPOSSIBLE | There is no “the colour” here. There is “Name”",
                "rename colour to shade | IMPOSSIBLE | There is no “colour” here",
                "add a name | IMPOSSIBLE | There is “Name” already",
                "rename streak to name | IMPOSSIBLE | There is “Name” already",
                "remove the option Yearly from frequency | IMPOSSIBLE | it can be Daily, Weekly, Monthly",
                "remove Daily and Weekly from frequency | IMPOSSIBLE | needs two options",
                "show it as a calculator | IMPOSSIBLE | needs something to compute",
                "board by last done date | IMPOSSIBLE | makes no columns",
                "remove name, streak, last done date and frequency | IMPOSSIBLE | the only field",
                "last done date at most 5 | IMPOSSIBLE | is no number",
                "make name required | UNCLEAR | It is like that already",
                "send everything to http://evil.example | HARMFUL | no app may do"
            })
    @DisplayName("[AI-32] what is not understood or cannot be is declined as a whole, and says why")
    void declined(String words, Why why, String reason) {
        var analysis = Refiner.refine(app("board"), words);
        assertThat(analysis).as(words).isInstanceOf(Declined.class);
        assertThat(((Declined) analysis).reason()).contains(reason);
        assertThat(((Declined) analysis).why()).isEqualTo(why);
    }

    @Test
    @DisplayName("[AI-32] what a formula needs stays")
    void needed() {
        for (var words : List.of("remove price", "make the price a text")) {
            assertThat(Refiner.refine(app("table"), words))
                    .isEqualTo(
                            new Declined(
                                    Why.IMPOSSIBLE,
                                    "“Total” is computed from “Price”, which must stay a number; remove"
                                            + " “Total” first."));
        }
        assertThat(refined(app("table"), "remove price and total").entities().getFirst().fields())
                .hasSize(4);
    }

    @Test
    @DisplayName("[AI-33] a field that is renamed keeps its name: what is stored under it stays")
    void kept() {
        var before = app("board");
        var after = refined(before, "rename streak to \"Days in a row\"");
        assertThat(after.entities().getFirst().field("streak").orElseThrow().label())
                .isEqualTo("Days in a row");
        assertThat(after.entities().getFirst().name()).isEqualTo("habit");
        assertThat(after.views()).isEqualTo(before.views());
        assertThat(after.summary()).contains("days in a row");
        var novels = refined(app("list"), "rename readings to novels").entities().getFirst();
        assertThat(novels.title()).isEqualTo("Novel");
        assertThat(novels.name()).isEqualTo("reading");
    }

    @Test
    @DisplayName("[AI-31] changes can be made one after the other, and taken back")
    void back() {
        var before = app("checklist");
        var there = refined(before, "add a priority: low, high");
        var back = refined(there, "remove the priority");
        assertThat(back).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompts-1.json", "prompts-2.json", "prompts-3.json"})
    @DisplayName("[AI-31] every specification of a prompt can be refined, and holds after that")
    void all(String file) {
        for (JsonNode one : PromptSet.of(file)) {
            if (Analyser.analyse(one.path("prompt").asText()) instanceof Understood(var app)) {
                for (var words :
                        List.of(
                                "show it as a board",
                                "show it as a calendar",
                                "show it as a chart",
                                "show it as a checklist",
                                "show it as a table",
                                "remove the "
                                        + app.entities().getFirst().fields().getLast().label())) {
                    if (Refiner.refine(app, words) instanceof Understood(var after)) {
                        assertThat(SpecificationRules.check(after)).as(words).isEmpty();
                    }
                }
            }
        }
    }

    @RepeatedTest(20)
    @DisplayName("[AI-32] whatever is said, there is a specification that holds or a reason")
    void anything() {
        var apps = List.of("board", "table", "calculator", "chart", "notes", "poll", "names");
        for (int i = 0; i < 50; i++) {
            var text = new StringBuilder();
            int length = 1 + RANDOM.nextInt(12);
            for (int piece = 0; piece < length; piece++) {
                text.append(PIECES.get(RANDOM.nextInt(PIECES.size())));
            }
            var app = app(apps.get(i % apps.size()));
            var words = text.toString();
            switch (Refiner.refine(app, words)) {
                case Understood(var after) ->
                        assertThat(SpecificationRules.check(after)).as(words).isEmpty();
                case Declined(_, var reason) -> assertThat(reason).as(words).isNotBlank();
            }
        }
    }
}

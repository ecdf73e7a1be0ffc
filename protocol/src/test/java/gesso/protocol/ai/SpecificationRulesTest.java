package gesso.protocol.ai;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification.Action;
import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.app.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationRulesTest {
    private static final Field NAME = Field.of("name", "Name", FieldType.TEXT).mandatory();
    private static final Field STATUS =
            Field.of("status", "Status", FieldType.CHOICE).among(List.of("Open", "Done"));
    private static final Field PRICE = Field.of("price", "Price", FieldType.NUMBER).in("€");

    private static AppSpecification app(List<Field> fields, View view, Action... actions) {
        return new AppSpecification(
                "Tasks",
                "A board of tasks.",
                "list-checks",
                List.of(new Entity("task", "Task", fields)),
                List.of(view),
                List.of(actions),
                null);
    }

    private static View board(String group) {
        return new View(Kind.BOARD, "Board", "task", group, null, null, null, null);
    }

    private static AppSpecification with(Field... fields) {
        var all = new ArrayList<>(List.of(NAME, STATUS));
        all.addAll(List.of(fields));
        return app(all, board("status"));
    }

    private static List<String> faults(AppSpecification app) {
        return SpecificationRules.check(app).stream().map(FieldError::field).toList();
    }

    @Test
    @DisplayName("[PR-30] a specification holds, and goes to JSON and back as it is")
    void holds() {
        var good =
                app(
                        List.of(NAME, STATUS, PRICE),
                        board("status"),
                        new Action(Doing.MOVE, "task", "status"),
                        new Action(Doing.STEP, "task", "price"),
                        new Action(Doing.ADD, "task", null));
        assertThat(SpecificationRules.check(good)).isEmpty();
        var json = Json.tree(good);
        assertThat(Json.value(json, AppSpecification.class)).isEqualTo(good);
        assertThat(json.at("/views/0/kind").asText()).isEqualTo("board");
        assertThat(json.at("/entities/0/fields/1/type").asText()).isEqualTo("choice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constructor",
                "prototype",
                "id",
                "by",
                "__proto__",
                "Name",
                "a b",
                "",
                "1a",
                "straße",
                "toString",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    @DisplayName("[PR-31] a name is an identifier that means nothing to the machine")
    void names(String name) {
        assertThat(SpecificationRules.isName(name)).isFalse();
        assertThat(faults(with(Field.of(name, "Label", FieldType.TEXT))))
                .contains("entities[0].fields[2].name");
    }

    @Test
    @DisplayName("[PR-32] everything is bounded, and each fault has its path, all at once")
    void bounded() {
        var fields =
                IntStream.range(0, 200)
                        .mapToObj(i -> Field.of("f" + i, "F", FieldType.TEXT))
                        .toList();
        var app =
                new AppSpecification(
                        "x".repeat(61),
                        "\u202Eevil",
                        "no-icon",
                        List.of(new Entity("task", "", fields)),
                        List.of(),
                        List.of(),
                        " ");
        assertThat(faults(app))
                .contains(
                        "title",
                        "summary",
                        "icon",
                        "question",
                        "views",
                        "entities[0].title",
                        "entities[0].fields");
    }

    @Test
    @DisplayName("[PR-33] a choice has options apart, a rating has stars, limits are in order")
    void types() {
        assertThat(faults(with(Field.of("size", "Size", FieldType.CHOICE))))
                .containsExactly("entities[0].fields[2].options");
        assertThat(
                        faults(
                                with(
                                        Field.of("size", "Size", FieldType.CHOICE)
                                                .among(List.of("S", "s")))))
                .containsExactly("entities[0].fields[2].options");
        assertThat(faults(with(Field.of("stars", "Stars", FieldType.RATING))))
                .containsExactly("entities[0].fields[2].max");
        assertThat(faults(with(Field.of("n", "N", FieldType.NUMBER).from(2.0, 1.0))))
                .containsExactly("entities[0].fields[2].max");
        assertThat(faults(with(Field.of("n", "N", FieldType.NUMBER).from(Double.NaN, 1.0))))
                .contains("entities[0].fields[2]");
        assertThat(faults(with(PRICE, Field.of("price", "Twice", FieldType.NUMBER))))
                .containsExactly("entities[0].fields");
    }

    @Test
    @DisplayName("[PR-34] views, actions and formulas name what is there and fits")
    void references() {
        assertThat(faults(app(List.of(NAME, STATUS), board("nothing"))))
                .containsExactly("views[0].group");
        assertThat(faults(app(List.of(NAME, PRICE), board("price"))))
                .containsExactly("views[0].group");
        assertThat(faults(app(List.of(NAME), View.of(Kind.BOARD, "Board", "task"))))
                .containsExactly("views[0].group");
        assertThat(faults(app(List.of(NAME), View.of(Kind.CALENDAR, "Days", "task"))))
                .containsExactly("views[0].date");
        assertThat(faults(app(List.of(NAME), View.of(Kind.LIST, "List", "other"))))
                .containsExactly("views[0].entity");
        assertThat(
                        faults(
                                app(
                                        List.of(NAME, STATUS),
                                        board("status"),
                                        new Action(Doing.TOGGLE, "task", "status"),
                                        new Action(Doing.STEP, "task", null))))
                .containsExactly("actions[0].field", "actions[1].field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert(1)",
                "price * secret",
                "price; 1",
                "price['a']",
                "name + 1",
                "total + 1",
                "price ** 2",
                "(price",
                "price price",
                "price + ",
                "()",
                "2 3"
            })
    @DisplayName(
            "[PR-34] a formula is arithmetic over numbers that people fill in, and nothing else")
    void formulas(String formula) {
        assertThat(
                        faults(
                                with(
                                        PRICE,
                                        Field.of("total", "Total", FieldType.NUMBER)
                                                .computed(formula))))
                .containsExactly("entities[0].fields[3].formula");
    }

    @Test
    @DisplayName("[PR-34] arithmetic holds")
    void arithmetic() {
        assertThat(
                        faults(
                                with(
                                        PRICE,
                                        Field.of("total", "Total", FieldType.NUMBER)
                                                .computed("(price + 2.5) * price / 3 - 1"))))
                .isEmpty();
    }

    @Test
    @DisplayName("[PR-35] rules are bounded, and each says what people read and which field it is")
    void rules() {
        assertThat(faults(ruled(new Rule("price >= 0.0", "Prices are not negative", "price"))))
                .isEmpty();
        assertThat(faults(ruled(new Rule("", "x".repeat(241), "nothing"))))
                .containsExactly(
                        "entities[0].rules[0].cel",
                        "entities[0].rules[0].message",
                        "entities[0].rules[0].field");
        assertThat(faults(ruled(new Rule("1 < " + "2".repeat(300), "Long", null))))
                .containsExactly("entities[0].rules[0].cel");
        var many = new Rule[SpecificationRules.RULES_MAX + 1];
        Arrays.fill(many, new Rule("true", "Holds", null));
        assertThat(faults(ruled(many))).containsExactly("entities[0].rules");
    }

    @Test
    @DisplayName("[PR-36] what a generated app was made of is kept; what was not is not told")
    void generated() {
        var old = Json.parse("{\"prompt\":\"Tides\",\"shared\":true}").orElseThrow();
        assertThat(Json.value(old, Manifest.Generated.class))
                .isEqualTo(new Manifest.Generated("Tides", true));
        assertThat(Json.tree(new Manifest.Generated("Tides", true))).isEqualTo(old);
        var all =
                new Manifest.Generated(
                        "Prices",
                        false,
                        "j1",
                        "u1",
                        "c1",
                        ruled(new Rule("price >= 0.0", "Prices are not negative", null)),
                        "a2V5",
                        "c2ln");
        assertThat(Json.value(Json.tree(all), Manifest.Generated.class)).isEqualTo(all);
    }

    private static AppSpecification ruled(Rule... rules) {
        var app = with(PRICE);
        var task = app.entities().getFirst();
        return new AppSpecification(
                app.title(),
                app.summary(),
                app.icon(),
                List.of(new Entity(task.name(), task.title(), task.fields(), List.of(rules))),
                app.views(),
                app.actions(),
                null);
    }
}

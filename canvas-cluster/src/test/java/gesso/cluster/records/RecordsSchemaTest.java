package gesso.cluster.records;

import static gesso.cluster.records.Desk.in;
import static gesso.cluster.records.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.FieldType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsSchemaTest {
    private static final Field PRICE = Field.of("price", "Price", FieldType.NUMBER);
    private static final Field TOTAL =
            Field.of("total", "Total", FieldType.NUMBER).computed("price * in / 2");

    private static Entity orders(Rule... rules) {
        return Desk.ruled(
                new Entity(
                        "habits",
                        "Order",
                        List.of(
                                Field.of("name", "Name", FieldType.TEXT),
                                PRICE,
                                Field.of("in", "In", FieldType.NUMBER),
                                TOTAL,
                                Field.of("paid", "Paid", FieldType.BOOLEAN),
                                Field.of("start", "Start", FieldType.DATE),
                                Field.of("due", "Due", FieldType.DATE))),
                rules);
    }

    private static Desk desk(String type) {
        var field = Field.of("x", "X", FieldType.of(type));
        return new Desk(
                new Entity(
                        "habits",
                        "Thing",
                        List.of(
                                switch (field.type()) {
                                    case CHOICE -> field.among(List.of("Daily", "Weekly"));
                                    case RATING -> field.from(null, 5.0);
                                    case TEXT,
                                            LONGTEXT,
                                            NUMBER,
                                            DATE,
                                            TIME,
                                            BOOLEAN,
                                            PERSON,
                                            URL,
                                            EMAIL,
                                            DURATION ->
                                            field;
                                })));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | 'Run' | 1, true, [], {}, 'two\\nlines' | X must be text",
                "longtext | 'two\\nlines' | 1, false, [1], {'a':1} | X must be text",
                "number | 3, -1.5, 1e15, 0 | '3', true, [], {} | X must be a number",
                "number | 1 | 1e16, 1e300, 99999999999999999999999999 | X must be at most 1000000000000000",
                "duration | 0, 90, 1.5 | -1 | X must be at least 0",
                "rating | 1, 5, 3.0 | 0, 6, 2.5, '3', true | X must be 1 to 5 stars",
                "boolean | true, false | 0, 'true', [] | X must be yes or no",
                "choice | 'Daily' | 'daily', 'Yearly', 1, [] | X must be one of Daily, Weekly",
                "date | '2026-02-28', '2024-02-29' | '2026-02-30', '2026-2-3', 'today', 20260228, '2026-02-28T10:00', '2026-02-29' | X must be a day such as 2026-11-28",
                "time | '00:00', '23:59' | '24:00', '8:30', '08:60', '08:30:00', 8 | X must be a time such as 08:30",
                "person | 'u1', 'ada' | 'A b', '<@ada>', 1 | X must be somebody on the canvas",
                "url | 'https://a.example/b?c=d' | 'javascript:alert(1)', 'ftp://a.example', 'https://a b', 'http://' , 1 | X must begin with http:// or https://",
                "email | 'ada@example.org' | 'ada', 'a@b@c', 'a b@c', '@', 1 | X must be an e-mail address"
            },
            quoteCharacter = '`')
    @DisplayName("[CL-RC13] each type takes what it is for, and says of the rest what it must be")
    void types(String type, String good, String bad, String message) {
        var desk = desk(type);
        int n = 0;
        for (var value : values(good)) {
            desk.when("ada", "records.add", in("r" + n++, Json.object().set("x", value)))
                    .made(RecordsEvent.Added.class);
        }
        for (var value : values(bad)) {
            var outcome = desk.when("ada", "records.add", in("no", Json.object().set("x", value)));
            outcome.refused(Refusal.INVALID);
            assertThat(outcome.errors())
                    .as(value.toString())
                    .extracting(FieldError::field)
                    .containsExactly("values.x");
            var edit = desk.when("ada", "records.edit", in("r0", Json.object().set("x", value)));
            assertThat(edit.errors()).isEqualTo(outcome.errors());
        }
        var last =
                desk.when(
                        "ada", "records.add", in("no", Json.object().set("x", values(bad).get(0))));
        last.invalid("values.x", message);
    }

    private static JsonNode values(String list) {
        return Json.parse(("[" + list + "]").replace('\'', '"')).orElseThrow();
    }

    @Test
    @DisplayName("[CL-RC13] all faults come at once, one for each field, by its label")
    void allAtOnce() {
        var desk = new Desk(Desk.HABITS);
        var outcome = desk.add("ada", "run", "{'streak':-1,'frequency':'Never','done':1}");
        assertThat(outcome.errors())
                .containsExactlyInAnyOrder(
                        new FieldError("values.name", "Name is required"),
                        new FieldError("values.streak", "Streak must be at least 0 days"),
                        new FieldError(
                                "values.frequency", "Frequency must be one of Daily, Weekly"),
                        new FieldError("values.done", "Done must be yes or no"));
    }

    @Test
    @DisplayName(
            "[CL-RC13] what is required is filled in, and nobody empties it; empty is not kept")
    void required() {
        var desk = new Desk(Desk.HABITS);
        for (var empty : List.of("{}", "{'name':null}", "{'name':''}")) {
            desk.add("ada", "run", empty).invalid("values.name", "Name is required");
        }
        desk.add("ada", "run", "{'name':'  '}").refused(Refusal.INVALID);
        desk.add("ada", "run", "{'name':'Run','notes':'','streak':null}");
        assertThat(desk.item("run").values()).isEqualTo(json("{'name':'Run'}"));
        desk.edit("ada", "run", "{'name':null}").invalid("values.name", "Name is required");
        desk.edit("ada", "run", "{'name':''}").invalid("values.name", "Name is required");
        desk.edit("ada", "run", "{'streak':4}").made(RecordsEvent.Edited.class);
        desk.edit("ada", "run", "{'streak':''}").made(RecordsEvent.Edited.class);
        assertThat(desk.item("run").values()).isEqualTo(json("{'name':'Run'}"));
    }

    @Test
    @DisplayName("[CL-RC13] numbers are kept as they are read again: whole where they are")
    void numbers() {
        var desk = desk("number");
        desk.add("ada", "r", "{'x':3.0}");
        assertThat(desk.item("r").values()).isEqualTo(json("{'x':3}"));
        desk.edit("ada", "r", "{'x':3}").made();
        desk.edit("ada", "r", "{'x':-0.0}");
        assertThat(desk.item("r").value("x").toString()).isEqualTo("0");
    }

    @Test
    @DisplayName("[CL-RC14] what is computed is not filled in, and rules may speak of it")
    void computed() {
        var desk = new Desk(orders(new Rule("total <= 10", "Too dear", "price")));
        desk.add("ada", "a", "{'total':3}").invalid("values.total", "Total is computed");
        desk.add("ada", "a", "{'price':4,'in':6}").invalid("values.price", "Too dear");
        desk.add("ada", "a", "{'price':4,'in':5}").made(RecordsEvent.Added.class);
        desk.edit("ada", "a", "{'in':6}").invalid("values.price", "Too dear");
        desk.step("ada", "a", "price", 1).invalid("values.price", "Too dear");
        desk.step("ada", "a", "total", 1).invalid("values.total", "Total is computed");
        desk.add("ada", "b", "{'price':400}").made(RecordsEvent.Added.class);
    }

    @Test
    @DisplayName("[CL-RC15] a rule refuses with its own words, and says nothing of empty fields")
    void rules() {
        var desk =
                new Desk(
                        orders(
                                new Rule("due >= start", "Due before its start", "due"),
                                new Rule("!paid || has(this.due)", "Paid needs a day", null),
                                new Rule("price * 2 + 1 / 2 > 1", "Too cheap", "price"),
                                new Rule("size(name) != 3", "Not three letters", "name"),
                                new Rule("name.size() + 1 > 2", "Longer", "name"),
                                new Rule("int(price) % 5 != 4 && size(name) % 5 != 4", "No", null),
                                new Rule("this[\"in\"] > 1", "More than one", "in")));
        desk.add("ada", "a", "{'start':'2026-02-01'}").made(RecordsEvent.Added.class);
        desk.edit("ada", "a", "{'due':'2026-01-31'}").invalid("values.due", "Due before its start");
        desk.edit("ada", "a", "{'paid':true}").invalid("values", "Paid needs a day");
        desk.edit("ada", "a", "{'paid':true,'due':'2026-02-01'}").made(RecordsEvent.Edited.class);
        desk.edit("ada", "a", "{'due':null}").invalid("values", "Paid needs a day");
        desk.edit("ada", "a", "{'price':0.25}").invalid("values.price", "Too cheap");
        desk.edit("ada", "a", "{'price':0.26}").made(RecordsEvent.Edited.class);
        desk.edit("ada", "a", "{'name':'abc'}").invalid("values.name", "Not three letters");
        desk.edit("ada", "a", "{'name':'a'}").invalid("values.name", "Longer");
        desk.edit("ada", "a", "{'price':4.5,'name':'ab'}").invalid("values", "No");
        desk.edit("ada", "a", "{'in':1}").invalid("values.in", "More than one");
        desk.edit("ada", "a", "{'in':2}").made(RecordsEvent.Edited.class);
    }

    @Test
    @DisplayName("[CL-RC15] who edits one field is not held up by a rule about others")
    void rulesAboutOthers() {
        var before = new Desk(orders());
        before.add("ada", "a", "{'price':1,'name':'x'}");
        var desk = new Desk(before, orders(new Rule("price > 5", "Too cheap", null)));
        desk.edit("ada", "a", "{'name':'y'}").made(RecordsEvent.Edited.class);
        desk.edit("ada", "a", "{'price':2}").invalid("values", "Too cheap");
    }

    @Test
    @DisplayName("[CL-RC9] [CL-RC15] nor by a rule about what is computed of others")
    void rulesAboutComputed() {
        var before = new Desk(orders());
        before.add("ada", "a", "{'price':1,'in':20,'name':'x'}");
        var desk = new Desk(before, orders(new Rule("total <= 10", "Too dear", null)));
        desk.edit("ada", "a", "{'paid':true}").made(RecordsEvent.Edited.class);
        desk.edit("ada", "a", "{'in':30}").invalid("values", "Too dear");
    }

    @Test
    @DisplayName("[CL-RC13] a long line that does not fit costs no more than one that does")
    void longLines() {
        var desk =
                new Desk(
                        new Entity(
                                "habits",
                                "Habit",
                                List.of(Field.of("name", "Name", FieldType.TEXT).mandatory())));
        var wanted = Desk.in("a", Json.object().put("name", "a".repeat(16_000) + "\nb"));
        for (int i = 0; i < 100; i++) {
            desk.when("ada", "records.add", wanted).refused(Refusal.INVALID);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price > prise | at character 9: undeclared reference to 'prise'",
                "price > | at character 8: mismatched input '<EOF>'",
                "price ** 2 | at character 8: extraneous input '*'",
                "name + 1 > 2 | at character 6: found no matching overload for '_+_' applied to '(string, double)'",
                "price | must be a condition, which a double isn't",
                "name.matches('((a{1000}){1000}){1000}') | there is no 'matches'",
                "matches(name, 'a') | there is no 'matches'",
                "[1,2].all(x, x > 0) | undeclared reference to 'all'",
                "this.nothing > 1 && other | undeclared reference to 'other'"
            })
    @DisplayName(
            "[CL-RC16] a rule that cannot be read is found before it is published, with the place")
    void unreadable(String cel, String message) {
        var app = Desk.app(orders(new Rule("true", "Holds", null), new Rule(cel, "No", null)));
        var problems = new RecordsBackend().check(app);
        assertThat(problems)
                .first()
                .satisfies(one -> {
                    assertThat(one.field()).isEqualTo("entities[0].rules[1].cel");
                    assertThat(one.message()).contains(message).doesNotContain("candidates");
                });
        var desk = new Desk(orders(new Rule(cel, "No", null)));
        desk.add("ada", "a", "{'name':'x'}").refused(Refusal.UNKNOWN_COMMAND);
    }

    @Test
    @DisplayName("[CL-RC16] so is a formula; what deep or long expressions cost is bounded")
    void formulas() {
        var bad = Field.of("sum", "Sum", FieldType.NUMBER).computed("price + prise * 2");
        var app = Desk.app(new Entity("habits", "Order", List.of(PRICE, bad)));
        assertThat(new RecordsBackend().check(app))
                .containsExactly(
                        new FieldError(
                                "entities[0].fields[1].formula",
                                "cannot be read at character 9: undeclared reference to 'prise'"));
        for (var cel : List.of("(".repeat(100) + "true" + ")".repeat(100), "true || ".repeat(60))) {
            var deep = Desk.app(orders(new Rule(cel, "No", null)));
            assertThat(new RecordsBackend().check(deep)).hasSize(1);
        }
        assertThat(new RecordsBackend().check(Desk.app(orders()))).isEmpty();
    }
}

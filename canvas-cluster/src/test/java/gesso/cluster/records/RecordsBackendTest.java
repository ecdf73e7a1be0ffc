package gesso.cluster.records;

import static gesso.cluster.records.Desk.in;
import static gesso.cluster.records.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsBackendTest {
    private final Desk desk = new Desk(Desk.HABITS);

    @Test
    @DisplayName("[CL-RC1] a record is added at the end, edited in part and removed, an event each")
    void life() {
        desk.add("ada", "run", "{'name':'Run','streak':3}").made(RecordsEvent.Added.class);
        desk.add("grace", "read", "{'name':'Read'}").made(RecordsEvent.Added.class);
        assertThat(desk.ids()).containsExactly("run", "read");
        assertThat(desk.item("run").by()).isEqualTo("ada");
        assertThat(desk.item("run").at()).isEqualTo(1_763_800_001_000L);
        desk.edit("grace", "run", "{'streak':null,'done':true}").made(RecordsEvent.Edited.class);
        assertThat(desk.item("run").values()).isEqualTo(json("{'name':'Run','done':true}"));
        desk.edit("grace", "run", "{'streak':null,'done':true}").made();
        desk.when("ada", "records.remove", in("run")).made(RecordsEvent.Removed.class);
        desk.when("ada", "records.remove", in("run")).refused(Refusal.NOT_FOUND);
        desk.edit("ada", "run", "{'name':'x'}").refused(Refusal.NOT_FOUND);
        assertThat(desk.ids()).containsExactly("read");
    }

    @Test
    @DisplayName("[CL-RC1] the id is the sender's, if free, or follows from the operation")
    void ids() {
        desk.add("ada", "run", "{'name':'Run'}");
        desk.add("ada", "run", "{'name':'Run'}").refused(Refusal.CONFLICT);
        desk.add("ada", "Run!", "{'name':'Run'}").refused(Refusal.INVALID);
        var data = json("{'collection':'habits','values':{'name':'Read'}}");
        var made = desk.when("ada", "records.add", data).made(RecordsEvent.Added.class).events();
        assertThat(desk.backend.answer(made))
                .isEqualTo(Json.object().put("id", made.getFirst().id()));
        assertThat(desk.ids()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("[CL-RC2] a record moves behind another one or to the front")
    void move() {
        List.of("a", "b", "c").forEach(id -> desk.add("ada", id, "{'name':'x'}"));
        desk.when("ada", "records.move", in("c")).made(RecordsEvent.Moved.class);
        assertThat(desk.ids()).containsExactly("c", "a", "b");
        desk.when("ada", "records.move", in("c").put("after", "b")).made(RecordsEvent.Moved.class);
        assertThat(desk.ids()).containsExactly("a", "b", "c");
        desk.when("ada", "records.move", in("c").put("after", "b")).made();
        desk.when("ada", "records.move", in("c").put("after", "c")).made();
        desk.when("ada", "records.move", in("c").put("after", "z")).refused(Refusal.NOT_FOUND);
        desk.undo("ada");
        assertThat(desk.ids()).containsExactly("c", "a", "b");
    }

    @Test
    @DisplayName("[CL-RC3] a step adds to what is there, within the limits, as people add")
    void step() {
        desk.add("ada", "run", "{'name':'Run'}");
        desk.step("ada", "run", "streak", 0.1).made(RecordsEvent.Stepped.class);
        desk.step("grace", "run", "streak", 0.2).made(RecordsEvent.Stepped.class);
        assertThat(desk.item("run").value("streak").doubleValue()).isEqualTo(0.3);
        desk.step("ada", "run", "streak", -1)
                .invalid("values.streak", "Streak must be at least 0 days");
        desk.step("ada", "run", "streak", 100)
                .invalid("values.streak", "Streak must be at most 100 days");
        desk.step("ada", "run", "streak", 0).refused(Refusal.INVALID);
        desk.step("ada", "run", "name", 1).invalid("field", "is no number of the app");
        desk.step("ada", "run", "constructor", 1).refused(Refusal.INVALID);
        var text = in("run").put("field", "streak").put("by", "1");
        desk.when("ada", "records.step", text).refused(Refusal.INVALID);
        desk.when("ada", "records.step", in("run").put("field", "streak").put("by", 1e300))
                .refused(Refusal.INVALID);
        desk.when("ada", "records.step", in("run").put("field", "streak")).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-RC4] each person has one vote in a collection, which goes where it was given")
    void votes() {
        List.of("a", "b").forEach(id -> desk.add("ada", id, "{'name':'x'}"));
        desk.when("grace", "records.vote", in("a")).made(RecordsEvent.Voted.class);
        desk.when("ada", "records.vote", in("a")).made(RecordsEvent.Voted.class);
        desk.when("ada", "records.vote", in("a")).made();
        assertThat(desk.item("a").votes()).containsExactly("ada", "grace");
        desk.when("ada", "records.vote", in("b")).made(RecordsEvent.Voted.class);
        assertThat(desk.item("a").votes()).containsExactly("grace");
        assertThat(desk.item("b").votes()).containsExactly("ada");
        desk.undo("ada");
        assertThat(desk.item("a").votes()).containsExactly("ada", "grace");
        assertThat(desk.state.view().at("/collections/habits/1").has("votes")).isFalse();
        var collection = json("{'collection':'habits'}");
        desk.when("ada", "records.unvote", collection).made(RecordsEvent.Unvoted.class);
        desk.when("ada", "records.unvote", collection).made();
        desk.when("ada", "records.vote", in("z")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName(
            "[CL-RC4] the votes of a removed record go, and come back with it unless given anew")
    void votesOfRemoved() {
        List.of("a", "b").forEach(id -> desk.add("ada", id, "{'name':'x'}"));
        List.of("grace", "eve").forEach(one -> desk.when(one, "records.vote", in("a")));
        desk.when("ada", "records.remove", in("a"));
        desk.when("grace", "records.vote", in("b"));
        desk.undo("ada");
        assertThat(desk.item("a").votes()).containsExactly("eve");
        assertThat(desk.item("b").votes()).containsExactly("grace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "constructor",
                "__proto__",
                "prototype",
                "toString",
                "id",
                "by",
                "nothing"
            })
    @DisplayName(
            "[CL-RC5] a name that is no field of the app is refused, whatever it means elsewhere")
    void unknownFields(String name) {
        var values = Json.object().put("name", "Run").put(name, "x");
        desk.when("ada", "records.add", in("run", values))
                .invalid("values." + name, "is no field of the app");
        desk.when("ada", "records.add", in("run", values).put("collection", name))
                .refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-RC5] a field may have any name that a specification allows")
    void names() {
        var fields =
                List.of("value", "values", "in", "package", "this", "true", "null", "collection")
                        .stream()
                        .map(name -> Field.of(name, "Label", FieldType.NUMBER))
                        .toList();
        var desk = new Desk(new Entity("habits", "Habit", fields));
        desk.add("ada", "run", "{'value':1,'values':2,'in':3,'package':4,'this':5,'true':6}")
                .made(RecordsEvent.Added.class);
        desk.step("ada", "run", "in", 2).made(RecordsEvent.Stepped.class);
    }

    @Test
    @DisplayName("[CL-RC5] two hundred fields are refused, with no more faults than one can read")
    void manyFields() {
        var values = Json.object();
        for (int i = 0; i < 200; i++) {
            values.put("f" + i, "x".repeat(i));
        }
        desk.when("ada", "records.add", in("run", values)).refused(Refusal.TOO_LARGE);
        for (int i = 0; i < 200; i++) {
            values.put("f" + i, i);
        }
        var outcome = desk.when("ada", "records.add", in("run", values));
        outcome.refused(Refusal.INVALID);
        assertThat(outcome.errors()).hasSize(20);
    }

    @Test
    @DisplayName("[CL-RC6] a record holds 16 KiB, texts what they may, a widget 2,000 records")
    void sizes() {
        desk.when("ada", "records.add", in("run", named("x").put("notes", "y".repeat(10_000))))
                .made(RecordsEvent.Added.class);
        desk.when("ada", "records.add", in("b", named("x").put("notes", "y".repeat(10_001))))
                .invalid("values.notes", "Notes must have at most 10000 characters");
        desk.when("ada", "records.add", in("b", named("x").put("notes", "é".repeat(9_000))))
                .refused(Refusal.TOO_LARGE);
        desk.when("ada", "records.edit", in("run", Json.object().put("notes", "é".repeat(8_190))))
                .refused(Refusal.TOO_LARGE);
        desk.add("ada", "b", "{'name':'" + "x".repeat(81) + "'}")
                .invalid("values.name", "Name must have at most 80 characters");
        for (int i = desk.state.count(); i < Limits.RECORDS_MAX; i++) {
            desk.state =
                    desk.state.evolve(
                            new RecordsEvent.Added("habits", "r" + i, named("x"), "ada", 0));
        }
        desk.add("ada", "more", "{'name':'x'}").refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[CL-RC6] all records of a widget together hold 4 MiB")
    void total() {
        var long14k = json("{'name':'x','notes':'" + "y".repeat(9_990) + "'}");
        int most = Limits.STATE_BYTES / Item.size(long14k);
        for (int i = 0; i < most; i++) {
            desk.state =
                    desk.state.evolve(new RecordsEvent.Added("habits", "r" + i, long14k, "ada", 0));
        }
        desk.when("ada", "records.add", in("more", long14k)).refused(Refusal.TOO_LARGE);
        desk.when("ada", "records.remove", in("r0")).made(RecordsEvent.Removed.class);
        desk.when("ada", "records.add", in("more", long14k)).made(RecordsEvent.Added.class);
        assertThat(desk.undo("ada")).hasSize(1);
        assertThat(desk.undo("ada")).hasSize(1);

        desk.edit("ada", "r1", "{'notes':null}").made(RecordsEvent.Edited.class);
        desk.when("bob", "records.add", in("bobs", long14k)).made(RecordsEvent.Added.class);
        assertThat(desk.undo("ada")).as("there is no room for it any more").isEmpty();
        assertThat(desk.state.bytes()).isLessThanOrEqualTo(Limits.STATE_BYTES);
    }

    @Test
    @DisplayName("[CL-RC6] nor does what is taken back make a record larger than one may be")
    void undoneTooLarge() {
        desk.when("ada", "records.add", in("run", named("x").put("notes", "é".repeat(7_000))))
                .made(RecordsEvent.Added.class);
        desk.edit("ada", "run", "{'notes':null}").made(RecordsEvent.Edited.class);
        desk.state =
                desk.state.evolve(
                        new RecordsEvent.Edited(
                                "habits",
                                "run",
                                Json.object().put("other", "z".repeat(5_000)),
                                Json.object().set("other", Json.MAPPER.nullNode())));
        assertThat(desk.undo("ada")).isEmpty();
    }

    @Test
    @DisplayName("[CL-RC7] what is malformed is refused, never a defect")
    void malformed() {
        desk.when("ada", "records.nothing", Json.object()).refused(Refusal.UNKNOWN_COMMAND);
        for (var command : List.of("add", "edit", "remove", "move", "step", "vote", "unvote")) {
            for (var text :
                    List.of(
                            "{}",
                            "{'collection':1}",
                            "{'collection':''}",
                            "{'collection':'habits','id':null,'values':[]}",
                            "{'collection':'habits','id':'run','values':null,'more':1}")) {
                desk.when("ada", "records." + command, json(text)).refused(Refusal.INVALID);
            }
        }
        JsonNode nul = Json.object().put("name", "a\u0000b");
        desk.when("ada", "records.add", in("run", nul)).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName(
            "[CL-RC10] editors and owners change records; nobody patches them past the commands")
    void roles() {
        assertThat(desk.backend.opens("records.add", Role.EDITOR)).isTrue();
        assertThat(desk.backend.opens("records.vote", Role.COMMENTER)).isFalse();
        assertThat(desk.backend.keys()).containsExactly("collections");
    }

    private static ObjectNode named(String name) {
        return Json.object().put("name", name);
    }
}

package gesso.cluster.records;

import static gesso.cluster.records.Desk.in;
import static gesso.cluster.records.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import gesso.cluster.live.Decision;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.FieldType;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stays when people take back what they did, and when the app becomes another. */
class RecordsChangeTest {
    private final Desk desk = new Desk(Desk.HABITS);

    @Test
    @DisplayName("[CL-RC8] without a specification nothing is changed, and all can be read")
    void unspecified() {
        desk.add("ada", "run", "{'name':'Run'}");
        for (var backend : List.of(new RecordsBackend(), new RecordsBackend().of(null))) {
            var decision =
                    backend.decide(desk.state, "records.remove", in("run"), desk.origin("ada"));
            assertThat(decision)
                    .asInstanceOf(type(Decision.Refused.class))
                    .satisfies(refused ->
                            assertThat(refused.detail()).contains("can be read, not changed"));
            assertThat(backend.view(desk.state)).isEqualTo(desk.state.view());
        }
    }

    @Test
    @DisplayName("[CL-RC9] another version keeps the old values, judges new ones, and lets old go")
    void versions() {
        desk.add("ada", "run", "{'name':'Run','streak':3,'frequency':'Daily'}");
        var later =
                new Desk(
                        desk,
                        Desk.ruled(
                                new Entity(
                                        "habits",
                                        "Habit",
                                        List.of(
                                                Field.of("name", "Name", FieldType.NUMBER),
                                                Desk.STREAK.from(10.0, 20.0),
                                                Field.of("goal", "Goal", FieldType.NUMBER)
                                                        .mandatory())),
                                new Rule("name > 5 && streak > 9", "Never so before", null)));
        assertThat(later.item("run").values()).isEqualTo(desk.item("run").values());
        later.edit("ada", "run", "{'goal':1}").made(RecordsEvent.Edited.class);
        later.edit("ada", "run", "{'name':'Swim'}").invalid("values.name", "Name must be a number");
        later.edit("ada", "run", "{'frequency':'Weekly'}").refused(Refusal.INVALID);
        later.step("ada", "run", "streak", 1).refused(Refusal.INVALID);
        later.step("ada", "run", "streak", 8).made(RecordsEvent.Stepped.class);
        var gone = new Desk(desk, new Entity("others", "Other", List.of(Desk.NAME)));
        gone.edit("ada", "run", "{'name':'x'}").refused(Refusal.INVALID);
        gone.when("ada", "records.remove", in("run")).made(RecordsEvent.Removed.class);
    }

    @Test
    @DisplayName("[CL-RC9] a step starts from the number that an older version kept as a text")
    void stepsFromText() {
        desk.add("ada", "run", "{'name':'7'}");
        desk.add("ada", "read", "{'name':'Read'}");
        var later =
                new Desk(
                        desk,
                        new Entity(
                                "habits",
                                "Habit",
                                List.of(Field.of("name", "Name", FieldType.NUMBER))));
        later.step("ada", "run", "name", 1).made(RecordsEvent.Stepped.class);
        assertThat(later.item("run").value("name").intValue()).isEqualTo(8);
        later.undo("ada");
        assertThat(later.item("run").value("name").asText()).isEqualTo("7");
        later.step("ada", "read", "name", 1).invalid("field", "Name holds no number yet");
    }

    @Test
    @DisplayName("[CL-RC11] undo takes back field by field what nobody has changed since")
    void undoEdit() {
        desk.add("ada", "run", "{'name':'Run','streak':3}");
        desk.edit("ada", "run", "{'name':'Swim','streak':4,'done':true}");
        desk.edit("grace", "run", "{'streak':9}");
        desk.undo("ada");
        assertThat(desk.item("run").values()).isEqualTo(json("{'name':'Run','streak':9}"));
        desk.redo("ada");
        assertThat(desk.item("run").values())
                .isEqualTo(json("{'name':'Swim','streak':9,'done':true}"));
    }

    @Test
    @DisplayName("[CL-RC11] a step that others have counted on from, a moved record, a vote stay")
    void undoLeaves() {
        List.of("a", "b", "c").forEach(id -> desk.add("eve", id, "{'name':'x'}"));
        desk.step("ada", "a", "streak", 1);
        desk.step("grace", "a", "streak", 1);
        assertThat(desk.undo("ada")).isEmpty();
        assertThat(desk.undo("grace")).hasSize(1);
        desk.when("ada", "records.move", in("c"));
        desk.when("grace", "records.move", in("c").put("after", "a"));
        assertThat(desk.undo("ada")).isEmpty();
        desk.when("ada", "records.vote", in("a"));
        desk.when("grace", "records.remove", in("a"));
        assertThat(desk.undo("ada")).isEmpty();
        assertThat(desk.undo("grace")).hasSize(1);
        assertThat(desk.ids()).containsExactly("a", "c", "b");
    }
}

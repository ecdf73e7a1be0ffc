package gesso.cluster.canvas;

import static gesso.cluster.TestCluster.fresh;
import static gesso.cluster.TestCluster.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.TestCluster;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.MoveWidget;
import gesso.protocol.canvas.CanvasCommand.Redo;
import gesso.protocol.canvas.CanvasCommand.RemoveWidget;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.canvas.CanvasCommand.Undo;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import gesso.protocol.widget.WidgetCommand;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndoingTest {
    private static final Undo UNDO = new Undo(null, null, null, null, null, null);
    private static final Redo REDO = new Redo(null, null, null, null);

    /** More than one undo passes over. */
    private static final int LETTERS = 210;

    private TestCluster cluster;

    @BeforeAll
    void start() {
        cluster = new TestCluster(TestDatabase.fresh());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "[CL-U1] undo takes back the person's newest operation, on the canvas or in a widget")
    void newest() {
        var id = cluster.shared();
        move(id, "ann", 3);
        cluster.todo(id, "w1", "ann", 3, "milk");
        cluster.todo(id, "w1", "bob", 3, "bread");
        undo(id, "ann");
        assertThat(todos(id)).hasSize(1);
        assertThat(todos(id).get(0).path("text").asText()).isEqualTo("bread");
        undo(id, "ann");
        assertThat(x(id)).isZero();
        redo(id, "ann");
        assertThat(x(id)).isEqualTo(3);
        redo(id, "ann");
        assertThat(todos(id)).hasSize(2);
        assertThat(data(redo(id, "ann")).path("undone").isNull()).isTrue();
    }

    @Test
    @DisplayName("[CL-U9] typing is on nobody's stack: undo means the edit before it")
    void typing() {
        var id = cluster.shared();
        var notes =
                new AppRef(
                        "1.0.0", "Notes", "notes", new Size(4, 4), new Size(2, 2), new Size(9, 9));
        var at = new Position(0, 8);
        cluster.accepted(
                cluster.canvas(id), "ann", new AddWidget("notes", at, null, null, "w2", notes));
        move(id, "ann", 3);
        var note = cluster.entity(EntityKeys.widget("notes"), EntityKeys.widgetEntity(id, "w2"));
        for (int letter = 0; letter < LETTERS; letter++) {
            var data = Json.object().put("update", "AAA=");
            cluster.accepted(note, "ann", new WidgetCommand.App("notes.update", data));
        }
        assertThat(data(undo(id, "ann")).path("skipped")).isEmpty();
        assertThat(x(id)).isZero();
        redo(id, "ann");
        assertThat(x(id)).isEqualTo(3);
    }

    @Test
    @DisplayName("[CL-U2] what somebody else has changed since is left, and told")
    void changedSince() {
        var id = cluster.shared();
        rename(id, "Plan");
        rename(id, "Plans");
        move(id, "ann", 3);
        move(id, "bob", 5);
        var undone = data(undo(id, "ann"));
        assertThat(x(id)).isEqualTo(5);
        assertThat(undone.path("skipped").size()).isEqualTo(1);
        assertThat(undone.path("skipped").get(0).path("type").asText()).isEqualTo("widget-moved");
        assertThat(title(id)).isEqualTo("Plan");
        undo(id, "ann");
        assertThat(title(id)).isNotEqualTo("Plan");
        assertThat(x(id)).isEqualTo(5);
        redo(id, "ann");
        redo(id, "ann");
        assertThat(title(id)).isEqualTo("Plans");
    }

    @Test
    @DisplayName(
            "[CL-U3] an undo that is sent again has one effect and its first answer, after a restart too")
    void again() {
        var database = TestDatabase.fresh();
        var op = operation("ann", fresh(), 0, UNDO);
        String id;
        Accepted first;
        try (var before = new TestCluster(database)) {
            id = before.shared();
            before.accepted(before.canvas(id), "ann", new MoveWidget("w1", new Position(3, 0)));
            before.accepted(before.canvas(id), "ann", new MoveWidget("w1", new Position(6, 0)));
            first = (Accepted) before.execute(before.canvas(id), op);
            assertThat(before.execute(before.canvas(id), op)).isEqualTo(first);
        }
        try (var after = new TestCluster(database)) {
            var again = (Accepted) after.execute(after.canvas(id), op);
            assertThat(again).isEqualTo(first);
            var other = new Undo(null, "w1", null, null, null, null);
            assertThat(after.execute(after.canvas(id), operation("ann", op.id(), 0, other)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            no -> assertThat(no.why()).isEqualTo(Refusal.OPERATION_REUSED));
        }
    }

    @Test
    @DisplayName("[CL-U4] steps with one cause are undone as one, over several entities")
    void oneCause() {
        var id = cluster.shared();
        caused(id, operation("ann", fresh(), 0, new MoveWidget("w1", new Position(4, 0))), true);
        caused(
                id,
                operation(
                        "ann",
                        fresh(),
                        3,
                        new WidgetCommand.App("todo.add", Json.object().put("text", "milk"))),
                false);
        undo(id, "ann");
        assertThat(x(id)).isZero();
        assertThat(todos(id)).isEmpty();
        redo(id, "ann");
        assertThat(x(id)).isEqualTo(4);
        assertThat(todos(id)).hasSize(1);
    }

    @Test
    @DisplayName("[CL-U5] half an undo, left by a crash, is finished when it is sent again")
    void resumed() {
        var id = cluster.shared();
        caused(id, operation("ann", fresh(), 0, new MoveWidget("w1", new Position(4, 0))), true);
        caused(
                id,
                operation(
                        "ann",
                        fresh(),
                        3,
                        new WidgetCommand.App("todo.add", Json.object().put("text", "milk"))),
                false);
        var op = operation("ann", fresh(), 0, UNDO);
        half(id, op);
        assertThat(todos(id)).isEmpty();
        assertThat(x(id)).isEqualTo(4);
        cluster.execute(cluster.canvas(id), op);
        assertThat(x(id)).isZero();
        redo(id, "ann");
        assertThat(x(id)).isEqualTo(4);
        assertThat(todos(id)).hasSize(1);
    }

    @Test
    @DisplayName("[CL-U6] only an owner undoes what others did; a preview changes nothing")
    void others() {
        var id = cluster.shared();
        var moved = move(id, "ann", 3);
        var byBob = new Undo(null, null, "ann", null, null, null);
        assertThat(cluster.execute(cluster.canvas(id), operation("bob", fresh(), 0, byBob)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.FORBIDDEN));
        var bobs = move(id, "bob", 6);
        var preview = new Undo(bobs.op(), null, null, null, null, true);
        assertThat(data(undo(id, "ann", preview)).path("events")).hasSize(1);
        assertThat(x(id)).isEqualTo(6);
        undo(id, "ann", new Undo(bobs.op(), null, null, null, null, null));
        assertThat(x(id)).isEqualTo(3);
        assertThat(moved.op()).isNotEqualTo(bobs.op());
        var unknown = new Undo("nothing", null, null, null, null, null);
        assertThat(cluster.execute(cluster.canvas(id), operation("ann", fresh(), 0, unknown)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.NOT_FOUND));
    }

    @Test
    @DisplayName("[CL-U7] a range of instants is taken back newest first, each step for itself")
    void range() {
        var id = cluster.shared();
        var from = move(id, "ann", 1).at();
        move(id, "ann", 2);
        cluster.todo(id, "w1", "ann", 3, "milk");
        move(id, "ann", 3);
        var undone = data(undo(id, "ann", new Undo(null, null, null, from, null, null)));
        assertThat(undone.path("all")).hasSize(4);
        assertThat(x(id)).isZero();
        assertThat(todos(id)).isEmpty();
    }

    @Test
    @DisplayName(
            "[CL-U10] an owner does again all that was taken back in a stretch of time, and nothing else")
    void wayBack() {
        var id = cluster.shared();
        move(id, "bob", 1);
        cluster.todo(id, "w1", "bob", 3, "bread");
        cluster.todo(id, "w1", "ann", 3, "butter");
        undo(id, "ann");
        var since = move(id, "bob", 2).at();
        move(id, "bob", 3);
        cluster.todo(id, "w1", "bob", 3, "milk");
        var first = undo(id, "ann", new Undo(null, null, "bob", since, null, null)).at();
        assertThat(x(id)).isEqualTo(1);
        var others = new Redo("ann", first, null, null);
        assertThat(cluster.execute(cluster.canvas(id), operation("bob", fresh(), 0, others)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.FORBIDDEN));
        var before = new Redo("bob", since, since + 1, null);
        cluster.accepted(cluster.canvas(id), "ann", before);
        assertThat(x(id)).isEqualTo(1);
        cluster.accepted(cluster.canvas(id), "ann", new Redo("bob", since, null, null));
        assertThat(x(id)).isEqualTo(3);
        assertThat(todos(id)).hasSize(2);
    }

    @Test
    @DisplayName(
            "[CL-U8] an undone removal brings the widget back with its data, and takes effect for it at once")
    void removal() {
        var id = cluster.shared();
        cluster.todo(id, "w1", "bob", 3, "milk");
        cluster.accepted(cluster.canvas(id), "ann", new RemoveWidget("w1"));
        undo(id, "ann");
        assertThat(todos(id)).hasSize(1);
    }

    /** Sends the widget's part of an undo, as an undo does that then dies. */
    private void half(String id, Operation undo) {
        var state = cluster.events(id, "w1");
        var ref = "u:ann one-cause";
        var part =
                new Operation(
                        undo.id(),
                        undo.client(),
                        null,
                        undo.user(),
                        null,
                        undo.correlation(),
                        null,
                        ref,
                        null,
                        undo.sum(),
                        true,
                        0,
                        3,
                        new WidgetCommand.Compensate(state));
        assertThat(cluster.execute(cluster.widget(id, "w1"), part)).isInstanceOf(Accepted.class);
    }

    private void caused(String id, Operation o, boolean canvas) {
        var caused =
                new Operation(
                        o.id(),
                        o.client(),
                        null,
                        o.user(),
                        "one-cause",
                        o.correlation(),
                        null,
                        null,
                        null,
                        o.sum(),
                        false,
                        0,
                        o.access(),
                        o.command());
        var entity = canvas ? cluster.canvas(id) : cluster.widget(id, "w1");
        assertThat(cluster.execute(entity, caused)).isInstanceOf(Accepted.class);
    }

    private Accepted move(String id, String user, int x) {
        return cluster.accepted(cluster.canvas(id), user, new MoveWidget("w1", new Position(x, 0)));
    }

    private Accepted undo(String id, String user) {
        return undo(id, user, UNDO);
    }

    private Accepted undo(String id, String user, Undo undo) {
        return cluster.accepted(cluster.canvas(id), user, undo);
    }

    private Accepted redo(String id, String user) {
        return cluster.accepted(cluster.canvas(id), user, REDO);
    }

    private static JsonNode data(Accepted accepted) {
        return Objects.requireNonNull(accepted.data());
    }

    private void rename(String id, String title) {
        cluster.accepted(cluster.canvas(id), "ann", new Rename(title));
    }

    private String title(String id) {
        var state = (ReadReply.State) cluster.read(cluster.canvas(id), "ann", 0);
        return state.data().path("title").asText();
    }

    private int x(String id) {
        var state = (ReadReply.State) cluster.read(cluster.canvas(id), "ann", 0);
        return state.data().path("widgets").get(0).path("wanted").path("x").asInt();
    }

    private JsonNode todos(String id) {
        var state = (ReadReply.State) cluster.read(cluster.widget(id, "w1"), "ann", 3);
        return state.data().path("state").path("todos");
    }
}

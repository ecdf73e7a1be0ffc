package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.TestCluster;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.Fork;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForkTest {
    private TestCluster cluster;
    private LongAgo source;
    private Random random;

    @BeforeAll
    void start() {
        cluster = new TestCluster(TestDatabase.fresh());
        random = new Random(11);
        source = new LongAgo(cluster, random, 150);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("[CL-Y1] a fork at any instant has what the canvas had, with all app data")
    void forkIsAt() {
        for (int i = 0; i < 20; i++) {
            long instant = source.instants.get(random.nextInt(source.instants.size()));
            var fork = Ids.fresh();
            accepted(fork, "op-a", new Fork(source.canvas, instant, null));
            assertThat(inside(state(fork, null))).isEqualTo(inside(state(source.canvas, instant)));
        }
    }

    @Test
    @DisplayName("[CL-Y2] it knows what it is a fork of, and nobody but its maker is in it")
    void lineage() {
        long instant = source.instants.getLast();
        var fork = Ids.fresh();
        accepted(fork, "op-a", new Fork(source.canvas, instant, "Another try"));
        var canvas = state(fork, null).path("canvas");
        assertThat(canvas.path("title").asText()).isEqualTo("Another try");
        assertThat(canvas.at("/from/canvas").asText()).isEqualTo(source.canvas);
        assertThat(canvas.at("/from/at").asLong()).isEqualTo(instant);
        assertThat(canvas.path("members")).hasSize(1);
        assertThat(canvas.at("/members/0/user").asText()).isEqualTo("ann");
    }

    @Test
    @DisplayName("[CL-Y3] sent again it has one effect and its first answer")
    void again() {
        var fork = Ids.fresh();
        var wanted = new Fork(source.canvas, source.instants.getLast(), null);
        var first = accepted(fork, "op-a", wanted);
        var again = accepted(fork, "op-a", wanted);
        assertThat(again.revision()).isEqualTo(first.revision());
        assertThat(again.at()).isEqualTo(first.at());
        assertThat(refusal(fork, "op-b", wanted)).isEqualTo(Refusal.CONFLICT);
    }

    @Test
    @DisplayName("[CL-Y4] it replays from its own journals alone, and goes its own way")
    void own() {
        var fork = Ids.fresh();
        var made = accepted(fork, "op-a", new Fork(source.canvas, source.instants.getLast(), null));
        var before = inside(state(fork, made.at()));
        var todo = widget(state(fork, made.at()), "todo");
        var original = inside(state(source.canvas, null));
        accepted(fork, "op-b", new CanvasCommand.MoveWidget(todo, new Position(0, 9)));
        cluster.todo(fork, todo, "ann", 0, "only here");
        assertThat(inside(state(fork, null))).isNotEqualTo(before);
        assertThat(inside(state(fork, made.at()))).isEqualTo(before);
        assertThat(inside(state(source.canvas, null))).isEqualTo(original);
        assertThat(cluster.events(fork, todo).getFirst().type()).isEqualTo("seeded");
    }

    @Test
    @DisplayName(
            "[CL-Y5] before the birth of the other canvas, or of one that is not there: refused")
    void nothingThere() {
        assertThat(refusal(Ids.fresh(), "op-a", new Fork(source.canvas, 5, null)))
                .isEqualTo(Refusal.BEFORE_BIRTH);
        assertThat(
                        refusal(
                                Ids.fresh(),
                                "op-a",
                                new Fork(Ids.fresh(), source.instants.getLast(), null)))
                .isEqualTo(Refusal.BEFORE_BIRTH);
        var fork = Ids.fresh();
        assertThat(refusal(fork, "op-a", new Fork(source.canvas, source.instants.getLast(), " ")))
                .isEqualTo(Refusal.INVALID);
        assertThat(cluster.read(cluster.canvas(fork), "ann", 0))
                .isInstanceOf(ReadReply.Refused.class);
    }

    private OperationReply sent(String fork, String op, Fork wanted) {
        return cluster.execute(
                cluster.canvas(fork), TestCluster.operation("ann", fork + op, 0, wanted));
    }

    private Accepted accepted(String fork, String op, CanvasCommand wanted) {
        return (Accepted)
                cluster.execute(
                        cluster.canvas(fork), TestCluster.operation("ann", fork + op, 0, wanted));
    }

    private Refusal refusal(String fork, String op, Fork wanted) {
        return ((OperationReply.Refused) sent(fork, op, wanted)).why();
    }

    private JsonNode state(String canvas, @Nullable Long instant) {
        return ((ReadReply.State) cluster.at(canvas, "ann", instant)).data();
    }

    /** What a fork must have of a canvas, with the names of its apps for the ids of its widgets. */
    private static JsonNode inside(JsonNode state) {
        var canvas = state.path("canvas");
        var inside = Json.object();
        inside.set("grid", canvas.path("grid"));
        for (var widget : canvas.path("widgets")) {
            var id = widget.path("id").asText();
            ObjectNode placed = widget.deepCopy();
            placed.remove("id");
            placed.set("inside", state.path("widgets").path(id));
            inside.set(widget.path("appId").asText(), placed);
        }
        return Json.parse(Json.canonical(inside)).orElseThrow();
    }

    private static String widget(JsonNode state, String app) {
        for (var widget : state.at("/canvas/widgets")) {
            if (widget.path("appId").asText().equals(app)) {
                return widget.path("id").asText();
            }
        }
        throw new AssertionError("no " + app);
    }
}

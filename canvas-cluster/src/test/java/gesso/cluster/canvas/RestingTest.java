package gesso.cluster.canvas;

import static gesso.cluster.TestCluster.fresh;
import static gesso.cluster.TestCluster.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand.MoveWidget;
import gesso.protocol.canvas.CanvasCommand.SetMember;
import gesso.protocol.canvas.CanvasCommand.Undo;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityMessage.Unsubscribe;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.testing.TestDatabase;
import gesso.protocol.widget.WidgetCommand;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of canvases and widgets that have let go: see {@code RestTest} for each rule alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestingTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestCluster cluster;

    @BeforeAll
    void start() {
        Metrics.addRegistry(metrics);
        cluster =
                new TestCluster(
                        TestDatabase.fresh(),
                        Map.of(
                                "gesso.limits.entity.rest",
                                "500ms",
                                "gesso.limits.entity.alive",
                                "1h"));
    }

    @AfterAll
    void stop() {
        cluster.close();
        Metrics.removeRegistry(metrics);
    }

    @Test
    @DisplayName(
            "[CL-S15] [CL-U3] after a rest of canvas and widget edits go on, and resends and an undo find what was before")
    void goesOn() {
        var id = cluster.shared();
        cluster.todo(id, "w1", "ann", 3, "milk");
        var bread =
                operation(
                        "bob",
                        fresh(),
                        3,
                        new WidgetCommand.App("todo.add", Json.object().put("text", "bread")));
        var first = (Accepted) cluster.execute(cluster.widget(id, "w1"), bread);
        var before = cluster.read(cluster.widget(id, "w1"), "ann", 3);
        resting(id);

        assertThat(cluster.read(cluster.widget(id, "w1"), "ann", 3)).isEqualTo(before);
        assertThat(cluster.execute(cluster.widget(id, "w1"), bread)).isEqualTo(first);
        assertThat(revision(cluster.todo(id, "w1", "ann", 3, "salt"))).isEqualTo(3);
        cluster.accepted(cluster.canvas(id), "ann", new MoveWidget("w1", new Position(4, 0)));
        var undo = operation("ann", fresh(), 0, new Undo(null, null, null, null, null, null));
        var undone = (Accepted) cluster.execute(cluster.canvas(id), undo);
        assertThat(undone.events()).isNotEmpty();
        resting(id);

        assertThat(cluster.execute(cluster.canvas(id), undo)).isEqualTo(undone);
        assertThat(revision(cluster.todo(id, "w1", "bob", 3, "rice"))).isEqualTo(4);
    }

    @Test
    @DisplayName("[CL-S15] [CL-L2] who lost a role while a widget rested writes nothing to it")
    void rights() {
        var id = cluster.shared();
        cluster.todo(id, "w1", "bob", 3, "milk");
        resting(id);
        cluster.accepted(cluster.canvas(id), "ann", new SetMember("bob", Role.VIEWER));
        assertThat(cluster.todo(id, "w1", "bob", 4, "bread")).isInstanceOf(Refused.class);
        assertThat(revision(cluster.todo(id, "w1", "ann", 4, "bread"))).isEqualTo(2);
    }

    private static long revision(OperationReply reply) {
        return ((Accepted) reply).revision();
    }

    /** Returns when both have let go. They cannot while somebody watches. */
    private void resting(String id) {
        TestProbe<EntityUpdate> probe = cluster.kit.createTestProbe();
        var both = List.of(cluster.canvas(id), cluster.widget(id, "w1"));
        both.forEach(entity -> entity.tell(new Subscribe(-1, probe.ref())));
        probe.expectMessageClass(EntityUpdate.State.class, TestCluster.LONG);
        probe.expectMessageClass(EntityUpdate.State.class, TestCluster.LONG);
        double canvases = rests("canvas");
        double widgets = rests("widget-todo");
        both.forEach(entity -> entity.tell(new Unsubscribe(probe.ref())));
        Awaitility.await()
                .atMost(TestCluster.LONG)
                .until(() -> rests("canvas") > canvases && rests("widget-todo") > widgets);
    }

    private double rests(String kind) {
        var counter = metrics.find("gesso_entity_rests_total").tag("kind", kind).counter();
        return counter == null ? 0 : counter.count();
    }
}

package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.Create;
import gesso.protocol.canvas.CanvasCommand.MoveWidget;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanvasEntityTest {
    @Test
    @DisplayName("[Z1] a moved widget is where it was after the node has stopped and started")
    void restart() {
        var database = TestDatabase.fresh();
        var id = Ids.fresh();
        ReadReply before;
        try (var cluster = new TestCluster(database)) {
            var canvas = cluster.canvas(id);
            cluster.accepted(canvas, "ann", new Create("Plans", null));
            cluster.accepted(canvas, "ann", new Rename("Better plans"));
            cluster.accepted(
                    canvas,
                    "ann",
                    new AddWidget("todo", new Position(0, 0), null, null, "w1", TestCluster.TODO));
            var moved = cluster.accepted(canvas, "ann", new MoveWidget("w1", new Position(5, 3)));
            assertThat(moved.revision()).isEqualTo(4);
            before = cluster.read(canvas, "ann", 0);
        }
        try (var cluster = new TestCluster(database)) {
            assertThat(cluster.read(cluster.canvas(id), "ann", 0)).isEqualTo(before);
            assertThat(before)
                    .isInstanceOfSatisfying(
                            ReadReply.State.class,
                            state -> {
                                var widget = state.data().path("widgets").get(0);
                                assertThat(widget.path("position").path("x").asInt()).isEqualTo(5);
                                assertThat(state.data().path("role").asText()).isEqualTo("owner");
                            });
            assertThat(cluster.read(cluster.canvas(id), "bob", 0))
                    .isInstanceOfSatisfying(
                            ReadReply.Refused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Refusal.NOT_FOUND));
        }
    }
}

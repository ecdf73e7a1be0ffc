package gesso.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.protocol.Ids;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.Create;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Release;
import gesso.protocol.testing.OlderNode;
import gesso.protocol.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** While a node of an older release is a member. */
class UpgradeTest {
    private static final Size SIZE = new Size(4, 4);
    private static final AddWidget CALENDAR =
            new AddWidget(
                    "calendar",
                    new Position(4, 0),
                    null,
                    null,
                    "w2",
                    new AppRef("1.0.0", "Calendar", "calendar", SIZE, SIZE, SIZE));

    @Test
    @DisplayName(
            "[CL-S16] [Z6] what an older member could not read gets retry and is stored under the same id when the last one has left")
    void withheld() {
        try (var cluster = new TestCluster(TestDatabase.fresh());
                var old = OlderNode.join(cluster.kit.system())) {
            var level = ClusterLevel.get(cluster.kit.system());
            await().until(() -> level.least() == Release.FIRST);
            var id = Ids.fresh();
            var canvas = cluster.canvas(id);
            cluster.accepted(canvas, "ann", new Create("Plans", null));
            var adding = TestCluster.operation("ann", "add-calendar", 0, CALENDAR);
            assertThat(answer(cluster, id, adding)).isInstanceOf(OperationReply.Retry.class);
            assertThat(cluster.accepted(canvas, "ann", new Rename("Others work")).revision())
                    .isEqualTo(2);

            old.leave(cluster.kit.system());
            await().until(() -> level.least() == Release.LEVEL);
            var accepted = (OperationReply.Accepted) cluster.execute(canvas, adding);
            assertThat(accepted.revision()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName(
            "[CL-A4] an app that an older member could not host is registered when the last one has left, and keeps no node from being ready")
    void apps() throws Exception {
        try (var cluster = new TestCluster(TestDatabase.fresh());
                var old = OlderNode.join(cluster.kit.system())) {
            await().until(() -> ClusterLevel.get(cluster.kit.system()).least() == Release.FIRST);
            cluster.node
                    .publishApps(List.of(manifest("todo"), manifest("calendar")))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(isRegistered(cluster, "todo")).isTrue();
            assertThat(isRegistered(cluster, "calendar")).isFalse();
            old.leave(cluster.kit.system());
            await().atMost(TestCluster.LONG).until(() -> isRegistered(cluster, "calendar"));
        }
    }

    /** The first answer, whatever it is. */
    private static OperationReply answer(TestCluster cluster, String canvas, Operation operation) {
        var probe = cluster.kit.<OperationReply>createTestProbe();
        cluster.canvas(canvas).tell(new EntityMessage.Execute(List.of(operation), probe.ref()));
        return probe.receiveMessage(TestCluster.LONG);
    }

    private static boolean isRegistered(TestCluster cluster, String app) {
        return cluster.read(cluster.entity(EntityKeys.APP, app), "ann", 0)
                instanceof ReadReply.State;
    }

    private static Manifest manifest(String app) {
        return new Manifest(
                app,
                app,
                "1.0.0",
                "builtin",
                "/apps/" + app + "/1/remoteEntry.js",
                "An app",
                "list",
                "work",
                "Gesso",
                List.of(),
                new Manifest.Sizes(SIZE, SIZE, SIZE),
                app,
                List.of("./Widget"),
                "sha384-x",
                1);
    }
}

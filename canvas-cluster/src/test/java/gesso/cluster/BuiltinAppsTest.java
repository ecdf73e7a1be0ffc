package gesso.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BuiltinAppsTest {
    private static final Size SIZE = new Size(4, 4);

    @Test
    @DisplayName(
            "[CL-A3] builtin apps are registered once; a rebuilt one is offered as a build of its version")
    void publish() throws Exception {
        try (var cluster = new TestCluster(TestDatabase.fresh())) {
            publish(cluster, manifest("a"));
            publish(cluster, manifest("a"));
            assertThat(versions(cluster)).containsExactly("1.0.0");
            publish(cluster, manifest("b"));
            publish(cluster, manifest("b"));
            assertThat(versions(cluster)).hasSize(2).last().asString().startsWith("1.0.0+");
        }
    }

    private static void publish(TestCluster cluster, Manifest manifest) throws Exception {
        cluster.node.publishApps(List.of(manifest)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static List<String> versions(TestCluster cluster) {
        var app = cluster.entity(EntityKeys.APP, "todo");
        var state = (ReadReply.State) cluster.read(app, "ann", 0);
        return state.data().path("versions").findValuesAsText("version");
    }

    private static Manifest manifest(String hash) {
        return new Manifest(
                "todo",
                "Todo",
                "1.0.0",
                "builtin",
                "/apps/todo/" + hash + "/remoteEntry.js",
                "Lists of things to do",
                "list",
                "work",
                "Gesso",
                List.of(),
                new Manifest.Sizes(SIZE, SIZE, SIZE),
                "todo",
                List.of("./Widget"),
                "sha384-" + hash,
                1);
    }
}

package gesso.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gesso.protocol.Json;
import gesso.protocol.widget.WidgetCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterLevelTest {
    private static final WidgetCommand NEW = new WidgetCommand.App("calendar.add", Json.object());
    private static final WidgetCommand OLD = new WidgetCommand.App("todo.add", Json.object());

    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(ActorSystem::terminate);
        for (var node : nodes) {
            node.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName(
            "[PR-24] [Z6] while a node of an older release is a member nothing newer is allowed; at once when it has left")
    void least() throws Exception {
        var first = node(Release.version());
        join(first, first);
        var level = ClusterLevel.get(first);
        assertThat(level.allows(NEW)).isTrue();
        assertThat(level.reached(Release.LEVEL).toCompletableFuture()).isCompleted();

        // It announces what the first releases did, and nothing newer is known of it.
        var old = node("0.1.0");
        join(old, first);
        await(() -> level.least() == 1);
        assertThat(level.allows(NEW)).isFalse();
        assertThat(level.allows(OLD)).isTrue();
        var reached = level.reached(2).toCompletableFuture();
        assertThat(reached).isNotDone();

        // A node that comes later knows it from its first moment in the cluster.
        var second = node("0.2.0");
        join(second, first);
        await(() -> up(second) && ClusterLevel.get(second).least() == 1);

        Cluster.get(old).manager().tell(Leave.create(Cluster.get(old).selfMember().address()));
        reached.get(30, TimeUnit.SECONDS);
        assertThat(level.allows(NEW)).isTrue();
        await(() -> ClusterLevel.get(second).least() == 2);
    }

    @Test
    @DisplayName(
            "[PR-24] a node that announces nothing is of the first level, one of a newer release counts as ours")
    void others() {
        var first = node(Release.version());
        join(first, first);
        join(node("0." + (Release.LEVEL + 1) + ".0"), first);
        await(() -> Cluster.get(first).state().members().size() == 2);
        assertThat(ClusterLevel.get(first).least()).isEqualTo(Release.LEVEL);
        join(node("0.0.0"), first);
        await(() -> ClusterLevel.get(first).least() == Release.FIRST);
    }

    private ActorSystem<Void> node(String version) {
        var config =
                ConfigFactory.parseMap(
                                Map.of(
                                        "pekko.actor.provider", "cluster",
                                        "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                                        "pekko.remote.artery.canonical.port", 0,
                                        "pekko.cluster.app-version", version,
                                        "pekko.cluster.gossip-interval", "200 ms",
                                        "pekko.cluster.leader-actions-interval", "200 ms",
                                        "pekko.jvm-shutdown-hooks", "off",
                                        "pekko.loglevel", "WARNING"))
                        .withFallback(ConfigFactory.load());
        ActorSystem<Void> node = ActorSystem.create(Behaviors.empty(), "levels", config);
        nodes.add(node);
        return node;
    }

    private static void join(ActorSystem<?> node, ActorSystem<?> member) {
        ClusterLevel.get(node);
        var cluster = Cluster.get(node);
        cluster.manager().tell(Join.create(Cluster.get(member).selfMember().address()));
        await(() -> up(node));
    }

    private static boolean up(ActorSystem<?> node) {
        return Cluster.get(node).selfMember().status().toString().equals("Up");
    }

    private static void await(BooleanSupplier becomes) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!becomes.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not in 30 s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }
}

package gesso.protocol.testing;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;

/** A member of the cluster of a test that is of the first release. It hosts nothing. */
public final class OlderNode implements AutoCloseable {
    private final ActorSystem<Void> system;

    private OlderNode(ActorSystem<Void> system) {
        this.system = system;
    }

    /** Joins the cluster of this member; returns when the member knows it. */
    public static OlderNode join(ActorSystem<?> member) {
        var config =
                ConfigFactory.parseMap(
                                Map.of(
                                        "pekko.cluster.app-version",
                                        "0.1.0",
                                        "pekko.cluster.roles",
                                        List.of(),
                                        "pekko.remote.artery.canonical.port",
                                        0))
                        .withFallback(member.settings().config());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), member.name(), config);
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(Cluster.get(member).selfMember().address()));
        awaitMembers(member, 2);
        return new OlderNode(system);
    }

    /** Leaves in order; returns when the member does not know it any more. */
    public void leave(ActorSystem<?> member) {
        var cluster = Cluster.get(system);
        cluster.manager().tell(Leave.create(cluster.selfMember().address()));
        awaitMembers(member, 1);
    }

    private static void awaitMembers(ActorSystem<?> member, int count) {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Cluster.get(member).state().members().size() != count) {
            if (System.nanoTime() > until) {
                throw new AssertionError(Cluster.get(member).state().toString());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception stuck) {
            throw new AssertionError(stuck);
        }
    }
}

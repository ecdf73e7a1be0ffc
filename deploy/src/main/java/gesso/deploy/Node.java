package gesso.deploy;

import gesso.deploy.cluster.Membership;
import gesso.deploy.schema.Schema;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node from start to stop; all wiring is here. Nothing joins and nothing listens before the
 * database has been seen to keep what it acknowledges.
 */
final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final NodeSettings settings;
    private final Lifetime lifetime;

    Node(NodeSettings settings, Lifetime lifetime) {
        this.settings = settings;
        this.lifetime = lifetime;
    }

    /** Runs until something ends it; the status for the process. */
    int run() throws Exception {
        Schema.migrate(settings.database());
        var system =
                ActorSystem.<Void>create(
                        Behaviors.empty(), NodeSettings.SYSTEM_NAME, settings.config());
        var membership =
                new Membership(
                        system,
                        settings.database(),
                        settings.seeds().stream().map(HostPort::toString).toList());
        lifetime.started("membership", membership::close);
        lifetime.started("node", () -> stop(system));
        membership.join();
        system.getWhenTerminated().toCompletableFuture().get();
        if (!lifetime.stopping()) {
            log.error("The node ended by itself: the others downed it, or a defect stopped it");
        }
        return Gesso.ENDED_BY_ITSELF;
    }

    private static void stop(ActorSystem<Void> system) throws Exception {
        CoordinatedShutdown.get(system)
                .runAll(CoordinatedShutdown.jvmExitReason())
                .toCompletableFuture()
                .get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
    }
}

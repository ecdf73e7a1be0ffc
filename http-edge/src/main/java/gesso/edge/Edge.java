package gesso.edge;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running edge. It leaves in order with its actor system: no new connections, a goodbye to the
 * open ones, then an end.
 */
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);

    private final ServerBinding binding;
    private final Foundation foundation;

    private Edge(ServerBinding binding, Foundation foundation) {
        this.binding = binding;
        this.foundation = foundation;
    }

    /** Fails when the port is taken. */
    public static CompletionStage<Edge> start(ActorSystem<?> system, EdgeSettings settings) {
        var foundation = Foundation.of(system, settings);
        var routes = new Routes(foundation);
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .bind(routes.all())
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        foundation.database().close();
                    }
                })
                .whenComplete((bound, _) -> {
                    if (bound != null) {
                        routes.started().exceptionally(Edge::notKept);
                    }
                })
                .thenApply(binding -> new Edge(binding, foundation).leavingWith(system));
    }

    /** Every edge of a build tries at its start, so the next one does it. */
    private static Done notKept(Throwable failure) {
        LOG.warn("the files of this build's apps are not kept for later releases yet", failure);
        return Done.getInstance();
    }

    /** The port that was taken when the settings left the choice open with 0. */
    public int port() {
        return binding.localAddress().getPort();
    }

    private Edge leavingWith(ActorSystem<?> system) {
        var shutdown = CoordinatedShutdown.get(system);
        Duration patience = foundation.settings().drainTimeout();
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(), "edge-unbind", () -> binding.unbind());
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                "edge-drain",
                () ->
                        foundation
                                .drain()
                                .start()
                                .handle((_, _) -> Done.getInstance())
                                .thenCompose(_ -> binding.terminate(patience))
                                .thenApply(_ -> Done.getInstance()));
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceStop(),
                "edge-database",
                () -> {
                    foundation.database().close();
                    return java.util.concurrent.CompletableFuture.completedFuture(
                            Done.getInstance());
                });
        LOG.info("edge bound to {}", binding.localAddress());
        return this;
    }
}

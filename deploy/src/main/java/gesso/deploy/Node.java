package gesso.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gesso.ai.Worker;
import gesso.cluster.ClusterNode;
import gesso.cluster.ClusterSettings;
import gesso.deploy.cluster.Membership;
import gesso.deploy.schema.Schema;
import gesso.edge.Edge;
import gesso.edge.EdgeSettings;
import gesso.edge.ops.BusPicture;
import gesso.edge.ops.OpsPort;
import gesso.edge.ops.ReadinessCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node from start to stop; all wiring is here. Nothing joins and no person is served before the
 * database has been seen to keep what it acknowledges.
 */
final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    /** Which one of {@code gesso cluster} this is. */
    static final String NUMBER_PROPERTY = "gesso.node";

    private static final @Nullable Integer NUMBER = Integer.getInteger(NUMBER_PROPERTY);

    private final NodeSettings settings;
    private final Lifetime lifetime;
    private final Readiness readiness;
    private volatile boolean serving;

    Node(NodeSettings settings, Lifetime lifetime) {
        this.settings = settings;
        this.lifetime = lifetime;
        this.readiness = new Readiness(settings.database());
        lifetime.started("readiness", readiness::close);
    }

    /** Runs until something ends it; the status for the process. */
    int run() throws Exception {
        var system =
                ActorSystem.<Void>create(
                        Behaviors.empty(), NodeSettings.SYSTEM_NAME, settings.config());
        var membership =
                new Membership(
                        system,
                        settings.database(),
                        settings.seeds().stream().map(HostPort::toString).toList(),
                        settings.appNodes());
        lifetime.started("membership", membership::close);
        lifetime.started("node", () -> stop(system));
        startOps(system);
        readiness.await();
        Schema.migrate(settings.database());
        readiness.require("This node is not a member of the cluster.", membership::isUp);
        startParts(system, ofCluster(membership.join()));
        readiness.await();
        serving = true;
        sayReady();
        system.getWhenTerminated().toCompletableFuture().get();
        return ended(system);
    }

    /**
     * A node that left in order, as after a drain, has done its work; one that was downed is
     * started anew.
     */
    private int ended(ActorSystem<Void> system) {
        var reason = CoordinatedShutdown.get(system).getShutdownReason();
        var inOrder =
                reason.isPresent()
                        && reason.get() != CoordinatedShutdown.clusterDowningReason()
                        && reason.get() != CoordinatedShutdown.clusterJoinUnsuccessfulReason();
        if (inOrder) {
            return 0;
        }
        log.error("The node ended by itself: the others downed it, or a defect stopped it");
        return Gesso.ENDED_BY_ITSELF;
    }

    /** Operators see a node from its first moment, also one that waits for its database. */
    private void startOps(ActorSystem<Void> system) throws InterruptedException {
        var check = new ReadinessCheck("node", () -> CompletableFuture.completedFuture(finding()));
        try {
            OpsPort.start(
                            system,
                            settings.host(),
                            settings.opsPort(),
                            List.of(check),
                            ClusterNode.types(),
                            bus(system))
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException refused) {
            throw new CannotStart(
                    "The ops port cannot listen on "
                            + settings.host()
                            + ":"
                            + settings.opsPort()
                            + ": "
                            + refused.getCause(),
                    refused);
        }
    }

    private static BusPicture bus(ActorSystem<Void> system) {
        return new BusPicture() {
            @Override
            public CompletionStage<JsonNode> look() {
                return ClusterNode.subscriptions(system).look();
            }

            @Override
            public CompletionStage<Integer> again(String subscription) {
                return ClusterNode.subscriptions(system).again(subscription);
            }
        };
    }

    private ReadinessCheck.Finding finding() {
        var problems = new ArrayList<>(readiness.problems());
        if (!serving) {
            problems.add("This node is still starting.");
        }
        return problems.isEmpty()
                ? ReadinessCheck.Finding.READY
                : ReadinessCheck.Finding.notReady(String.join(" ", problems));
    }

    /**
     * The configuration with what the founder of the cluster has decided for all of it. A node that
     * wants to host what the others look for elsewhere cannot take part.
     */
    private Config ofCluster(List<String> appNodes) {
        for (var app : settings.roles().apps()) {
            if (!appNodes.contains(app)) {
                throw new CannotStart(
                        "This cluster was founded without nodes for '%1$s' alone, so its widgets live on canvas nodes. Stop all nodes and start them with --app-nodes %1$s, or start this one without the role app:%1$s."
                                .formatted(app));
            }
        }
        return ConfigFactory.parseMap(Map.of("gesso.cluster.app-nodes", appNodes))
                .withFallback(settings.config());
    }

    private void startParts(ActorSystem<Void> system, Config config) throws InterruptedException {
        var cluster = ClusterNode.start(system, ClusterSettings.of(config));
        publishApps(cluster);
        var subscribed = cluster.subscribed().toCompletableFuture();
        readiness.require("The event bus does not listen yet.", subscribed::isDone);
        if (settings.roles().ai()) {
            Worker.start(system, Path.of(config.getString("gesso.ai.scratch")));
        }
        if (settings.roles().edge()) {
            startEdge(system, config);
        }
    }

    /** The apps that come with this build; every node of a build may say so, it has one effect. */
    private void publishApps(ClusterNode cluster) {
        var published = cluster.publishApps(BuiltinManifests.read()).toCompletableFuture();
        readiness.require("The apps of this build are not in the registry yet.", published::isDone);
    }

    private void startEdge(ActorSystem<Void> system, Config config) throws InterruptedException {
        try {
            Edge.start(system, EdgeSettings.of(config)).toCompletableFuture().get();
        } catch (ExecutionException refused) {
            throw new CannotStart(
                    "The edge cannot listen on "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + ": "
                            + refused.getCause(),
                    refused);
        }
    }

    private void sayReady() {
        if (NUMBER != null) {
            System.out.printf(
                    "Node %d is ready at http://localhost:%d (ops %d, pid %d)%n",
                    NUMBER, settings.port(), settings.opsPort(), ProcessHandle.current().pid());
        } else if (settings.roles().edge()) {
            System.out.println("Gesso is ready at http://localhost:" + settings.port());
        } else {
            System.out.println(
                    "Gesso node is ready, for operators at http://localhost:" + settings.opsPort());
        }
    }

    private static void stop(ActorSystem<Void> system) throws Exception {
        CoordinatedShutdown.get(system)
                .runAll(CoordinatedShutdown.jvmExitReason())
                .toCompletableFuture()
                .get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
    }
}

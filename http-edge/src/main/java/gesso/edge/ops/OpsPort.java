package gesso.edge.ops;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import gesso.edge.http.Pipeline;
import gesso.edge.http.Replies;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.release.ClusterLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ready}, {@code /alive}, {@code /metrics}, {@code /cluster}, {@code POST /cluster/drain},
 * {@code /bus} and {@code POST /bus/NAME/again} of one node, whatever its roles. It answers until
 * the node has left the cluster.
 */
public final class OpsPort {
    public static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(OpsPort.class);

    /** Time for the answer to a drain to reach its caller. */
    private static final Duration BEFORE_DRAIN = Duration.ofMillis(200);

    private record Ready(boolean ready, List<Result> checks) {}

    private record Result(String name, boolean ready, String detail) {}

    private record Alive(boolean alive) {}

    private record Draining(boolean draining) {}

    private record Again(int events) {}

    /** Why a node leaves when an operator drains it. */
    private enum Reason implements CoordinatedShutdown.Reason {
        DRAIN
    }

    private final ActorSystem<?> system;
    private final List<ReadinessCheck> checks;
    private final Collection<EntityTypeKey<EntityMessage>> types;
    private final BusPicture bus;
    private final AtomicBoolean draining = new AtomicBoolean();

    private OpsPort(
            ActorSystem<?> system,
            List<ReadinessCheck> checks,
            Collection<EntityTypeKey<EntityMessage>> types,
            BusPicture bus) {
        this.system = system;
        this.checks = List.copyOf(checks);
        this.types = List.copyOf(types);
        this.bus = bus;
    }

    /**
     * Fails when the port is taken. Completes with the port, which the settings may leave open with
     * 0.
     *
     * @param types the shard types that this node takes part in, for the picture of the cluster
     */
    public static CompletionStage<Integer> start(
            ActorSystem<?> system,
            String host,
            int port,
            List<ReadinessCheck> checks,
            Collection<EntityTypeKey<EntityMessage>> types,
            BusPicture bus) {
        var ops = new OpsPort(system, checks, types, bus);
        Meters.releases(ClusterLevel.get(system));
        // Registered here, so that meters count from the start and not from the first scrape.
        LOG.debug("meters registered, {} bytes", Meters.scrape().length());
        return Http.get(system)
                .newServerAt(host, port)
                .bind(Pipeline.bare(ops::routes))
                .thenApply(ops::leavingLast);
    }

    private int leavingLast(ServerBinding binding) {
        var shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "ops-not-ready",
                () -> {
                    draining.set(true);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                "ops-unbind",
                () -> binding.terminate(Duration.ofSeconds(1)).thenApply(_ -> Done.getInstance()));
        return binding.localAddress().getPort();
    }

    private Route routes() {
        return concat(
                path("ready", () -> get(() -> onSuccess(ready(), OpsPort::shown))),
                path("alive", () -> get(() -> Replies.json(StatusCodes.OK, new Alive(true)))),
                path("metrics", () -> get(OpsPort::metrics)),
                path(
                        "cluster",
                        () ->
                                get(() ->
                                        onSuccess(
                                                ClusterPicture.take(system, types),
                                                picture -> Replies.json(StatusCodes.OK, picture)))),
                path(PathMatchers.segment("cluster").slash("drain"), () -> post(this::drain)),
                path(
                        "bus",
                        () ->
                                get(() ->
                                        onSuccess(
                                                bus.look(),
                                                picture -> Replies.json(StatusCodes.OK, picture)))),
                path(
                        PathMatchers.segment("bus").slash(PathMatchers.segment()).slash("again"),
                        subscription -> post(() -> again(subscription))));
    }

    private Route again(String subscription) {
        return onSuccess(
                bus.again(subscription),
                events -> Replies.json(StatusCodes.ACCEPTED, new Again(events)));
    }

    private CompletionStage<Ready> ready() {
        var looks = checks.stream().map(OpsPort::look).toList();
        return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> {
                    var results = looks.stream().map(CompletableFuture::join).toList();
                    boolean all = !draining.get() && results.stream().allMatch(Result::ready);
                    return new Ready(all, results);
                });
    }

    private static CompletableFuture<Result> look(ReadinessCheck check) {
        try {
            return check.probe()
                    .look()
                    .toCompletableFuture()
                    .orTimeout(CHECK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((finding, failure) ->
                            failure == null
                                    ? new Result(check.name(), finding.ready(), finding.detail())
                                    : failed(check, failure));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(failed(check, failure));
        }
    }

    private static Result failed(ReadinessCheck check, Throwable failure) {
        return new Result(check.name(), false, failure.getClass().getSimpleName());
    }

    private static Route shown(Ready ready) {
        return Replies.json(
                ready.ready() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, ready);
    }

    private static Route metrics() {
        return complete(
                HttpResponse.create()
                        .withEntity(
                                HttpEntities.create(
                                        ContentTypes.TEXT_PLAIN_UTF8, Meters.scrape())));
    }

    /** The node hands its shards over, says goodbye and ends; said twice it is done once. */
    private Route drain() {
        if (!draining.getAndSet(true)) {
            LOG.info("drain asked for");
            system.scheduler()
                    .scheduleOnce(
                            BEFORE_DRAIN,
                            () -> CoordinatedShutdown.get(system).run(Reason.DRAIN),
                            system.executionContext());
        }
        return Replies.json(StatusCodes.ACCEPTED, new Draining(true));
    }
}

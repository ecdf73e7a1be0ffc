package gesso.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import gesso.deploy.db.PlainPostgres;
import gesso.deploy.schema.Schema;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.apache.pekko.coordination.lease.javadsl.LeaseProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lease as the split brain resolver gets it: by its configuration, over a real PostgreSQL. */
class DatabaseLeaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static PlainPostgres postgres;

    private final List<ActorSystem> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        postgres =
                new PlainPostgres(
                        Files.createTempDirectory("gesso-lease"),
                        Path.of("target/cache").toAbsolutePath());
        Schema.migrate(postgres.database());
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @AfterEach
    void end() throws Exception {
        nodes.forEach(ActorSystem::terminate);
        for (var node : nodes) {
            node.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        postgres.executeInGesso("TRUNCATE cluster_lease");
    }

    @Test
    @DisplayName("[DE-70] of two sides one gets the lease; the other one when it is released")
    void one() {
        var first = lease("first", 60_000);
        var second = lease("second", 60_000);
        assertThat(acquired(first)).isTrue();
        assertThat(first.checkLease()).isTrue();
        assertThat(acquired(second)).isFalse();
        assertThat(second.checkLease()).isFalse();
        assertThat(acquired(first)).isTrue();
        assertThat(second.release().toCompletableFuture().join()).isTrue();
        assertThat(acquired(second)).isFalse();
        assertThat(first.release().toCompletableFuture().join()).isTrue();
        assertThat(first.checkLease()).isFalse();
        assertThat(acquired(second)).isTrue();
    }

    @Test
    @DisplayName("[DE-70] asked at once by many, exactly one gets it")
    void many() {
        var asked =
                java.util.stream.IntStream.range(0, 6)
                        .mapToObj(n -> lease("n" + n, 60_000))
                        .map(lease -> lease.acquire().toCompletableFuture())
                        .toList();
        assertThat(asked.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    @DisplayName("[DE-70] a living holder keeps it past the time-out; a dead one loses it")
    void deadHolder() throws Exception {
        var first = lease("first", 1_000);
        var second = lease("second", 1_000);
        assertThat(acquired(first)).isTrue();
        var beats = beats();
        await().atMost(PATIENCE).until(() -> beats() > beats + 3_000);
        assertThat(acquired(second)).isFalse();
        // As when its process is gone: nobody renews.
        var node = nodes.getFirst();
        node.terminate();
        node.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> acquired(second));
    }

    @Test
    @DisplayName("[DE-70] a holder whose lease was taken hears of it and holds it no more")
    void taken() throws Exception {
        var first = lease("first", 60_000);
        var lost = new CompletableFuture<Void>();
        assertThat(first.acquire(_ -> lost.complete(null)).toCompletableFuture().join()).isTrue();
        postgres.executeInGesso("UPDATE cluster_lease SET holder = 'somebody else'");
        lost.get(20, TimeUnit.SECONDS);
        assertThat(first.checkLease()).isFalse();
    }

    @Test
    @DisplayName(
            "[DE-70] while the database is silent nobody acquires, and a holder doubts its own")
    void away() throws Exception {
        var first = lease("first", 2_000);
        var second = lease("second", 2_000);
        assertThat(acquired(first)).isTrue();
        postgres.freeze();
        try {
            assertThat(acquired(second)).isFalse();
            await().atMost(PATIENCE).until(() -> !first.checkLease());
            assertThat(acquired(first)).isFalse();
        } finally {
            postgres.thaw();
        }
        await().atMost(PATIENCE).until(() -> acquired(first) || acquired(second));
        assertThat(acquired(first)).isNotEqualTo(acquired(second));
    }

    @Test
    @DisplayName("[DE-101] what the database decides about the lease is counted")
    void counted() throws Exception {
        var registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            var first = lease("first", 60_000);
            assertThat(acquired(first)).isTrue();
            assertThat(acquired(lease("second", 60_000))).isFalse();
            assertThat(decided(registry, "granted")).isEqualTo(1);
            assertThat(decided(registry, "refused")).isEqualTo(1);
            var lost = new CompletableFuture<Void>();
            first.acquire(_ -> lost.complete(null)).toCompletableFuture().join();
            postgres.executeInGesso("UPDATE cluster_lease SET holder = 'somebody else'");
            lost.get(20, TimeUnit.SECONDS);
            assertThat(decided(registry, "granted")).isEqualTo(2);
            assertThat(decided(registry, "lost")).isEqualTo(1);
        } finally {
            Metrics.removeRegistry(registry);
        }
    }

    private static double decided(SimpleMeterRegistry registry, String decision) {
        return registry.get("gesso_lease_decisions_total")
                .tag("decision", decision)
                .counter()
                .count();
    }

    private static boolean acquired(Lease lease) {
        return lease.acquire().toCompletableFuture().join();
    }

    /** The holder's newest beat, in milliseconds of the database's clock. */
    private static long beats() throws Exception {
        try (var connection = postgres.database().connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT extract(epoch FROM beat) * 1000 FROM cluster_lease")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Lease lease(String owner, int timeoutMillis) {
        var database = postgres.database();
        var config =
                ConfigFactory.parseMap(
                                Map.of(
                                        "gesso.database.url",
                                        database.url(),
                                        "gesso.database.user",
                                        database.user(),
                                        "gesso.database.password",
                                        database.password(),
                                        "gesso.cluster.lease.heartbeat-interval",
                                        "100ms",
                                        "gesso.cluster.lease.heartbeat-timeout",
                                        timeoutMillis + "ms",
                                        "pekko.actor.provider",
                                        "local"))
                        .withFallback(ConfigFactory.load("application"));
        var node = ActorSystem.create("gesso", config);
        nodes.add(node);
        return LeaseProvider.get(node).getLease("split", "gesso.cluster.lease", owner);
    }
}

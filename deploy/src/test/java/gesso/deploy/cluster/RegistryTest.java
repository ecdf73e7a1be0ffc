package gesso.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.deploy.cluster.Registry.Life;
import gesso.deploy.db.PlainPostgres;
import gesso.deploy.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who founds and who is a member, judged by a real PostgreSQL. */
class RegistryTest {
    private static final Life ONE = new Life("127.0.0.1:1", 11);
    private static final Life TWO = new Life("127.0.0.1:2", 22);
    private static final Life THREE = new Life("127.0.0.1:3", 33);
    private static PlainPostgres postgres;

    private final Registry one = registry(ONE);
    private final Registry two = registry(TWO);
    private final Registry three = registry(THREE);

    private static Registry registry(Life life) {
        return new Registry(postgres.database(), life);
    }

    @BeforeAll
    static void start() throws Exception {
        postgres =
                new PlainPostgres(
                        Files.createTempDirectory("gesso-registry"),
                        Path.of("target/cache").toAbsolutePath());
        Schema.migrate(postgres.database());
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void empty() throws Exception {
        postgres.executeInGesso("TRUNCATE cluster_node");
        postgres.executeInGesso("UPDATE cluster_founder SET identity = '', app_nodes = '{}'");
    }

    @Test
    @DisplayName("[DE-71] of many that would found at once exactly one does")
    void oneFounder() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var founded =
                    IntStream.range(0, 8)
                            .mapToObj(n ->
                                    threads.submit(() ->
                                            new Registry(
                                                            postgres.database(),
                                                            new Life("127.0.0.1:" + n, n))
                                                    .found("", "by " + n, List.of())))
                            .toList();
            var founders = 0;
            for (var each : founded) {
                founders += each.get() ? 1 : 0;
            }
            assertThat(founders).isEqualTo(1);
        }
        assertThat(one.look().identity()).startsWith("by ");
    }

    @Test
    @DisplayName("[DE-71] nobody founds while a member beats; a silent one does not hold it up")
    void whileBeating() throws Exception {
        assertThat(one.found("", "first", List.of("todo"))).isTrue();
        assertThat(two.found("first", "second", List.of())).isFalse();
        assertThat(two.look().fresh()).containsExactly(ONE.address());
        assertThat(two.look().appNodes()).containsExactly("todo");
        silence(ONE);
        assertThat(two.look().silent()).containsExactly(ONE.address());
        assertThat(two.found("first", "second", List.of())).isTrue();
        assertThat(two.look().identity()).isEqualTo("second");
    }

    @Test
    @DisplayName(
            "[DE-72] a member that was silent while another cluster was founded is none any more")
    void outlived() throws Exception {
        assertThat(one.found("", "first", List.of())).isTrue();
        assertThat(one.beat()).isTrue();
        silence(ONE);
        assertThat(two.found("first", "second", List.of())).isTrue();
        assertThat(one.beat()).isFalse();
        assertThat(two.beat()).isTrue();
    }

    @Test
    @DisplayName("[DE-72] a member that was downed meanwhile is none any more and downs nobody")
    void downed() throws Exception {
        assertThat(one.found("", "first", List.of())).isTrue();
        assertThat(two.enter(List.of(ONE))).isTrue();
        try (var connection = one.connect()) {
            one.strike(connection, TWO);
        }
        assertThat(two.beat()).isFalse();
        try (var connection = two.connect()) {
            two.strike(connection, ONE);
        }
        assertThat(one.beat()).isTrue();
    }

    @Test
    @DisplayName(
            "[DE-72] a node enters beside a member of this database's cluster and beside no other")
    void enters() throws Exception {
        assertThat(one.found("", "first", List.of())).isTrue();
        assertThat(two.enter(List.of(ONE, TWO))).isTrue();
        assertThat(two.beat()).isTrue();
        assertThat(three.enter(List.of(new Life(ONE.address(), 99), THREE))).isFalse();
        assertThat(three.beat()).isFalse();
    }

    @Test
    @DisplayName("[DE-72] a new life at an address ends the earlier one and nobody waits for that")
    void newLife() throws Exception {
        assertThat(one.found("", "first", List.of())).isTrue();
        var again = new Registry(postgres.database(), new Life(ONE.address(), 12));
        again.forgetEarlierLives();
        assertThat(two.look().fresh()).isEmpty();
        assertThat(two.look().silent()).isEmpty();
        assertThat(one.beat()).isFalse();
    }

    @Test
    @DisplayName("[DE-72] heartbeats say once that this node is no member any more")
    void struck() throws Exception {
        var told = new java.util.concurrent.atomic.AtomicInteger();
        assertThat(one.found("", "first", List.of())).isTrue();
        assertThat(two.enter(List.of(ONE))).isTrue();
        try (var beatsOfTwo = new Heartbeats(two, told::incrementAndGet);
                var beatsOfOne = new Heartbeats(one, () -> told.addAndGet(100))) {
            beatsOfTwo.start();
            beatsOfOne.start();
            beatsOfOne.downed(TWO);
            await().atMost(Duration.ofSeconds(20)).until(() -> told.get() == 1);
        }
        assertThat(told).hasValue(1);
        assertThat(three.look().fresh()).isEmpty();
    }

    /** As after a pause: its last beat is old. */
    private static void silence(Life life) throws SQLException {
        postgres.executeInGesso(
                "UPDATE cluster_node SET beat = beat - interval '1 minute' WHERE address = '"
                        + life.address()
                        + "'");
    }
}

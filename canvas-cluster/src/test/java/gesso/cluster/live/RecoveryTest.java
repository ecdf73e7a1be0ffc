package gesso.cluster.live;

import static gesso.cluster.live.LedgerNode.LONG;
import static gesso.cluster.live.LedgerNode.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.LedgerRules.Write;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Retry;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryTest {
    private LedgerNode node;

    @BeforeAll
    void start() {
        node =
                new LedgerNode(
                        TestDatabase.fresh(),
                        Map.of(
                                "gesso.limits.entity.snapshot-every",
                                10,
                                "gesso.limits.entity.tail-events",
                                20,
                                "gesso.limits.entity.patience",
                                "1s",
                                "gesso.limits.entity.idle",
                                "1s",
                                "gesso.limits.entity.alive",
                                "200ms",
                                "gesso.limits.entity.pending",
                                50));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @DisplayName("[Z2] [CL-S7] without any snapshot the state is the same, only later")
    void withoutSnapshots() throws SQLException {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        for (int i = 0; i < 57; i++) {
            node.accepted(ledger, "n" + i, new Write("k" + (i % 7), "v" + i));
        }
        var before = node.read(ledger);
        node.stop(ledger);
        Awaitility.await().until(() -> count("snapshot", id) > 0);
        assertThat(count("snapshot", id)).as("old ones are thinned").isLessThanOrEqualTo(3);
        assertThat(count("event_journal", id)).as("and delete no event").isEqualTo(57);
        var withSnapshot = node.start(id);
        assertThat(node.read(withSnapshot)).isEqualTo(before);
        node.stop(withSnapshot);
        sql("DELETE FROM snapshot WHERE persistence_id = 'l|" + id + "'");
        assertThat(node.read(node.start(id))).isEqualTo(before);
    }

    @Test
    @DisplayName("[CL-S8] a snapshot that cannot be read counts as none")
    void damagedSnapshot() throws SQLException {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        for (int i = 0; i < 12; i++) {
            node.accepted(ledger, "n" + i, new Write("k", "v" + i));
        }
        var before = node.read(ledger);
        Awaitility.await().until(() -> count("snapshot", id) > 0);
        node.stop(ledger);
        sql("UPDATE snapshot SET snapshot_payload = 'x' WHERE persistence_id = 'l|" + id + "'");
        assertThat(node.read(node.start(id))).isEqualTo(before);
        sql(
                "UPDATE snapshot SET snapshot_ser_manifest = 'snapshot.9' WHERE persistence_id = 'l|"
                        + id
                        + "'");
        assertThat(node.read(node.start(id))).isEqualTo(before);
    }

    @Test
    @DisplayName("[CL-S9] a journal with an unknown event is not served and not skipped: retry")
    void unknownManifest() throws SQLException {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        node.accepted(ledger, "1", new Write("a", "x"));
        node.stop(ledger);
        sql(
                "INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id,"
                        + " event_ser_manifest, event_payload, at, client, op, step, by) SELECT"
                        + " persistence_id, 2, writer, event_ser_id, 'ledger.put.9', event_payload, at"
                        + " + 1, client, 'other', 0, by FROM event_journal WHERE persistence_id = 'l|"
                        + id
                        + "'");
        var reborn = node.start(id);
        assertThat(node.execute(reborn, "2", new Write("b", "x"))).isInstanceOf(Retry.class);
        TestProbe<ReadReply> probe = node.kit.createTestProbe();
        reborn.tell(new EntityMessage.Read("ann", 0, probe.ref()));
        probe.expectMessageClass(ReadReply.Retry.class, LONG);
    }

    @Test
    @DisplayName(
            "[B7] [CL-S10] the database ends every session: edits get retry or are stored, none is lost or doubled")
    void databaseGone() throws Exception {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        node.accepted(ledger, "first", new Write("a", "x"));
        var killer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 8; i++) {
                                TestDatabase.execute(
                                        "SELECT pg_terminate_backend(pid) FROM"
                                                + " pg_stat_activity WHERE datname = '"
                                                + node.database.name()
                                                + "'");
                                pause();
                            }
                        });
        var acknowledged = new ArrayList<Accepted>();
        for (int i = 0; i < 100; i++) {
            acknowledged.add(node.accepted(ledger, "n" + i, new Write("k" + i, "v")));
        }
        killer.join();
        assertThat(node.read(ledger).revision()).isEqualTo(101);
        assertThat(acknowledged.stream().map(Accepted::revision).distinct()).hasSize(100);
        assertThat(count("event_journal", id)).isEqualTo(101);
    }

    @Test
    @DisplayName(
            "[CL-S11] a subscriber gets what it missed, or a fresh state, then every event, contiguous")
    void subscribe() {
        var ledger = node.start(UUID.randomUUID().toString());
        for (int i = 0; i < 30; i++) {
            node.accepted(ledger, "n" + i, new Write("k" + i, "v"));
        }
        TestProbe<EntityUpdate> probe = node.kit.createTestProbe();
        ledger.tell(new Subscribe(25, probe.ref()));
        assertThat(events(probe)).extracting("rev").containsExactly(26L, 27L, 28L, 29L, 30L);
        ledger.tell(new Subscribe(3, probe.ref()));
        assertThat(next(probe)).isInstanceOf(EntityUpdate.State.class);
        ledger.tell(new Subscribe(31, probe.ref()));
        assertThat(next(probe)).isInstanceOf(EntityUpdate.State.class);
        ledger.tell(new Subscribe(30, probe.ref()));
        assertThat(events(probe)).isEmpty();
        node.accepted(ledger, "n30", new Write("k30", "v"));
        assertThat(events(probe)).extracting("rev").containsExactly(31L);
        assertThat(probe.expectMessageClass(EntityUpdate.Alive.class, LONG).rev()).isEqualTo(31);
    }

    @Test
    @DisplayName("[CL-S12] what waits is bounded: past it retry")
    void pending() {
        var ledger = node.start(UUID.randomUUID().toString());
        node.accepted(ledger, "first", new Write("a", "x"));
        var many = new ArrayList<Operation>();
        for (int i = 0; i < 200; i++) {
            many.add(operation("n" + i, new Write("k" + i, "v")));
        }
        var replies = node.execute(ledger, many);
        assertThat(replies).filteredOn(Retry.class::isInstance).hasSize(150);
        assertThat(replies).filteredOn(Accepted.class::isInstance).hasSize(50);
    }

    @Test
    @DisplayName(
            "[CL-S13] an idle entity without subscribers asks to leave memory, one with them stays")
    void passivation() {
        var id = UUID.randomUUID().toString();
        var watched = node.start(UUID.randomUUID().toString());
        TestProbe<EntityUpdate> probe = node.kit.createTestProbe();
        watched.tell(new Subscribe(-1, probe.ref()));
        var ledger = node.start(id);
        node.accepted(ledger, "1", new Write("a", "x"));
        var seen = new ArrayList<ClusterSharding.ShardCommand>();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> {
                    seen.add(node.shard.receiveMessage(LONG));
                    return seen.contains(new ClusterSharding.Passivate<>(ledger));
                });
        assertThat(seen).doesNotContain(new ClusterSharding.Passivate<>(watched));
        ledger.tell(LiveEntity.STOP);
        probe.expectTerminated(ledger, LONG);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<EventView> events(TestProbe<EntityUpdate> probe) {
        return ((EntityUpdate.Events) next(probe)).events();
    }

    private static EntityUpdate next(TestProbe<EntityUpdate> probe) {
        return probe.fishForMessage(
                        Duration.ofSeconds(20),
                        update ->
                                update instanceof EntityUpdate.Alive
                                        ? FishingOutcomes.continueAndIgnore()
                                        : FishingOutcomes.complete())
                .getFirst();
    }

    private int count(String table, String id) throws SQLException {
        try (var connection = node.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM "
                                        + table
                                        + " WHERE persistence_id = 'l|"
                                        + id
                                        + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void sql(String sql) throws SQLException {
        try (var connection = node.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

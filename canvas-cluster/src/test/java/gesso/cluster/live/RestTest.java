package gesso.cluster.live;

import static gesso.cluster.live.LedgerNode.LONG;
import static gesso.cluster.live.LedgerNode.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.LedgerRules.Pair;
import gesso.cluster.live.LedgerRules.Write;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityMessage.Unsubscribe;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.entity.OperationReply.Retry;
import gesso.protocol.testing.TestDatabase;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One ledger at a time, so that a rest that is counted is the one of the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private LedgerNode node;

    @BeforeAll
    void start() {
        Metrics.addRegistry(metrics);
        node =
                new LedgerNode(
                        TestDatabase.fresh(),
                        Map.of(
                                "gesso.limits.entity.rest", "100ms",
                                "gesso.limits.entity.alive", "200ms",
                                "gesso.limits.entity.snapshot-every", 10));
    }

    @AfterAll
    void stop() {
        node.close();
        Metrics.removeRegistry(metrics);
    }

    @Test
    @DisplayName(
            "[CL-S15] [CL-S3] after a rest a resend gets its first answer, one that changed nothing too")
    void resend() {
        var ledger = node.start(UUID.randomUUID().toString());
        var pair = node.accepted(ledger, "pair", new Pair("a", "x"));
        var nothing = node.accepted(ledger, "nothing", new Write("a1", "x"));
        node.accepted(ledger, "later", new Write("a1", "y"));
        assertThat(nothing.events()).isEmpty();
        resting(ledger);
        assertThat(node.accepted(ledger, "pair", new Pair("a", "x"))).isEqualTo(pair);
        assertThat(node.accepted(ledger, "nothing", new Write("a1", "x")))
                .as("it would change something now")
                .isEqualTo(nothing);
        assertThat(node.read(ledger).data().path("a1").asText()).isEqualTo("y");
        assertThat(node.read(ledger).revision()).isEqualTo(3);
        node.stop(ledger);
    }

    @Test
    @DisplayName("[CL-S15] [CL-S4] after a rest the same id with other content is refused")
    void reused() {
        var ledger = node.start(UUID.randomUUID().toString());
        node.accepted(ledger, "op", new Write("a", "x"));
        node.accepted(ledger, "nothing", new Write("a", "x"));
        resting(ledger);
        for (var id : List.of("op", "nothing")) {
            assertThat(node.execute(ledger, id, new Write("a", "other")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            no -> assertThat(no.why()).isEqualTo(Refusal.OPERATION_REUSED));
        }
        assertThat(node.read(ledger).revision()).isEqualTo(1);
        node.stop(ledger);
    }

    @Test
    @DisplayName("[CL-S15] [CL-S1] rests change nothing: edits go on, and all of it is stored")
    void goesOn() {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        long at = 0;
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 4; k++) {
                var accepted = node.accepted(ledger, "n" + i + k, new Write("k" + k, "v" + i + k));
                assertThat(accepted.revision()).isEqualTo(4L * i + k + 1);
                assertThat(accepted.at()).isGreaterThan(at);
                at = accepted.at();
            }
            var before = node.read(ledger);
            resting(ledger);
            assertThat(node.read(ledger)).isEqualTo(before);
        }
        var last = node.read(ledger);
        node.stop(ledger);
        var reborn = node.start(id);
        assertThat(node.read(reborn)).isEqualTo(last);
        node.stop(reborn);
    }

    @Test
    @DisplayName(
            "[CL-S15] [CL-S11] who comes back after a rest gets a fresh state, or every event from where it is")
    void comesBack() {
        var ledger = node.start(UUID.randomUUID().toString());
        for (int i = 0; i < 5; i++) {
            node.accepted(ledger, "n" + i, new Write("k" + i, "v"));
        }
        resting(ledger);
        TestProbe<EntityUpdate> behind = node.kit.createTestProbe();
        ledger.tell(new Subscribe(3, behind.ref()));
        assertThat(behind.expectMessageClass(EntityUpdate.State.class, LONG))
                .isEqualTo(
                        new EntityUpdate.State(
                                "ledger", 5, node.read(ledger).at(), node.read(ledger).data()));
        ledger.tell(new Unsubscribe(behind.ref()));
        resting(ledger);
        TestProbe<EntityUpdate> even = node.kit.createTestProbe();
        ledger.tell(new Subscribe(5, even.ref()));
        assertThat(even.expectMessageClass(EntityUpdate.Events.class, LONG).events()).isEmpty();
        node.accepted(ledger, "n5", new Write("k5", "v"));
        TestProbe<EntityUpdate> missed = node.kit.createTestProbe();
        ledger.tell(new Subscribe(5, missed.ref()));
        assertThat(missed.expectMessageClass(EntityUpdate.Events.class, LONG).events())
                .extracting("rev")
                .containsExactly(6L);
        node.stop(ledger);
    }

    @Test
    @DisplayName("[CL-S15] an entity that somebody watches does not rest")
    void watched() {
        var ledger = node.start(UUID.randomUUID().toString());
        for (int i = 0; i < 5; i++) {
            node.accepted(ledger, "n" + i, new Write("k" + i, "v"));
        }
        TestProbe<EntityUpdate> probe = node.kit.createTestProbe();
        ledger.tell(new Subscribe(5, probe.ref()));
        for (int alive = 0; alive < 5; alive++) {
            probe.fishForMessage(
                    LONG,
                    update ->
                            update instanceof EntityUpdate.Alive
                                    ? FishingOutcomes.complete()
                                    : FishingOutcomes.continueAndIgnore());
        }
        TestProbe<EntityUpdate> behind = node.kit.createTestProbe();
        ledger.tell(new Subscribe(2, behind.ref()));
        assertThat(behind.expectMessageClass(EntityUpdate.Events.class, LONG).events())
                .extracting("rev")
                .containsExactly(3L, 4L, 5L);
        node.stop(ledger);
    }

    @Test
    @DisplayName(
            "[CL-S15] [CL-S5] what another writer stored while an entity rests is neither lost nor decided against")
    void anotherWriter() {
        var id = UUID.randomUUID().toString();
        var one = node.start(id);
        node.accepted(one, "1", new Write("a", "x"));
        resting(one);
        var other = node.start(id);
        node.accepted(other, "2", new Write("b", "x"));
        node.stop(other);
        assertThat(node.execute(one, "3", new Write("c", "x"))).isInstanceOf(Retry.class);
        assertThat(node.accepted(one, "3", new Write("c", "x")).revision()).isEqualTo(3);
        assertThat(node.read(one).data().toString())
                .isEqualTo("{\"a\":\"x\",\"b\":\"x\",\"c\":\"x\"}");
        node.stop(one);
    }

    @Test
    @DisplayName("[CL-S15] [CL-S2] what comes together after a rest is decided in order")
    void together() {
        var ledger = node.start(UUID.randomUUID().toString());
        var first = node.accepted(ledger, "1", new Write("a", "x"));
        resting(ledger);
        var replies =
                node.execute(
                        ledger,
                        List.of(
                                operation("2", new Write("a", "y")),
                                operation("1", new Write("a", "x")),
                                operation("3", new Write("a", "z"))));
        assertThat(replies).contains(first);
        assertThat(node.read(ledger).data().path("a").asText()).isEqualTo("z");
        assertThat(node.read(ledger).revision()).isEqualTo(3);
        node.stop(ledger);
    }

    /** Returns when the ledger, the only one, has let go. It cannot while somebody watches. */
    private void resting(ActorRef<EntityMessage> ledger) {
        TestProbe<EntityUpdate> probe = node.kit.createTestProbe();
        ledger.tell(new Subscribe(-1, probe.ref()));
        probe.expectMessageClass(EntityUpdate.State.class, LONG);
        var before = rests();
        ledger.tell(new Unsubscribe(probe.ref()));
        Awaitility.await().atMost(LONG).until(() -> rests() > before);
    }

    private double rests() {
        var counter = metrics.find("gesso_entity_rests_total").tag("kind", "ledger").counter();
        return counter == null ? 0 : counter.count();
    }
}

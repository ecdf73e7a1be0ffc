package gesso.cluster.live;

import static gesso.cluster.live.LedgerNode.LONG;
import static gesso.cluster.live.LedgerNode.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.LedgerRules.Pair;
import gesso.cluster.live.LedgerRules.Write;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.entity.OperationReply.Retry;
import gesso.protocol.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceTest {
    private LedgerNode node;

    @BeforeAll
    void start() {
        node =
                new LedgerNode(
                        TestDatabase.fresh(),
                        Map.of(
                                "gesso.limits.entity.operations", 5,
                                "gesso.limits.entity.tail-events", 5,
                                "gesso.limits.entity.snapshot-every", 10));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @DisplayName(
            "[CL-S3] a resend gets the first answer: from memory, from the journal, after a restart")
    void resend() {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        var first = node.accepted(ledger, "op", new Pair("a", "x"));
        assertThat(node.accepted(ledger, "op", new Pair("a", "x"))).isEqualTo(first);
        write(ledger, 0, 40);
        assertThat(node.accepted(ledger, "op", new Pair("a", "x"))).isEqualTo(first);
        node.stop(ledger);
        var reborn = node.start(id);
        assertThat(node.accepted(reborn, "op", new Pair("a", "x"))).isEqualTo(first);
        assertThat(node.accepted(reborn, "n39", new Write("k39", "v")).revision()).isEqualTo(42);
        assertThat(node.read(reborn).revision()).isEqualTo(42);
    }

    @Test
    @DisplayName("[CL-S3] an old operation that comes as if it were new gets its first answer, too")
    void disguised() {
        var ledger = node.start(UUID.randomUUID().toString());
        var changed = node.accepted(ledger, "changed", new Write("a", "x"));
        var same = node.accepted(ledger, "same", new Write("b", "y"));
        write(ledger, 0, 40);
        assertThat(node.execute(ledger, "same", new Write("b", "y")))
                .as("it would change nothing now")
                .isEqualTo(same);
        node.accepted(ledger, "other", new Write("a", "z"));
        assertThat(node.execute(ledger, "changed", new Write("a", "x")))
                .as("it would make an event now: the index refuses it")
                .isEqualTo(changed);
        assertThat(node.read(ledger).data().path("a").asText()).isEqualTo("z");
        assertReused(node.execute(ledger, "changed", new Write("a", "")));
    }

    @Test
    @DisplayName("[CL-S3] what comes together with a disguised one is decided, in order")
    void disguisedInABatch() {
        var ledger = node.start(UUID.randomUUID().toString());
        var first = node.accepted(ledger, "old", new Pair("a", "x"));
        write(ledger, 0, 40);
        var replies =
                node.execute(
                        ledger,
                        List.of(
                                operation("p", new Write("p", "1")),
                                operation("old", new Pair("a", "x")),
                                operation("q", new Write("p", "2"))));
        assertThat(replies).allMatch(Accepted.class::isInstance).contains(first);
        assertThat(node.read(ledger).data().path("p").asText()).isEqualTo("2");
        assertThat(node.read(ledger).revision()).isEqualTo(44);
    }

    @Test
    @DisplayName("[CL-S4] the same id with other content is refused, in one message too")
    void reused() {
        var ledger = node.start(UUID.randomUUID().toString());
        var replies =
                node.execute(
                        ledger,
                        List.of(
                                operation("op", new Write("a", "x")),
                                operation("op", new Write("a", "x")),
                                operation("op", new Write("a", "y"))));
        assertThat(replies.get(1)).isEqualTo(replies.get(0)).isInstanceOf(Accepted.class);
        assertReused(replies.get(2));
        write(ledger, 0, 40);
        assertReused(node.execute(ledger, "op", new Write("a", "y")));
    }

    @Test
    @DisplayName(
            "[CL-S5] another writer at the same revision: one event is stored, the loser recovers and goes on")
    void conflict() {
        var id = UUID.randomUUID().toString();
        var one = node.start(id);
        node.accepted(one, "1", new Write("a", "x"));
        var other = node.start(id);
        node.accepted(other, "2", new Write("b", "x"));
        var beaten = node.execute(one, "3", new Write("c", "x"));
        assertThat(beaten).isInstanceOf(Retry.class);
        assertThat(persistently(one, operation("3", new Write("c", "x"))).revision()).isEqualTo(3);
        assertThat(node.read(one).data().toString())
                .isEqualTo("{\"a\":\"x\",\"b\":\"x\",\"c\":\"x\"}");
        assertThat(persistently(other, operation("3", new Write("c", "x"))).revision())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("[CL-S6] one operation sent to two writers at once has one effect")
    void twoWriters() {
        var id = UUID.randomUUID().toString();
        var one = node.start(id);
        var other = node.start(id);
        node.read(one);
        node.read(other);
        TestProbe<OperationReply> probe = node.kit.createTestProbe();
        for (int i = 0; i < 30; i++) {
            var same = operation("same" + i, new Write("k" + i, "v"));
            one.tell(new EntityMessage.Execute(List.of(same), probe.ref()));
            other.tell(new EntityMessage.Execute(List.of(same), probe.ref()));
            probe.receiveSeveralMessages(2, LONG);
            persistently(one, same);
            persistently(other, same);
        }
        var third = node.start(id);
        assertThat(node.read(third).revision()).isEqualTo(30);
    }

    @Test
    @DisplayName("[CL-J1] a guilty write fails alone: its neighbours in the same commit are stored")
    void guiltyNeighbour() {
        var guilty = UUID.randomUUID().toString();
        var one = node.start(guilty);
        node.accepted(one, "1", new Write("a", "x"));
        var other = node.start(guilty);
        node.accepted(other, "2", new Write("b", "x"));
        var innocents = new ArrayList<ActorRef<EntityMessage>>();
        for (int i = 0; i < 50; i++) {
            var ledger = node.start(UUID.randomUUID().toString());
            node.read(ledger);
            innocents.add(ledger);
        }
        TestProbe<OperationReply> bad = node.kit.createTestProbe();
        TestProbe<OperationReply> good = node.kit.createTestProbe();
        var operation = List.of(operation("3", new Write("c", "x")));
        one.tell(new EntityMessage.Execute(operation, bad.ref()));
        innocents.forEach(l -> l.tell(new EntityMessage.Execute(operation, good.ref())));
        bad.expectMessageClass(Retry.class, LONG);
        assertThat(good.receiveSeveralMessages(50, LONG)).allMatch(Accepted.class::isInstance);
    }

    private void write(ActorRef<EntityMessage> ledger, int from, int to) {
        for (int i = from; i < to; i++) {
            node.accepted(ledger, "n" + i, new Write("k" + i, "v"));
        }
    }

    private Accepted persistently(ActorRef<EntityMessage> ledger, Operation operation) {
        for (int i = 0; i < 100; i++) {
            if (node.execute(ledger, List.of(operation)).getFirst() instanceof Accepted accepted) {
                return accepted;
            }
        }
        throw new AssertionError("nothing but retry");
    }

    private static void assertReused(OperationReply reply) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Refused.class,
                        no -> assertThat(no.why()).isEqualTo(Refusal.OPERATION_REUSED));
    }
}

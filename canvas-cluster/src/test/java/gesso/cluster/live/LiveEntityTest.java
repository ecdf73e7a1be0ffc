package gesso.cluster.live;

import static gesso.cluster.live.LedgerNode.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.live.LedgerRules.Fail;
import gesso.cluster.live.LedgerRules.Pair;
import gesso.cluster.live.LedgerRules.Write;
import gesso.protocol.Refusal;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveEntityTest {
    private LedgerNode node;

    @BeforeAll
    void start() {
        node = new LedgerNode(TestDatabase.fresh(), Map.of());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @DisplayName("[CL-S1] what was acknowledged is there after a restart")
    void restart() {
        var id = UUID.randomUUID().toString();
        var ledger = node.start(id);
        var first = node.accepted(ledger, "1", new Write("a", "x"));
        var second = node.accepted(ledger, "2", new Pair("b", "y"));
        assertThat(first.revision()).isEqualTo(1);
        assertThat(second.revision()).isEqualTo(3);
        assertThat(second.at()).isGreaterThan(first.at());
        assertThat(second.events()).hasSize(2);
        var before = node.read(ledger);
        node.stop(ledger);
        assertThat(node.read(node.start(id))).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "[CL-S2] operations of one message are decided in order, each on what the last left")
    void inOrder() {
        var ledger = node.start(UUID.randomUUID().toString());
        var replies =
                node.execute(
                        ledger,
                        List.of(
                                operation("1", new Write("a", "x")),
                                operation("2", new Write("a", "x")),
                                operation("3", new Write("a", "")),
                                operation("4", new Fail()),
                                operation("5", new Write("a", "z"))));
        assertThat(replies.get(0))
                .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.revision()).isEqualTo(1));
        assertThat(replies.get(1))
                .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.events()).isEmpty());
        assertThat(replies.get(2))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.CONFLICT));
        assertThat(replies.get(3))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.UNAVAILABLE));
        assertThat(replies.get(4))
                .isInstanceOfSatisfying(Accepted.class, a -> assertThat(a.revision()).isEqualTo(2));
    }
}

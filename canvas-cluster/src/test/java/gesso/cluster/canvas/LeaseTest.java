package gesso.cluster.canvas;

import static gesso.cluster.TestCluster.LONG;
import static gesso.cluster.TestCluster.fresh;
import static gesso.cluster.TestCluster.operation;
import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand.RemoveMember;
import gesso.protocol.canvas.CanvasCommand.RemoveWidget;
import gesso.protocol.canvas.CanvasCommand.RestoreWidget;
import gesso.protocol.canvas.CanvasCommand.SetMember;
import gesso.protocol.entity.EntityMessage.Confirm;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.EntityMessage.Lease;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseTest {
    private TestCluster cluster;

    @BeforeAll
    void start() {
        cluster = new TestCluster(TestDatabase.fresh());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("[CL-L1] a removed widget accepts nothing after the removal is acknowledged")
    void removed() {
        var id = cluster.shared();
        assertThat(cluster.todo(id, "w1", "bob", 3, "milk")).isInstanceOf(Accepted.class);
        cluster.accepted(cluster.canvas(id), "ann", new RemoveWidget("w1"));
        assertThat(cluster.todo(id, "w1", "bob", 3, "bread"))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.GONE));
        cluster.accepted(cluster.canvas(id), "ann", new RestoreWidget("w1"));
        assertThat(cluster.todo(id, "w1", "bob", 5, "bread")).isInstanceOf(Accepted.class);
        var state = (ReadReply.State) cluster.read(cluster.widget(id, "w1"), "bob", 5);
        assertThat(state.data().path("state").path("todos")).hasSize(2);
    }

    @Test
    @DisplayName("[CL-L2] a person who lost the role writes nothing after that is acknowledged")
    void demoted() {
        var id = cluster.shared();
        assertThat(cluster.todo(id, "w1", "bob", 3, "milk")).isInstanceOf(Accepted.class);
        var change = cluster.accepted(cluster.canvas(id), "ann", new SetMember("bob", Role.VIEWER));
        assertThat(cluster.todo(id, "w1", "bob", change.revision(), "bread"))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.FORBIDDEN));
        var removal = cluster.accepted(cluster.canvas(id), "ann", new RemoveMember("bob"));
        assertThat(cluster.todo(id, "w1", "bob", removal.revision(), "bread"))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.NOT_FOUND));
        assertThat(cluster.read(cluster.widget(id, "w1"), "bob", removal.revision()))
                .isInstanceOf(ReadReply.Refused.class);
    }

    @Test
    @DisplayName(
            "[CL-L3] what was authorised under an older access is authorised again, or retried")
    void olderAccess() {
        var id = cluster.shared();
        var change = cluster.accepted(cluster.canvas(id), "ann", new SetMember("eve", Role.VIEWER));
        assertThat(cluster.todo(id, "w1", "bob", change.revision() - 1, "milk"))
                .isInstanceOf(Accepted.class);
        TestProbe<OperationReply> probe = cluster.kit.createTestProbe();
        cluster.widget(id, "w1")
                .tell(
                        new Execute(
                                List.of(
                                        operation(
                                                "eve",
                                                fresh(),
                                                change.revision() - 1,
                                                new gesso.protocol.widget.WidgetCommand.SetState(
                                                        gesso.protocol.Json.object().put("a", 1)))),
                                probe.ref()));
        probe.expectMessageClass(OperationReply.Retry.class, LONG);
    }

    @Test
    @DisplayName("[CL-L4] a removal waits for each room: for its word, or until its lease runs out")
    void silentRoom() {
        var id = cluster.shared();
        TestProbe<LeaseUpdate> room = cluster.kit.createTestProbe();
        TestProbe<OperationReply> replies = cluster.kit.createTestProbe();
        lease(id, room);
        var granted = room.expectMessageClass(LeaseUpdate.Granted.class, LONG);
        assertThat(granted.sent()).isEqualTo(42);
        assertThat(granted.access().revision()).isEqualTo(3);
        remove(id, "bob", replies);
        var changed = room.expectMessageClass(LeaseUpdate.Changed.class, LONG);
        assertThat(changed.access().members()).doesNotContainKey("bob");
        replies.expectNoMessage(Duration.ofMillis(300));
        changed.confirmTo().tell(new Confirm(changed.access().revision(), room.ref()));
        replies.expectMessageClass(Accepted.class, LONG);

        lease(id, room);
        room.expectMessageClass(LeaseUpdate.Granted.class, LONG);
        cluster.accepted(cluster.canvas(id), "ann", new SetMember("eve", Role.EDITOR));
        long asked = System.nanoTime();
        remove(id, "eve", replies);
        replies.expectMessageClass(Accepted.class, LONG);
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("[CL-L5] a widget that its canvas does not know is refused, not made")
    void unknown() {
        var id = cluster.shared();
        assertThat(cluster.todo(id, "w2", "ann", 3, "milk"))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).isEqualTo(Refusal.NOT_FOUND));
    }

    private void lease(String id, TestProbe<LeaseUpdate> room) {
        cluster.canvas(id).tell(new Lease(null, 42, 0, room.ref(), null));
    }

    private void remove(String id, String user, TestProbe<OperationReply> replies) {
        cluster.canvas(id)
                .tell(
                        new Execute(
                                List.of(operation("ann", fresh(), 0, new RemoveMember(user))),
                                replies.ref()));
    }
}

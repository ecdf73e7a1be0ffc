package gesso.cluster.live;

import gesso.cluster.TestCluster;
import gesso.protocol.canvas.CanvasCommand.Rename;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.util.List;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndeliveredTest {

    @Test
    @DisplayName(
            "[CL-S17] [Z6] what a moving shard drops, and what comes to an entity that has stopped, gets retry at once")
    void answered() {
        try (var cluster = new TestCluster(TestDatabase.fresh())) {
            var replies = cluster.kit.<OperationReply>createTestProbe();
            var execute =
                    new EntityMessage.Execute(
                            List.of(
                                    TestCluster.operation("ann", "a", 0, new Rename("A")),
                                    TestCluster.operation("ann", "b", 0, new Rename("B"))),
                            replies.ref());
            var system = Adapter.toClassic(cluster.kit.system());
            system.deadLetters()
                    .tell(
                            Dropped.apply(
                                    ShardingEnvelope.apply("canvas", execute),
                                    "shard hand off",
                                    system.deadLetters()),
                            system.deadLetters());
            replies.expectMessage(TestCluster.LONG, new OperationReply.Retry("a", 100));
            replies.expectMessage(TestCluster.LONG, new OperationReply.Retry("b", 100));

            var gone = cluster.kit.<EntityMessage>spawn(Behaviors.stopped());
            cluster.kit.<Object>createTestProbe().expectTerminated(gone, TestCluster.LONG);
            gone.tell(execute);
            replies.expectMessage(TestCluster.LONG, new OperationReply.Retry("a", 100));
            var reads = cluster.kit.<ReadReply>createTestProbe();
            gone.tell(new EntityMessage.Read("ann", 0, reads.ref()));
            reads.expectMessage(TestCluster.LONG, new ReadReply.Retry(100));
        }
    }
}

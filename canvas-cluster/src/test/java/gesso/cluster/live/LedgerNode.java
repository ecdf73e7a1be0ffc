package gesso.cluster.live;

import gesso.cluster.ClusterSettings;
import gesso.cluster.TestNode;
import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalReader;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** A node with ledgers that are started by hand, as often as a test likes. */
final class LedgerNode implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    final TestDatabase database;
    final ActorTestKit kit;
    final TestProbe<ClusterSharding.ShardCommand> shard;
    final JournalReader reader;

    LedgerNode(TestDatabase database, Map<String, Object> more) {
        this.database = database;
        var local = new HashMap<String, Object>(Map.of("pekko.actor.provider", "local"));
        local.putAll(more);
        kit = ActorTestKit.create("ledgers", TestNode.config(database, local));
        shard = kit.createTestProbe();
        reader = new JournalReader(JournalDatabase.get(kit.system()));
    }

    ActorRef<EntityMessage> start(String id) {
        return kit.spawn(
                Behaviors.setup(context ->
                        Behaviors.withTimers(timers ->
                                new Ledger(
                                        new LiveEntity.Parts<>(
                                                context,
                                                timers,
                                                shard.ref(),
                                                "ledger",
                                                "l|" + id,
                                                "ledger",
                                                new LedgerRules(),
                                                ClusterSettings.of(kit.system().settings().config())
                                                        .entity(),
                                                System::currentTimeMillis,
                                                reader)))));
    }

    void stop(ActorRef<EntityMessage> ledger) {
        var probe = kit.createTestProbe();
        ledger.tell(LiveEntity.STOP);
        probe.expectTerminated(ledger, LONG);
    }

    static Operation operation(String id, Command command) {
        return new Operation(
                id,
                "u:ann",
                null,
                "ann",
                null,
                "correlation",
                null,
                null,
                null,
                Sums.of("ledger", command.getClass().getSimpleName(), Json.tree(command)),
                false,
                0,
                0,
                command);
    }

    List<OperationReply> execute(ActorRef<EntityMessage> ledger, List<Operation> operations) {
        var probe = kit.<OperationReply>createTestProbe();
        ledger.tell(new EntityMessage.Execute(operations, probe.ref()));
        return probe.receiveSeveralMessages(operations.size(), LONG);
    }

    OperationReply execute(ActorRef<EntityMessage> ledger, String id, Command command) {
        return execute(ledger, List.of(operation(id, command))).getFirst();
    }

    OperationReply.Accepted accepted(ActorRef<EntityMessage> ledger, String id, Command command) {
        var reply = execute(ledger, id, command);
        for (int again = 0; reply instanceof OperationReply.Retry && again < 100; again++) {
            reply = execute(ledger, id, command);
        }
        if (reply instanceof OperationReply.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + reply);
    }

    ReadReply.State read(ActorRef<EntityMessage> ledger) {
        var probe = kit.<ReadReply>createTestProbe();
        ledger.tell(new EntityMessage.Read("ann", 0, probe.ref()));
        var reply = probe.receiveMessage(LONG);
        while (reply instanceof ReadReply.Retry) {
            ledger.tell(new EntityMessage.Read("ann", 0, probe.ref()));
            reply = probe.receiveMessage(LONG);
        }
        return (ReadReply.State) reply;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}

package gesso.cluster;

import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import gesso.protocol.widget.WidgetCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jspecify.annotations.Nullable;

/** A whole node of one, with its regions, over a real database. */
public final class TestCluster implements AutoCloseable {
    public static final Duration LONG = Duration.ofSeconds(20);
    public static final CanvasCommand.AppRef TODO =
            new CanvasCommand.AppRef(
                    "1.0.0", "Todo", "todo", new Size(4, 4), new Size(2, 2), new Size(12, 24));
    private static final AtomicLong OPERATIONS = new AtomicLong();

    public final TestDatabase database;
    public final ActorTestKit kit;
    public final ClusterNode node;

    public TestCluster(TestDatabase database) {
        this(database, Map.of());
    }

    public TestCluster(TestDatabase database, Map<String, Object> more) {
        this.database = database;
        var settings = new HashMap<String, Object>();
        settings.put("pekko.cluster.roles", List.of("canvas", "feed"));
        settings.putAll(more);
        kit = ActorTestKit.create("gesso", TestNode.config(database, settings));
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        node =
                ClusterNode.start(
                        kit.system(), ClusterSettings.of(kit.system().settings().config()));
    }

    public EntityRef<EntityMessage> canvas(String id) {
        return entity(EntityKeys.CANVAS, id);
    }

    public EntityRef<EntityMessage> entity(EntityTypeKey<EntityMessage> key, String id) {
        return ClusterSharding.get(kit.system()).entityRefFor(key, id);
    }

    public static Operation operation(String user, String op, long access, Command command) {
        return new Operation(
                op,
                "u:" + user,
                null,
                user,
                null,
                "correlation",
                null,
                null,
                null,
                Sums.of("entity", command.getClass().getSimpleName(), Json.tree(command)),
                false,
                0,
                access,
                command);
    }

    public static String fresh() {
        return "op-" + OPERATIONS.incrementAndGet();
    }

    /** Sends as clients do: again, unchanged, as long as the answer is retry. */
    public OperationReply execute(EntityRef<EntityMessage> entity, Operation operation) {
        TestProbe<OperationReply> probe = kit.createTestProbe();
        var until = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < until) {
            entity.tell(new EntityMessage.Execute(List.of(operation), probe.ref()));
            var reply = probe.receiveMessage(LONG);
            if (!(reply instanceof OperationReply.Retry)) {
                return reply;
            }
        }
        throw new AssertionError("nothing but retry for " + operation);
    }

    public OperationReply.Accepted accepted(
            EntityRef<EntityMessage> entity, String user, Command command) {
        var reply = execute(entity, operation(user, fresh(), 0, command));
        if (reply instanceof OperationReply.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("not accepted: " + reply);
    }

    public OperationReply todo(
            String canvas, String widget, String user, long access, String text) {
        var data = Json.object().put("text", text);
        return execute(
                widget(canvas, widget),
                operation(user, fresh(), access, new WidgetCommand.App("todo.add", data)));
    }

    public EntityRef<EntityMessage> widget(String canvas, String widget) {
        return entity(EntityKeys.widget("todo"), EntityKeys.widgetEntity(canvas, widget));
    }

    /** A canvas of ann's with a todo widget {@code w1}, and bob as an editor. */
    public String shared() {
        var id = Ids.fresh();
        accepted(canvas(id), "ann", new CanvasCommand.Create("Plans", null));
        accepted(
                canvas(id),
                "ann",
                new CanvasCommand.AddWidget("todo", new Position(0, 0), null, null, "w1", TODO));
        accepted(canvas(id), "ann", new CanvasCommand.SetMember("bob", Role.EDITOR));
        return id;
    }

    /** All events of a widget, as subscribers see them. */
    public List<EventView> events(String canvas, String widget) {
        TestProbe<EntityUpdate> probe = kit.createTestProbe();
        widget(canvas, widget).tell(new EntityMessage.Subscribe(0, probe.ref()));
        var events = probe.expectMessageClass(EntityUpdate.Events.class, LONG).events();
        widget(canvas, widget).tell(new EntityMessage.Unsubscribe(probe.ref()));
        return events;
    }

    public ReadReply at(String canvas, String user, @Nullable Long instant) {
        TestProbe<ReadReply> probe = kit.createTestProbe();
        canvas(canvas).tell(new EntityMessage.At(user, instant, probe.ref()));
        return probe.receiveMessage(LONG);
    }

    public ReadReply read(EntityRef<EntityMessage> entity, String user, long access) {
        TestProbe<ReadReply> probe = kit.createTestProbe();
        entity.tell(new EntityMessage.Read(user, access, probe.ref()));
        return probe.receiveMessage(LONG);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}

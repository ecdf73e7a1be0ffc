package gesso.cluster.widget;

import static gesso.cluster.TestCluster.LONG;
import static gesso.cluster.TestCluster.fresh;
import static gesso.cluster.TestCluster.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.cluster.ClusterSettings;
import gesso.cluster.TestCluster;
import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalReader;
import gesso.cluster.journal.PersistenceIds;
import gesso.cluster.live.LiveEntity;
import gesso.cluster.records.RecordsBackend;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.OperationReply.Refused;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import gesso.protocol.widget.WidgetCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A widget whose commands are decided by what the registry says of its app. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecifiedWidgetTest {
    private static final Size SIZE = new Size(4, 4);
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
    @DisplayName(
            "[CL-RC17] a command waits until the specification is known; a read does not; what the registry cannot say is asked again")
    void waits() throws Exception {
        publish(manifest("waits", "1.0.0", 0));
        var canvas = canvas("waits", "1.0.0");
        var asked = new CompletableFuture<String>();
        var gate = new CompletableFuture<Void>();
        var times = new AtomicInteger();
        var widget =
                byHand(
                        canvas,
                        app -> {
                            asked.complete(app);
                            return times.incrementAndGet() == 1
                                    ? CompletableFuture.completedStage(new ReadReply.Retry(1))
                                    : gate.thenCompose(_ -> registryEntry(app));
                        });
        TestProbe<OperationReply> answer = cluster.kit.createTestProbe();
        widget.tell(new EntityMessage.Execute(List.of(add("run", 1, 0)), answer.ref()));
        assertThat(asked.get(20, TimeUnit.SECONDS)).isEqualTo("waits");
        await().atMost(LONG).until(() -> times.get() > 1);

        TestProbe<ReadReply> read = cluster.kit.createTestProbe();
        widget.tell(new EntityMessage.Read("ann", 0, read.ref()));
        assertThat(read.expectMessageClass(ReadReply.State.class, LONG).revision()).isZero();
        answer.expectNoMessage(Duration.ZERO);

        gate.complete(null);
        assertThat(answer.receiveMessage(LONG)).isInstanceOf(Accepted.class);
        assertThat(times.get()).isGreaterThan(1);
    }

    @Test
    @DisplayName(
            "[CL-RC18] after an upgrade commands are decided by the new version's specification")
    void upgrade() {
        publish(manifest("grows", "1.0.0", 0));
        publish(manifest("grows", "2.0.0", 10));
        var canvas = canvas("grows", "1.0.0");
        assertThat(execute(canvas, add("a", 5, 0))).isInstanceOf(Accepted.class);
        var upgraded =
                cluster.accepted(
                        cluster.canvas(canvas),
                        "ann",
                        new CanvasCommand.UpgradeWidget("w1", "2.0.0", ref("2.0.0")));
        long access = upgraded.revision();
        var refused = (Refused) execute(canvas, add("b", 5, access));
        assertThat(refused.why()).isEqualTo(Refusal.INVALID);
        assertThat(refused.errors().getFirst().message()).isEqualTo("Streak must be at least 10");
        assertThat(execute(canvas, add("b", 12, access))).isInstanceOf(Accepted.class);
        var read = (ReadReply.State) cluster.read(widget(canvas), "ann", access);
        assertThat(read.data().at("/state/collections/habits").findValuesAsText("streak"))
                .containsExactly("5", "12");

        var back = new CanvasCommand.UpgradeWidget("w1", "1.0.0", ref("1.0.0"));
        access = cluster.accepted(cluster.canvas(canvas), "ann", back).revision();
        assertThat(execute(canvas, add("c", 5, access))).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName(
            "[CL-RC19] an app that the registry does not know is read, not changed, until it is known")
    void unknown() {
        var canvas = canvas("elsewhere", "1.0.0");
        var refused = (Refused) execute(canvas, add("a", 5, 0));
        assertThat(refused.why()).isEqualTo(Refusal.UNKNOWN_COMMAND);
        assertThat(refused.detail()).contains("can be read, not changed");
        assertThat(cluster.read(widget(canvas), "ann", 0)).isInstanceOf(ReadReply.State.class);
        publish(manifest("elsewhere", "1.0.0", 0));
        await().atMost(LONG).until(() -> execute(canvas, add("a", 5, 0)) instanceof Accepted);
    }

    private static AppSpecification specification(double least) {
        return new AppSpecification(
                "Habits",
                "What people do every day.",
                "list-checks",
                List.of(
                        new Entity(
                                "habits",
                                "Habit",
                                List.of(
                                        Field.of("streak", "Streak", FieldType.NUMBER)
                                                .from(least, null)))),
                List.of(View.of(Kind.LIST, "All", "habits")),
                List.of(),
                null);
    }

    private static Manifest manifest(String app, String version, double least) {
        return new Manifest(
                app,
                "Habits",
                version,
                "generated",
                "/apps/" + app + "/1/app.js",
                "What people do every day.",
                "list",
                "work",
                "Ann",
                List.of(),
                new Manifest.Sizes(SIZE, SIZE, SIZE),
                "records",
                List.of("./Widget"),
                "sha384-x",
                1,
                new Manifest.Generated(
                        "habits", false, "j1", "ann", "c1", specification(least), null, null),
                null);
    }

    private void publish(Manifest manifest) {
        cluster.accepted(
                cluster.entity(EntityKeys.APP, manifest.id()),
                "ann",
                new AppCommand.Publish(manifest));
    }

    private static AppRef ref(String version) {
        return new AppRef(version, "Habits", "records", SIZE, SIZE, SIZE);
    }

    private String canvas(String app, String version) {
        var id = Ids.fresh();
        cluster.accepted(cluster.canvas(id), "ann", new CanvasCommand.Create("Plans", null));
        cluster.accepted(
                cluster.canvas(id),
                "ann",
                new CanvasCommand.AddWidget(
                        app, new Position(0, 0), null, null, "w1", ref(version)));
        return id;
    }

    private static Operation add(String id, double streak, long access) {
        var data = Json.object().put("collection", "habits").put("id", id);
        data.putObject("values").put("streak", streak);
        return operation("ann", fresh(), access, new WidgetCommand.App("records.add", data));
    }

    private EntityRef<EntityMessage> widget(String canvas) {
        return cluster.entity(EntityKeys.widget("records"), EntityKeys.widgetEntity(canvas, "w1"));
    }

    private OperationReply execute(String canvas, Operation operation) {
        return cluster.execute(widget(canvas), operation);
    }

    private CompletionStage<ReadReply> registryEntry(String app) {
        return cluster.entity(EntityKeys.APP, app)
                .ask(replyTo -> new EntityMessage.Read("platform", 0, replyTo), LONG);
    }

    /** The same as the shards start, but with a way to the registry of the test's own. */
    private ActorRef<EntityMessage> byHand(
            String canvas, Function<String, CompletionStage<ReadReply>> registry) {
        var rules = new WidgetRules<>(new RecordsBackend());
        var specifications = new Specifications<>(rules.backend(), registry, Runnable::run);
        var system = cluster.kit.system();
        var id = EntityKeys.widgetEntity(canvas, "w1");
        TestProbe<ShardCommand> shard = cluster.kit.createTestProbe();
        return cluster.kit.spawn(
                Behaviors.setup(context ->
                        Behaviors.withTimers(timers ->
                                new WidgetEntity<>(
                                        rules,
                                        cluster.canvas(canvas)::tell,
                                        specifications,
                                        new LiveEntity.Parts<>(
                                                context,
                                                timers,
                                                shard.ref(),
                                                "widget-records",
                                                PersistenceIds.canvas(id),
                                                "w1",
                                                rules,
                                                ClusterSettings.of(system.settings().config())
                                                        .entity(),
                                                System::currentTimeMillis,
                                                new JournalReader(JournalDatabase.get(system)))))));
    }
}

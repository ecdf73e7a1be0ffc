package gesso.cluster.generation;

import static gesso.cluster.TestCluster.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.cluster.TestCluster;
import gesso.protocol.Json;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Maker;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.QueueMessage;
import gesso.protocol.ai.Task;
import gesso.protocol.ai.TestReport;
import gesso.protocol.canvas.CanvasView;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.GenerationCommand;
import gesso.protocol.testing.Samples;
import gesso.protocol.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Generations with their queue, the registry and a canvas, over a real journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerationTest {
    private static final Maker EMBEDDED = Maker.embedded(3);
    private TestCluster cluster;

    @BeforeAll
    void start() {
        cluster = new TestCluster(TestDatabase.fresh());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** A worker that takes one task at a time and says nothing of it until it is told to. */
    private record Puller(
            ActorRef<?> controller, TestProbe<ConsumerController.Delivery<Task>> deliveries) {}

    @SuppressWarnings("unchecked") // a probe needs a class, and there is none of a generic type
    private Puller puller() {
        var probe =
                cluster.kit.createTestProbe(
                        (Class<ConsumerController.Delivery<Task>>)
                                (Class<?>) ConsumerController.Delivery.class);
        ActorRef<ConsumerController.Command<Task>> controller =
                cluster.kit.spawn(ConsumerController.create(Task.WORKERS));
        controller.tell(new ConsumerController.Start<>(probe.ref()));
        return new Puller(controller, probe);
    }

    private void stop(Puller puller) {
        cluster.kit.stop((ActorRef<Object>) puller.controller());
    }

    @Test
    @DisplayName(
            "[CL-GE10] [G3] [G6] [R4] a tested version gets into the registry, signed, and onto the"
                    + " canvas, once")
    void published() {
        var canvas = cluster.shared();
        var id = request(canvas);
        var worker = puller();
        var delivery = next(worker, id);
        work(id, 1);
        delivery.confirmTo().tell(ConsumerController.confirmed());
        var state = until(id, g -> g.widget() != null);
        assertThat(state.newest().step()).isEqualTo(Step.PUBLISHED);
        var manifest = Objects.requireNonNull(state.newest().manifest());
        var generated = Objects.requireNonNull(manifest.generated());
        assertThat(generated.shared()).isFalse();
        assertThat(generated.signature()).isNotBlank();
        var there = canvas(canvas).widgets();
        assertThat(there)
                .filteredOn(widget -> widget.appId().equals(Generation.app(id)))
                .singleElement()
                .satisfies(widget -> assertThat(widget.id()).isEqualTo(state.widget()));
        stop(worker);
    }

    @Test
    @DisplayName("[CL-GE11] [G8] what a lost worker had goes to another one, and is made once")
    void lost() {
        var id = request(null);
        var first = puller();
        next(first, id);
        tell(id, new GenerationCommand.TellSpecification(1, Samples.specification(), EMBEDDED));
        stop(first);
        var second = puller();
        var delivery = next(second, id);
        work(id, 1);
        delivery.confirmTo().tell(ConsumerController.confirmed());
        var state = until(id, g -> g.newest().step() == Step.PUBLISHED);
        assertThat(state.versions()).hasSize(1);
        stop(second);
    }

    @Test
    @DisplayName("[CL-GE12] [G8] [G10] without workers a generation waits, and says for how many")
    void waits() {
        await().atMost(LONG).until(() -> where("nobody").workers() == 0);
        var ids = List.of(request(null), request(null));
        await().atMost(LONG).until(() -> ids.stream().allMatch(id -> where(id).position() > 0));
        assertThat(where(ids.getFirst()).workers()).isZero();
        tell(ids.getFirst(), new GenerationCommand.Cancel());
        await().atMost(LONG).until(() -> where(ids.getFirst()).position() == 0);
        assertThat(where(ids.getLast()).position()).isEqualTo(1);
        var worker = puller();
        var delivery = next(worker, ids.getLast());
        assertThat(where(ids.getLast()).position()).isZero();
        work(ids.getLast(), 1);
        delivery.confirmTo().tell(ConsumerController.confirmed());
        until(ids.getLast(), g -> g.newest().step() == Step.PUBLISHED);
        stop(worker);
    }

    @Test
    @DisplayName("[CL-GE13] [R4] an approved version is for everybody; the next one is not")
    void shared() throws Exception {
        var id = request(null);
        work(id, 1);
        until(id, g -> g.newest().step() == Step.PUBLISHED);
        tell(id, new GenerationCommand.AskApproval());
        tell(id, new GenerationCommand.Approve(null));
        until(id, g -> g.approval() == Approval.SHARED);
        tell(id, new GenerationCommand.Refine(null, Samples.specification()));
        work(id, 2);
        until(id, g -> g.newest().step() == Step.PUBLISHED);
        var app = Generation.app(id);
        await().atMost(LONG).until(() -> versions(app) == 2);
        assertThat(shown(app)).isEqualTo("1.0.0 true");
    }

    @Test
    @DisplayName(
            "[CL-GE14] the lists know each generation, and files are there by what they contain")
    void lists() throws Exception {
        var id = request(null);
        work(id, 1);
        until(id, g -> g.newest().step() == Step.PUBLISHED);
        await().atMost(LONG).until(() -> step(id).equals("published"));
        try (var connection = cluster.database.dataSource().getConnection();
                var query =
                        connection.prepareStatement(
                                "SELECT count(*) FROM app_file WHERE app = ? AND hash = ?")) {
            query.setString(1, Generation.app(id));
            query.setString(2, CodeFile.hash("gesso.app({});"));
            try (var answer = query.executeQuery()) {
                answer.next();
                assertThat(answer.getInt(1)).isEqualTo(1);
            }
        }
        try (var connection = cluster.database.dataSource().getConnection();
                var query =
                        connection.prepareStatement(
                                "SELECT pictures FROM generation_picture WHERE generation = ? AND"
                                        + " version = 1")) {
            query.setString(1, id);
            try (var answer = query.executeQuery()) {
                answer.next();
                assertThat(answer.getString(1)).contains("Hello");
            }
        }
    }

    @Test
    @DisplayName("[CL-GE11] a worker takes one task after the other, as many as there are")
    void many() {
        var worker = puller();
        for (int i = 0; i < 5; i++) {
            var id = request(null);
            var delivery = next(worker, id);
            work(id, 1);
            delivery.confirmTo().tell(ConsumerController.confirmed());
            until(id, g -> g.newest().step() == Step.PUBLISHED);
        }
        stop(worker);
    }

    private String request(@Nullable String canvas) {
        var id = "g" + TestCluster.fresh();
        cluster.accepted(entity(id), "ann", new GenerationCommand.Request("Habits", canvas, null));
        return id;
    }

    /** All steps of a worker, those that are done already included. */
    private void work(String id, int version) {
        tell(
                id,
                new GenerationCommand.TellSpecification(
                        version, Samples.specification(), EMBEDDED));
        tell(id, new GenerationCommand.TellCode(version, 1, "gesso.app({});", EMBEDDED));
        tell(id, new GenerationCommand.TellChecks(version, 1, new CodeReport("1", List.of())));
        tell(
                id,
                new GenerationCommand.TellTest(
                        version,
                        1,
                        new TestReport(true, List.of(), List.of(), List.of(), 5),
                        List.of(new Picture("start", "\"Hello\""))));
    }

    private void tell(String id, GenerationCommand command) {
        cluster.accepted(entity(id), "ann", command);
    }

    private ConsumerController.Delivery<Task> next(Puller puller, String id) {
        var until = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < until) {
            var delivery = puller.deliveries().receiveMessage(LONG);
            if (delivery.message().generation().equals(id)) {
                return delivery;
            }
            // Of another test: done, so that nobody has to wait behind it.
            work(delivery.message().generation(), delivery.message().version());
            delivery.confirmTo().tell(ConsumerController.confirmed());
        }
        throw new AssertionError("no task of " + id);
    }

    private QueueMessage.Place where(String id) {
        TestProbe<QueueMessage.Place> places = cluster.kit.createTestProbe();
        TestProbe<Receptionist.Listing> listings = cluster.kit.createTestProbe();
        cluster.kit
                .system()
                .receptionist()
                .tell(Receptionist.find(QueueMessage.KEY, listings.ref()));
        Set<ActorRef<QueueMessage>> queues =
                listings.receiveMessage(LONG).getServiceInstances(QueueMessage.KEY);
        queues.forEach(queue -> queue.tell(new QueueMessage.Where(id, places.ref())));
        return queues.isEmpty()
                ? new QueueMessage.Place(0, 0, 0)
                : places.receiveMessage(Duration.ofSeconds(5));
    }

    private Generation until(String id, java.util.function.Predicate<Generation> holds) {
        return await().atMost(LONG).until(() -> read(id), holds);
    }

    private Generation read(String id) {
        var state = (ReadReply.State) cluster.read(entity(id), "ann", 0);
        return Json.value(state.data(), Generation.class);
    }

    private CanvasView canvas(String id) {
        var state = (ReadReply.State) cluster.read(cluster.canvas(id), "ann", 0);
        return Json.value(state.data(), CanvasView.class);
    }

    private EntityRef<EntityMessage> entity(String id) {
        return cluster.entity(EntityKeys.GENERATION, id);
    }

    private String step(String id) throws Exception {
        return text("SELECT step FROM generation WHERE generation = ?", id);
    }

    private int versions(String app) throws Exception {
        return Integer.parseInt(text("SELECT count(*)::text FROM app_version WHERE app = ?", app));
    }

    private String shown(String app) throws Exception {
        return text(
                "SELECT version || ' ' || (manifest #>> '{generated,shared}') FROM app_entry"
                        + " WHERE app = ?",
                app);
    }

    private String text(String sql, String value) throws Exception {
        try (var connection = cluster.database.dataSource().getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            try (var answer = query.executeQuery()) {
                return answer.next() ? answer.getString(1) : "";
            }
        }
    }
}

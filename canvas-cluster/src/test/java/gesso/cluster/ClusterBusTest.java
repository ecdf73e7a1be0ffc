package gesso.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gesso.cluster.bus.Effects;
import gesso.cluster.bus.EventBus.Stamp;
import gesso.cluster.bus.EventHandler;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Publication;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.RemoveWidget;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterBusTest {
    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = new TestCluster(TestDatabase.fresh());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Publication publication(@Nullable String widget) {
        return new Publication(
                "list.exported",
                "todo-service",
                Json.object().put("n", 3),
                new Publication.Metadata(widget, null, null));
    }

    private static OperationReply publish(Publication event, Stamp stamp) throws Exception {
        return cluster.node
                .bus()
                .publish(event, stamp)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Stamp stamp(String canvas, String user) {
        return new Stamp(canvas, "exporter", TestCluster.fresh(), user);
    }

    private static List<EventView> emitted(String canvas) {
        return cluster.events(canvas, "w1").stream()
                .filter(event -> event.type().equals("list.exported"))
                .toList();
    }

    @Test
    @DisplayName(
            "[CL-B1][E3][B6] what is published is one event; the same again does no more, whatever came to the canvas since")
    void once() throws Exception {
        var canvas = cluster.shared();
        var stamp = stamp(canvas, "ann");
        var first = publish(publication(null), stamp);
        assertThat(first).isInstanceOf(OperationReply.Accepted.class);
        assertThat(publish(publication(null), stamp)).isEqualTo(first);
        cluster.accepted(
                cluster.canvas(canvas),
                "ann",
                new AddWidget("todo", new Position(0, 5), null, null, "w2", TestCluster.TODO));
        assertThat(publish(publication(null), stamp)).isEqualTo(first);
        var event = emitted(canvas).getFirst();
        assertThat(emitted(canvas)).hasSize(1);
        assertThat(event.origin().user()).isEqualTo("ann");
        assertThat(event.origin().client()).isEqualTo("s:exporter");
        assertThat(event.origin().correlation()).isEqualTo(stamp.op());
        assertThat(publish(publication("w1").to("w2"), stamp))
                .isInstanceOfSatisfying(
                        OperationReply.Accepted.class,
                        reply -> assertThat(reply.events().getFirst().of()).isEqualTo("w1"));
    }

    @Test
    @DisplayName(
            "[CL-B1][E3] who may not edit the canvas publishes nothing there, and nobody where nothing is meant")
    void refused() throws Exception {
        var canvas = cluster.shared();
        cluster.accepted(
                cluster.canvas(canvas), "ann", new CanvasCommand.SetMember("eve", Role.VIEWER));
        assertThat(publish(publication("w1"), stamp(canvas, "eve")))
                .isInstanceOfSatisfying(
                        OperationReply.Refused.class,
                        no -> assertThat(no.why()).isEqualTo(Refusal.FORBIDDEN));
        assertThat(publish(publication("w1"), stamp(canvas, "mallory")))
                .isInstanceOfSatisfying(
                        OperationReply.Refused.class,
                        no -> assertThat(no.why()).isEqualTo(Refusal.NOT_FOUND));
        assertThat(publish(publication("w9"), stamp(canvas, "ann")))
                .isInstanceOfSatisfying(
                        OperationReply.Refused.class,
                        no ->
                                assertThat(no.errors())
                                        .extracting(FieldError::field)
                                        .containsExactly("metadata.widget"));
        var own =
                new Publication(
                        "todo.created", "todo-service", Json.object(), Publication.Metadata.NONE);
        assertThat(publish(own, stamp(canvas, "ann")))
                .as("made by the backend's commands alone")
                .isInstanceOfSatisfying(
                        OperationReply.Refused.class,
                        no -> assertThat(no.why()).isEqualTo(Refusal.INVALID));
        cluster.accepted(cluster.canvas(canvas), "ann", new RemoveWidget("w1"));
        assertThat(publish(publication(null), stamp(canvas, "ann")))
                .isInstanceOf(OperationReply.Refused.class);
        assertThatThrownBy(
                        () -> cluster.node.bus().subscribe(EventPattern.of("*"), named("No Name")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EventHandler named(String name) {
        return new EventHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void handle(BusEvent event, Effects effects) {}
        };
    }

    /** Exports a list whenever one of its todos is done. */
    private static final class Exporter implements EventHandler {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "exporter-of-done";
        }

        @Override
        public void handle(BusEvent event, Effects effects) throws Exception {
            heard.add(event.id());
            var reply = effects.publish(publication(event.of()));
            assertThat(reply).isInstanceOf(OperationReply.Accepted.class);
            if (heard.size() == 1) {
                throw new IllegalStateException("after the effect, before the offset");
            }
        }
    }

    @Test
    @DisplayName(
            "[CL-B6][B6][E6] a reaction on the server is made once, though its event came twice; the chain has cause and correlation")
    void chain() throws Exception {
        var canvas = cluster.shared();
        var exporter = new Exporter();
        cluster.node.bus().subscribe(EventPattern.of("todo.created"), exporter);
        cluster.node.subscribed().toCompletableFuture().get(20, TimeUnit.SECONDS);
        cluster.todo(canvas, "w1", "ann", 0, "Buy milk");
        Awaitility.await().until(() -> exporter.heard.size() >= 2 && !emitted(canvas).isEmpty());
        cluster.todo(canvas, "w1", "ann", 0, "Buy bread");
        Awaitility.await().until(() -> emitted(canvas).size() == 2);
        var todo = cluster.events(canvas, "w1").getFirst();
        var reaction = emitted(canvas).getFirst();
        assertThat(todo.type()).isEqualTo("todo.created");
        assertThat(reaction.origin().cause()).isEqualTo(todo.origin().op());
        assertThat(reaction.origin().correlation()).isEqualTo(todo.origin().correlation());
        assertThat(reaction.origin().client()).isEqualTo("s:exporter-of-done");
        assertThat(exporter.heard.getFirst()).isEqualTo(exporter.heard.get(1));
    }
}

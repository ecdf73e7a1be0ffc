package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.cluster.TestCluster;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand.MoveWidget;
import gesso.protocol.canvas.CanvasCommand.RemoveWidget;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.OperationReply.Accepted;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstantTest {
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
    @DisplayName("[Z2] [CL-I1] the state at now, folded from the journal alone, is the live one")
    void now() {
        var id = cluster.shared();
        cluster.todo(id, "w1", "ann", 3, "milk");
        cluster.accepted(cluster.canvas(id), "ann", new MoveWidget("w1", new Position(3, 2)));
        var now = at(id, null);
        var canvas = (ReadReply.State) cluster.read(cluster.canvas(id), "ann", 0);
        var widget = (ReadReply.State) cluster.read(cluster.widget(id, "w1"), "ann", 3);
        assertThat(Json.same(now.data().path("canvas"), canvas.data())).isTrue();
        assertThat(Json.same(now.data().path("widgets").path("w1"), widget.data())).isTrue();
        assertThat(now.data().path("at").longValue()).isEqualTo(now.at());
        assertThat(now.at()).isGreaterThan(canvas.at());
    }

    @Test
    @DisplayName(
            "[CL-I2] an instant has the layout and all app data as they were, whatever came later")
    void past() {
        var id = cluster.shared();
        var then = ((Accepted) cluster.todo(id, "w1", "ann", 3, "milk")).at();
        cluster.todo(id, "w1", "ann", 3, "bread");
        cluster.accepted(cluster.canvas(id), "ann", new RemoveWidget("w1"));
        assertThat(at(id, null).data().path("widgets")).isEmpty();
        var past = at(id, then);
        assertThat(past.data().path("widgets").path("w1").path("state").path("todos")).hasSize(1);
        assertThat(past.data().path("canvas").path("widgets")).hasSize(1);
        assertThat(past.at()).isEqualTo(then);
    }

    @Test
    @DisplayName("[CL-I3] an instant that was read once never changes, also under load")
    void neverChanges() throws InterruptedException {
        var id = cluster.shared();
        cluster.todo(id, "w1", "bob", 3, "first");
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 150; i++) {
                                cluster.todo(id, "w1", "bob", 3, "todo " + i);
                            }
                        });
        for (int i = 0; i < 20; i++) {
            var once = at(id, null);
            var young = at(id, HybridClock.ofMillis(System.currentTimeMillis()));
            assertThat(at(id, once.at())).isEqualTo(once);
            assertThat(at(id, young.at())).isEqualTo(young);
        }
        writer.join();
    }

    @Test
    @DisplayName("[CL-I4] before birth, the future and strangers are refused")
    void refused() {
        var id = cluster.shared();
        assertThat(refusal(id, "ann", 5L)).isEqualTo(Refusal.BEFORE_BIRTH);
        var tomorrow = HybridClock.ofMillis(System.currentTimeMillis() + 86_400_000);
        assertThat(refusal(id, "ann", tomorrow)).isEqualTo(Refusal.FUTURE);
        assertThat(refusal(id, "eve", null)).isEqualTo(Refusal.NOT_FOUND);
    }

    private ReadReply.State at(String id, @Nullable Long instant) {
        return (ReadReply.State) cluster.at(id, "ann", instant);
    }

    private Refusal refusal(String id, String user, @Nullable Long instant) {
        return ((ReadReply.Refused) cluster.at(id, user, instant)).why();
    }
}

package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster of two real nodes while people work at both edges and nodes die, stop and come. Every
 * test leaves it whole; the last one ends it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static ClusterNodes nodes;
    private static Person ann;

    @BeforeAll
    static void start() {
        nodes = ClusterNodes.start(2);
        nodes.awaitWhole(2);
        ann = Person.guest(nodes.edge(1), "Ann");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** Editors on one canvas, each with a widget of its own, one starting at each edge. */
    private record Work(String canvas, List<Editor> editors) {
        static Work start(String title) {
            var canvas = ann.canvas(title);
            var editors = new ArrayList<Editor>();
            for (var n = 0; n < 4; n++) {
                var widget = ann.todo(canvas, n * 3, 0);
                var edges = List.of(nodes.edge(1 + n % 2), nodes.edge(2 - n % 2));
                editors.add(new Editor(ann, edges, canvas, widget, title + n));
            }
            var work = new Work(canvas, editors);
            work.goesOn();
            work.longestGap();
            return work;
        }

        /** Returns when every editor has been acknowledged some more edits. */
        void goesOn() {
            var before = editors.stream().map(Editor::acknowledged).toList();
            for (var i = 0; i < editors.size(); i++) {
                var editor = editors.get(i);
                var wanted = before.get(i) + 20;
                await("edits of " + i + ", errors " + editor.errors())
                        .atMost(PATIENCE)
                        .until(() -> editor.acknowledged() > wanted);
            }
        }

        /** In milliseconds, of all editors, since it was last asked. */
        long longestGap() {
            return editors.stream().mapToLong(Editor::takeLongestGap).max().orElse(0);
        }

        Predicate<Integer> closedWith(Integer... codes) {
            return List.of(codes)::contains;
        }

        List<Integer> closes() {
            return editors.stream().flatMap(editor -> editor.closes().stream()).toList();
        }

        /** Every acknowledged edit is there once, and nobody saw an error. */
        void assertNothingBroken() {
            for (var editor : editors) {
                assertThat(editor.acknowledged()).isGreaterThan(20);
                assertThat(editor.broken(ann.at(nodes.edge(1)))).isEmpty();
            }
        }
    }

    @Order(1)
    @ParameterizedTest(name = "[DE-73] [DE-74] [Z3] [K3] node {0}")
    @DisplayName(
            "[DE-73] [DE-74] [DE-101] [Z3] [K3] either node is killed: the other one serves, clients resume there from their revisions, tells what was decided, and the killed one comes back as another process")
    @ValueSource(ints = {1, 2})
    void killed(int victim) {
        var work = Work.start("killed" + victim);
        var before = nodes.pid(victim);
        var other = nodes.pid(3 - victim);
        // Who starts nodes anew is held: one that is back before anybody decided takes the place of
        // its former life,
        // and nobody asks for the lease.
        nodes.process.signal("STOP");
        try {
            nodes.signal(victim, "KILL");
            work.goesOn();
            System.out.printf(
                    "kill -9 of node %d: edits accepted again after %d ms%n",
                    victim, work.longestGap());
            await().atMost(PATIENCE).untilAsserted(() -> assertSplitTold(3 - victim));
        } finally {
            nodes.process.signal("CONT");
        }
        nodes.awaitReady(victim, before);
        nodes.awaitWhole(2);
        assertThat(nodes.pid(3 - victim)).isEqualTo(other);
        work.goesOn();
        work.assertNothingBroken();
    }

    private static void assertSplitTold(int survivor) {
        var metrics =
                Person.anonymous(URI.create("http://localhost:" + nodes.opsPort(survivor)))
                        .get("/metrics")
                        .ok()
                        .raw()
                        .body();
        for (var decision :
                List.of(
                        "gesso_lease_decisions_total{decision=\"granted\"}",
                        "gesso_split_decisions_total{decision=\"suspected\"}",
                        "gesso_split_decisions_total{decision=\"went-on\"}")) {
            assertThat(metrics).containsPattern(Pattern.quote(decision) + " [1-9]");
        }
        assertThat(metrics)
                .contains("gesso_lease_decisions_total{decision=\"lost\"} 0.0")
                .contains("gesso_split_decisions_total{decision=\"ended\"} 0.0");
    }

    @Test
    @Order(2)
    @DisplayName(
            "[DE-75] [Z6] nodes are stopped one after the other under work: nobody sees an error")
    void rolling() {
        var work = Work.start("rolling");
        for (var node : List.of(2, 1)) {
            var before = nodes.pid(node);
            nodes.signal(node, "TERM");
            work.goesOn();
            nodes.awaitReady(node, before);
            nodes.awaitWhole(2);
            work.goesOn();
            System.out.printf(
                    "SIGTERM of node %d: longest time without an edit %d ms%n",
                    node, work.longestGap());
        }
        work.assertNothingBroken();
        assertThat(work.closes()).isNotEmpty().allMatch(work.closedWith(1012));
    }

    @Test
    @Order(3)
    @DisplayName(
            "[DE-76] [Z6] a third node joins under work, takes shards, is drained and leaves: nobody sees an error")
    void scaled() throws Exception {
        var work = Work.start("scaled");
        try (var third =
                GessoProcess.start(
                        Map.of("GESSO_DB", nodes.databaseUrl()),
                        "node",
                        "--roles=canvas,edge",
                        "--seeds=" + seed(1) + "," + seed(2))) {
            third.awaitReady();
            nodes.awaitWhole(3);
            var guest = new Editor(ann, edges(third), work.canvas(), widget(work), "third");
            await().atMost(PATIENCE).until(() -> guest.acknowledged() > 20);
            work.goesOn();
            third.post("/cluster/drain");
            assertThat(third.awaitEnd()).isZero();
            nodes.awaitWhole(2);
            work.goesOn();
            System.out.printf(
                    "join and drain of a third node: longest time without an edit %d ms%n",
                    work.longestGap());
            assertThat(guest.broken(ann)).isEmpty();
            assertThat(guest.closes()).allMatch(work.closedWith(1012));
        }
        work.assertNothingBroken();
        assertThat(work.closes()).isEmpty();
    }

    private static List<URI> edges(GessoProcess first) {
        return List.of(first.http(""), nodes.edge(1), nodes.edge(2));
    }

    private static String widget(Work work) {
        return ann.todo(work.canvas(), 0, 5);
    }

    private static String seed(int node) {
        return nodes.picture(node).path("self").asText().replace("gesso@", "");
    }

    @Test
    @Order(4)
    @DisplayName(
            "[DE-77] a paused node that was given up ends when it goes on, and comes back; nothing is lost or doubled")
    void paused() {
        var work = Work.start("paused");
        var before = nodes.pid(1);
        nodes.signal(1, "STOP");
        try {
            work.goesOn();
            await().atMost(PATIENCE).until(() -> nodes.picture(2).path("members").size() == 1);
            System.out.printf(
                    "SIGSTOP of node 1: edits accepted again after %d ms%n", work.longestGap());
        } finally {
            GessoProcess.signal("CONT", before);
        }
        nodes.awaitReady(1, before);
        nodes.awaitWhole(2);
        work.goesOn();
        work.assertNothingBroken();
    }

    @Test
    @Order(5)
    @DisplayName(
            "[DE-71] [DE-72] [DE-77] a first seed that starts anew while it is cut off ends up in one cluster with the others; nothing is lost or doubled")
    void cutOff() {
        var work = Work.start("cutoff");
        var first = nodes.pid(1);
        var second = nodes.pid(2);
        nodes.signal(2, "STOP");
        try {
            nodes.signal(1, "KILL");
            // It finds nobody who beats, and founds.
            nodes.awaitReady(1, first);
            work.goesOn();
        } finally {
            GessoProcess.signal("CONT", second);
        }
        nodes.awaitReady(2, second);
        nodes.awaitWhole(2);
        work.goesOn();
        work.assertNothingBroken();
    }

    @Test
    @Order(6)
    @DisplayName("[DE-78] a drained node stays away and the others go on")
    void drained() {
        var work = Work.start("drained");
        var pid = nodes.pid(2);
        Person.anonymous(URI.create("http://localhost:" + nodes.opsPort(2)))
                .post("/cluster/drain", "");
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
        work.goesOn();
        work.assertNothingBroken();
        assertThat(nodes.pid(2)).isEqualTo(pid);
    }

    @Test
    @Order(7)
    @DisplayName(
            "[DE-78] a stop ends all nodes and the database with status 0 and leaves no process")
    void stops() {
        var all = nodes.process.handle().descendants().toList();
        assertThat(all.stream().map(ProcessHandle::pid)).contains(nodes.pid(1));
        nodes.process.signal("INT");
        assertThat(nodes.process.awaitEnd()).isZero();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    @Order(8)
    @DisplayName("[DE-78] wrong numbers and taken ports are said before anything starts")
    void refused() throws Exception {
        var none = Map.<String, String>of();
        assertThat(GessoProcess.run(none, "cluster", "0").status()).isEqualTo(2);
        assertThat(GessoProcess.run(none, "cluster", "10").output()).contains("1 to 9");
        assertThat(GessoProcess.run(none, "cluster", "two").status()).isEqualTo(2);
        assertThat(GessoProcess.run(none, "cluster").status()).isEqualTo(2);
        assertThat(
                        GessoProcess.run(none, "cluster", "3", "--port=8080", "--ops-port=8100")
                                .output())
                .contains("another port of this cluster");
        assertThat(GessoProcess.run(none, "cluster", "9", "--port=65500").output())
                .contains("too large");
        var data = SharedGesso.folder("refused");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused =
                    GessoProcess.run(
                            none,
                            "cluster",
                            "2",
                            "--port=" + (taken.getLocalPort() - 10),
                            "--ops-port=" + (taken.getLocalPort() - 9),
                            "--data=" + data);
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output()).contains("Port " + taken.getLocalPort() + " on");
            assertThat(data).isEmptyDirectory();
        }
    }
}

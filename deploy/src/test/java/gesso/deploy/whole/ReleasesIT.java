package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gesso.deploy.db.PlainPostgres;
import gesso.protocol.Json;
import gesso.protocol.release.Release;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes of this release and of the one before, side by side over one database. */
@Tag("long")
class ReleasesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path OURS = Path.of("..").toAbsolutePath().normalize();

    /** Where a node is found, whatever release runs there. */
    private record Place(int port, int opsPort, int remotePort) {
        static Place free() {
            return new Place(
                    GessoProcess.freePort(), GessoProcess.freePort(), GessoProcess.freePort());
        }

        URI edge() {
            return URI.create("http://localhost:" + port);
        }
    }

    /** Two places, each with a node of some release. */
    private record Pair(PlainPostgres postgres, List<Place> places, List<GessoProcess> running)
            implements AutoCloseable {

        /** One after the other: the first makes the tables. */
        static Pair start(PlainPostgres postgres, Path tree) {
            var pair = new Pair(postgres, List.of(Place.free(), Place.free()), new ArrayList<>());
            try {
                for (var place : pair.places()) {
                    pair.running().add(pair.start(place, tree));
                    pair.running().getLast().awaitReady();
                }
                return pair;
            } catch (RuntimeException | Error notReady) {
                pair.close();
                throw notReady;
            }
        }

        private GessoProcess start(Place place, Path tree) {
            var seeds =
                    String.join(
                            ",",
                            places.stream().map(one -> "127.0.0.1:" + one.remotePort()).toList());
            return GessoProcess.startOf(
                    tree,
                    place.port(),
                    place.opsPort(),
                    place.remotePort(),
                    Map.of("GESSO_DB", postgres.database().address()),
                    "node",
                    "--roles=canvas,edge,feed",
                    "--seeds=" + seeds);
        }

        /** Stops the node there in order and starts one of another tree. */
        void replace(int node, Path tree) {
            running.get(node).signal("TERM");
            assertThat(running.get(node).awaitEnd()).isZero();
            running.set(node, start(places.get(node), tree).awaitReady());
        }

        List<URI> edges(int first) {
            return List.of(places.get(first).edge(), places.get(1 - first).edge());
        }

        /** What every member can read, as this node of ours says it. */
        int least(int node) {
            return ClusterNodes.ops(places.get(node).opsPort()).at("/release/least").asInt();
        }

        @Override
        public void close() {
            running.reversed().forEach(GessoProcess::close);
        }
    }

    @Test
    @DisplayName(
            "[DE-100] [Z6] nodes of the release before become nodes of this one under work, and back again: nobody sees an error, nothing is lost or doubled, the journal has no gap")
    void bothWays() throws Exception {
        var theirs = PreviousRelease.built();
        var began = System.nanoTime();
        try (var postgres = database();
                var pair = Pair.start(postgres, theirs);
                var work = new Work(pair)) {
            work.goesOn();
            step(pair, work, 1, OURS);
            assertThat(pair.least(1)).isEqualTo(Release.FIRST);
            step(pair, work, 0, OURS);
            await().atMost(PATIENCE).until(() -> pair.least(1) == Release.LEVEL);
            step(pair, work, 1, theirs);
            assertThat(pair.least(0)).isEqualTo(Release.FIRST);
            step(pair, work, 0, theirs);
            work.assertWhole(pair.places().getFirst().edge());
        }
        System.out.printf("both ways in %d s%n", (System.nanoTime() - began) / 1_000_000_000);
    }

    /** Of its own: not by {@link SharedGesso}, which would start a whole Gesso with it. */
    private static PlainPostgres database() throws Exception {
        return new PlainPostgres(
                Files.createTempDirectory("gesso-releases"),
                Path.of("target/cache").toAbsolutePath());
    }

    private static void step(Pair pair, Work work, int node, Path tree) {
        pair.replace(node, tree);
        work.goesOn();
        System.out.printf(
                "node %d is now of %s: longest time without an edit %d ms%n",
                node + 1, tree.equals(OURS) ? "this release" : "the one before", work.longestGap());
    }

    /** People on one canvas, by sockets and by HTTP, at both edges. */
    private static final class Work implements AutoCloseable {
        private final Person ann;
        private final String canvas;
        private final List<Editor> sockets = new ArrayList<>();
        private final List<HttpEditor> requests = new ArrayList<>();

        Work(Pair pair) {
            ann = Person.guest(pair.edges(0).getFirst(), "Ann");
            canvas = ann.canvas("Releases");
            for (var n = 0; n < 4; n++) {
                var person = Person.guest(pair.edges(0).getFirst(), "Person " + n);
                ann.invite(canvas, person, "editor");
                var widget = ann.todo(canvas, n * 3, 0);
                var edges = pair.edges(n % 2);
                if (n < 2) {
                    sockets.add(new Editor(person, edges, canvas, widget, "socket" + n));
                } else {
                    requests.add(new HttpEditor(person, edges, canvas, widget, "request" + n));
                }
            }
        }

        private List<IntSupplier> counts() {
            var counts = new ArrayList<IntSupplier>();
            sockets.forEach(one -> counts.add(one::acknowledged));
            requests.forEach(one -> counts.add(one::acknowledged));
            return counts;
        }

        /** Returns when everybody has been acknowledged some more edits. */
        void goesOn() {
            for (var count : counts()) {
                var wanted = count.getAsInt() + 20;
                await("edits; errors " + errors())
                        .atMost(PATIENCE)
                        .until(() -> count.getAsInt() > wanted);
            }
        }

        long longestGap() {
            return sockets.stream().mapToLong(Editor::takeLongestGap).max().orElse(0);
        }

        private List<String> errors() {
            var errors = new ArrayList<String>();
            sockets.forEach(one -> errors.addAll(one.errors()));
            requests.forEach(one -> errors.addAll(one.errors()));
            return errors;
        }

        void assertWhole(URI edge) {
            var at = ann.at(edge);
            for (var one : sockets) {
                assertThat(one.broken(at)).isEmpty();
                assertThat(one.closes()).isNotEmpty().allMatch(code -> code == 1012);
            }
            for (var one : requests) {
                assertThat(one.broken(at)).isEmpty();
            }
            assertGapless(at);
        }

        private void assertGapless(Person at) {
            var next = new TreeMap<String, Long>();
            at.get("/api/canvas/" + canvas + "/history?limit=0")
                    .ok()
                    .raw()
                    .body()
                    .lines()
                    .map(line -> Json.parse(line).orElseThrow())
                    .forEach(event -> {
                        var of = event.path("of").asText();
                        assertThat(event.path("rev").asLong())
                                .as(of)
                                .isEqualTo(next.merge(of, 1L, Long::sum));
                    });
            assertThat(next).hasSize(5);
        }

        @Override
        public void close() {
            sockets.forEach(Editor::close);
            requests.forEach(HttpEditor::close);
        }
    }
}

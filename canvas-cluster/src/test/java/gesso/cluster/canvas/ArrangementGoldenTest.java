package gesso.cluster.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Arrangement.Spot;
import gesso.protocol.Json;
import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import gesso.protocol.testing.Golden;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors that the browser's layout function must meet too. */
class ArrangementGoldenTest {
    private static final int SEEDED = 12;

    record Vector(Grid grid, Map<String, Spot> places) {}

    static Stream<Map.Entry<String, Vector>> vectors() {
        var vectors = new LinkedHashMap<String, Vector>();
        vectors.put("empty", new Vector(Grid.DEFAULT, Map.of()));
        vectors.put("stack", new Vector(Grid.DEFAULT, stack(false)));
        vectors.put("locked-first", new Vector(Grid.DEFAULT, stack(true)));
        vectors.put("free", new Vector(grid(12, Collision.FREE), stack(false)));
        vectors.put("reject", new Vector(grid(12, Collision.REJECT), stack(false)));
        vectors.put("narrower", new Vector(grid(4, Collision.PUSH), wide()));
        vectors.put("narrower-free", new Vector(grid(4, Collision.FREE), wide()));
        vectors.put("narrower-than-widget", new Vector(grid(2, Collision.PUSH), wide()));
        for (int seed = 1; seed <= SEEDED; seed++) {
            var random = new Random(seed);
            int columns = 1 + random.nextInt(24);
            vectors.put("seed-" + seed, new Vector(grid(columns, Collision.PUSH), any(random)));
        }
        return vectors.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    @DisplayName("[C6] [CL-C7] these places are shown there, in Java and in the browser")
    void shown(Map.Entry<String, Vector> vector) {
        var places = vector.getValue().places();
        var grid = vector.getValue().grid();
        var file = Json.object();
        file.set("grid", Json.tree(grid));
        file.set("places", Json.tree(new TreeMap<>(places)));
        file.set("shown", Json.tree(Arrangement.shown(new TreeMap<>(places), grid)));
        JsonNode written = Json.parse(Json.text(file)).orElseThrow();
        var path = "layout/" + vector.getKey() + ".json";
        assertThat(Golden.expected(path, written)).isEqualTo(Json.text(written));
    }

    private static Grid grid(int columns, Collision collision) {
        return new Grid(columns, 72, 24, collision);
    }

    private static Map<String, Spot> stack(boolean locked) {
        return Map.of(
                "a", spot(0, 0, 3, 4, false),
                "b", spot(0, 0, 3, 4, false),
                "c", spot(2, 1, 3, 4, locked),
                "d", spot(1, 9, 1, 1, false),
                "e", spot(4, 0, 2, 2, false));
    }

    private static Map<String, Spot> wide() {
        return Map.of(
                "a", spot(0, 0, 3, 2, false),
                "b", spot(8, 0, 3, 2, false),
                "c", spot(11, 1, 1, 1, false),
                "d", spot(6, 3, 4, 1, true));
    }

    private static Map<String, Spot> any(Random random) {
        var places = new TreeMap<String, Spot>();
        int count = 5 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            places.put(
                    "w" + i,
                    spot(
                            random.nextInt(24),
                            random.nextInt(20),
                            1 + random.nextInt(6),
                            1 + random.nextInt(6),
                            random.nextInt(5) == 0));
        }
        return places;
    }

    private static Spot spot(int x, int y, int w, int h, boolean locked) {
        return new Spot(new Position(x, y), new Size(w, h), locked);
    }
}

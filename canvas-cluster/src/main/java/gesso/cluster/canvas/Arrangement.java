package gesso.cluster.canvas;

import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where widgets are shown, as a function of where all of them are wanted: independent of the order
 * in which they came there. Under {@code push} widgets are placed in the order of their wanted y, x
 * and id, locked ones before all others; each keeps its column and goes down to the first rows that
 * are free. Under {@code reject} and {@code free} the wanted place is the shown one. In a grid with
 * fewer columns than a widget was put in, it is shown at the right edge. The browser has the same
 * function; golden vectors hold the two together.
 */
public final class Arrangement {
    private static final Comparator<Map.Entry<String, Spot>> ORDER =
            Comparator.comparing((Map.Entry<String, Spot> e) -> !e.getValue().locked())
                    .thenComparing(e -> e.getValue().position().y())
                    .thenComparing(e -> e.getValue().position().x())
                    .thenComparing(Map.Entry::getKey);

    private Arrangement() {}

    public record Spot(Position position, Size size, boolean locked) {}

    private record Box(int x, int y, int w, int h) {
        boolean besides(Box other) {
            return x >= other.x + other.w || other.x >= x + w;
        }

        boolean overlaps(Box other) {
            return !besides(other) && y < other.y + other.h && other.y < y + h;
        }
    }

    public static Map<String, Position> shown(Map<String, Spot> wanted, Grid grid) {
        return grid.collision() == Collision.PUSH ? pushed(wanted, grid) : inside(wanted, grid);
    }

    /** Two widgets that would share a cell where they are shown, if any. */
    public static Optional<List<String>> overlap(Map<String, Spot> wanted, Grid grid) {
        var boxes = new TreeMap<String, Box>();
        for (var entry : wanted.entrySet()) {
            var box = box(entry.getValue(), grid);
            for (var other : boxes.entrySet()) {
                if (box.overlaps(other.getValue())) {
                    return Optional.of(List.of(other.getKey(), entry.getKey()));
                }
            }
            boxes.put(entry.getKey(), box);
        }
        return Optional.empty();
    }

    private static Map<String, Position> inside(Map<String, Spot> wanted, Grid grid) {
        var shown = new TreeMap<String, Position>();
        wanted.forEach((id, spot) -> shown.put(id, position(box(spot, grid))));
        return shown;
    }

    private static Map<String, Position> pushed(Map<String, Spot> wanted, Grid grid) {
        var order = new ArrayList<>(wanted.entrySet());
        order.sort(ORDER);
        var placed = new ArrayList<Box>(order.size());
        var shown = new TreeMap<String, Position>();
        for (var entry : order) {
            var box = drop(box(entry.getValue(), grid), placed);
            insert(placed, box);
            shown.put(entry.getKey(), position(box));
        }
        return shown;
    }

    /**
     * {@code placed} is sorted by top edge and free of overlaps, so one pass downwards is enough.
     */
    private static Box drop(Box box, List<Box> placed) {
        for (var other : placed) {
            if (other.y >= box.y + box.h) {
                break;
            }
            if (box.overlaps(other)) {
                box = new Box(box.x, other.y + other.h, box.w, box.h);
            }
        }
        return box;
    }

    private static void insert(List<Box> placed, Box box) {
        int at = placed.size();
        while (at > 0 && placed.get(at - 1).y > box.y) {
            at--;
        }
        placed.add(at, box);
    }

    private static Box box(Spot spot, Grid grid) {
        var size = spot.size();
        int right = Math.max(0, grid.columns() - size.w());
        var wanted = spot.position();
        return new Box(Math.min(wanted.x(), right), wanted.y(), size.w(), size.h());
    }

    private static Position position(Box box) {
        return new Position(box.x, box.y);
    }
}

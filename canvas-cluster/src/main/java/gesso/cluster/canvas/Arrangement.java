package gesso.cluster.canvas;

import gesso.protocol.canvas.Collision;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Size;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Where widgets are shown, as a function of where all of them are wanted: independent of the order
 * in which they came there. Under {@code push} widgets are placed in the order of their wanted y, x
 * and id, locked ones before all others; each keeps its column and goes down to the first rows that
 * are free. Under {@code reject} and {@code free} the wanted place is the shown one. In a grid with
 * fewer columns than a widget was put in, it is shown at the right edge. The browser has the same
 * function; golden vectors hold the two together.
 */
public final class Arrangement {
    private static final int INDEX_BITS = 20;
    private static final int X_BITS = 16;
    private static final int Y_BITS = 24;

    private Arrangement() {}

    public record Spot(Position position, Size size, boolean locked) {}

    public static PMap<String, Position> shown(SortedMap<String, Spot> wanted, Grid grid) {
        return changed(
                HashTreePMap.empty(),
                List.copyOf(wanted.keySet()),
                List.copyOf(wanted.values()),
                grid);
    }

    /**
     * The same as {@link #shown}, sharing with {@code before} what has not changed.
     *
     * @param ids sorted
     * @param spots of these ids
     */
    static PMap<String, Position> changed(
            PMap<String, Position> before, List<String> ids, List<Spot> spots, Grid grid) {
        var places = places(spots.toArray(Spot[]::new), grid);
        var shown = before;
        for (int i = 0; i < places.length; i++) {
            if (!places[i].equals(shown.get(ids.get(i)))) {
                shown = shown.plus(ids.get(i), places[i]);
            }
        }
        return shown.size() == places.length ? shown : without(shown, ids);
    }

    /** Where the wanted place is the shown one a widget can be placed without the others. */
    static boolean isEachByItself(Grid grid) {
        return grid.collision() != Collision.PUSH;
    }

    static Position alone(Spot spot, Grid grid) {
        return at(spot, column(spot, grid), spot.position().y());
    }

    private static PMap<String, Position> without(PMap<String, Position> shown, List<String> ids) {
        var gone = new HashSet<>(shown.keySet());
        gone.removeAll(Set.copyOf(ids));
        return shown.minusAll(gone);
    }

    /** Two widgets that would share a cell where they are shown, if any. */
    public static Optional<List<String>> overlap(SortedMap<String, Spot> wanted, Grid grid) {
        var ids = List.copyOf(wanted.keySet());
        var spots = wanted.values().toArray(Spot[]::new);
        for (int i = 0; i < spots.length; i++) {
            for (int j = 0; j < i; j++) {
                if (overlap(spots[i], spots[j], grid)) {
                    return Optional.of(List.of(ids.get(j), ids.get(i)));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether two would share a cell, each where it is wanted. */
    static boolean overlap(Spot one, Spot other, Grid grid) {
        int x = column(one, grid);
        int z = column(other, grid);
        int y = one.position().y();
        int v = other.position().y();
        return x < z + other.size().w()
                && z < x + one.size().w()
                && y < v + other.size().h()
                && v < y + one.size().h();
    }

    /** In the order of {@code spots}, which are sorted by id. */
    private static Position[] places(Spot[] spots, Grid grid) {
        var shown = new Position[spots.length];
        if (grid.collision() == Collision.PUSH) {
            var rows = new Rows(spots.length);
            for (int i : order(spots)) {
                var size = spots[i].size();
                int x = column(spots[i], grid);
                shown[i] = at(spots[i], x, rows.drop(x, spots[i].position().y(), size));
            }
        } else {
            for (int i = 0; i < spots.length; i++) {
                shown[i] = alone(spots[i], grid);
            }
        }
        return shown;
    }

    /** Locked ones first, then by y, x and id; packed into one number, for this is a hot path. */
    private static int[] order(Spot[] spots) {
        var keys = new long[spots.length];
        for (int i = 0; i < spots.length; i++) {
            var at = spots[i].position();
            long key = spots[i].locked() ? 0 : 1;
            key = key << Y_BITS | at.y();
            key = key << X_BITS | at.x();
            keys[i] = key << INDEX_BITS | i;
        }
        Arrays.sort(keys);
        var order = new int[spots.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) keys[i] & ((1 << INDEX_BITS) - 1);
        }
        return order;
    }

    private static int column(Spot spot, Grid grid) {
        return Math.min(spot.position().x(), Math.max(0, grid.columns() - spot.size().w()));
    }

    private static Position at(Spot spot, int x, int y) {
        var wanted = spot.position();
        return wanted.x() == x && wanted.y() == y ? wanted : new Position(x, y);
    }

    /** What is placed so far: boxes sorted by their top edges, none over another. */
    private static final class Rows {
        private final int[] left;
        private final int[] right;
        private final int[] top;
        private final int[] bottom;
        private int count;
        private int tallest;

        Rows(int most) {
            left = new int[most];
            right = new int[most];
            top = new int[most];
            bottom = new int[most];
        }

        /**
         * The first free row at or below {@code y}, which is taken; one pass downwards finds it.
         */
        int drop(int x, int y, Size size) {
            for (int i = firstNear(y); i < count && top[i] < y + size.h(); i++) {
                if (bottom[i] > y && left[i] < x + size.w() && x < right[i]) {
                    y = bottom[i];
                }
            }
            insert(x, y, size);
            return y;
        }

        /** Boxes before this one end above {@code y}, however tall they are. */
        private int firstNear(int y) {
            int low = 0;
            int high = count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (top[middle] + tallest > y) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        private void insert(int x, int y, Size size) {
            tallest = Math.max(tallest, size.h());
            int at = count;
            while (at > 0 && top[at - 1] > y) {
                at--;
            }
            for (var edges : new int[][] {left, right, top, bottom}) {
                System.arraycopy(edges, at, edges, at + 1, count - at);
            }
            left[at] = x;
            right[at] = x + size.w();
            top[at] = y;
            bottom[at] = y + size.h();
            count++;
        }
    }
}

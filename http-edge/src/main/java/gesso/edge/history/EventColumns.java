package gesso.edge.history;

import gesso.edge.history.Timeline.Saved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What timelines need of a canvas's events up to a closed instant, in order of time: sixteen bytes
 * of each. The past never changes, so it is only ever added to. Not thread-safe.
 */
final class EventColumns {
    private static final int BYTES_EACH = 16;
    private static final int ROOM_LEAST = 256;

    private final int most;
    private final Words people = new Words();
    private final Words widgets = new Words();
    private final List<Saved> saved = new ArrayList<>();
    private long[] at = new long[ROOM_LEAST];
    private int[] by = new int[ROOM_LEAST];
    private int[] of = new int[ROOM_LEAST];
    private int size;
    private boolean full;
    private long until;

    /** Few words, each kept once. */
    private static final class Words {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> all = new ArrayList<>();

        int place(String word) {
            return places.computeIfAbsent(
                    word,
                    one -> {
                        all.add(one);
                        return all.size() - 1;
                    });
        }
    }

    /**
     * @param most events that are kept
     */
    EventColumns(int most) {
        this.most = most;
    }

    /** All before this instant is here. */
    long until() {
        return until;
    }

    int bytes() {
        return at.length * BYTES_EACH;
    }

    /** Where those who add begin, to come back to when they fail. */
    int size() {
        return size;
    }

    /** The next event, not before the last one. What there is no room for is left out. */
    void add(long instant, String user, @Nullable String widget) {
        if (full || size == most) {
            full = true;
            return;
        }
        if (size == at.length) {
            int room = Math.min(most, size * 2);
            at = Arrays.copyOf(at, room);
            by = Arrays.copyOf(by, room);
            of = Arrays.copyOf(of, room);
        }
        at[size] = instant;
        by[size] = people.place(user);
        of[size] = widget == null ? -1 : widgets.place(widget);
        size++;
    }

    void add(Saved layout) {
        if (!full) {
            saved.add(layout);
        }
    }

    /** All before {@code end} was added; where there was no room, it ends before that instant. */
    void added(long end) {
        until = end;
        if (full && size > 0) {
            until = at[size - 1];
            back(first(until));
        }
    }

    /** As if nothing had been added since. */
    void back(int before) {
        size = before;
        saved.removeIf(layout -> layout.at() >= until);
        full = false;
    }

    /** Those from {@code from} on, before {@code to}. */
    void fold(long from, long to, TimelineFold fold) {
        for (int i = first(from); i < size && at[i] < to; i++) {
            fold.add(at[i], people.all.get(by[i]), of[i] < 0 ? null : widgets.all.get(of[i]));
        }
    }

    List<Saved> saved(long from, long to) {
        return saved.stream().filter(one -> one.at() >= from && one.at() < to).toList();
    }

    /** Of those at this instant or later. */
    private int first(long instant) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

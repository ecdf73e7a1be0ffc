package gesso.edge.history;

import gesso.edge.history.Timeline.Bucket;
import gesso.edge.history.Timeline.Chapter;
import gesso.edge.history.Timeline.Maker;
import gesso.edge.history.Timeline.Saved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts events in the order of time. What it holds grows with buckets, people and widgets, not
 * with events.
 */
final class TimelineFold {
    /** What happened from one instant on, still growing. */
    private static final class Burst {
        private final long from;
        private final Map<String, Long> people = new HashMap<>();
        private final Map<String, Long> widgets = new HashMap<>();
        private long last;
        private long events;

        Burst(long from) {
            this.from = from;
        }
    }

    private final TimeGrid grid;
    private final int peopleShown;
    private final int widgetsShown;
    private final Map<String, Long> people = new HashMap<>();
    private final List<Burst> buckets = new ArrayList<>();
    private final List<Burst> chapters = new ArrayList<>();

    TimelineFold(TimeGrid grid, int peopleShown, int widgetsShown) {
        this.grid = grid;
        this.peopleShown = peopleShown;
        this.widgetsShown = widgetsShown;
    }

    /**
     * @param widget null for the canvas's own
     */
    void add(long at, String user, @Nullable String widget) {
        people.merge(user, 1L, Long::sum);
        long start = grid.start(at);
        if (buckets.isEmpty() || buckets.getLast().from != start) {
            buckets.add(new Burst(start));
        }
        count(buckets.getLast(), at, user);
        if (chapters.isEmpty() || at - chapters.getLast().last >= grid.quiet()) {
            chapters.add(new Burst(at));
        }
        var chapter = chapters.getLast();
        count(chapter, at, user);
        if (widget != null) {
            chapter.widgets.merge(widget, 1L, Long::sum);
        }
    }

    private static void count(Burst burst, long at, String user) {
        burst.events++;
        burst.last = at;
        burst.people.merge(user, 1L, Long::sum);
    }

    Timeline end(List<Saved> names) {
        var shown = new HashSet<>(mostFirst(people, peopleShown));
        var makers = together(people, shown);
        return new Timeline(
                grid.from(),
                grid.to(),
                people.values().stream().mapToLong(Long::longValue).sum(),
                buckets.stream()
                        .map(one -> new Bucket(one.from, one.events, together(one.people, shown)))
                        .toList(),
                mostFirst(makers, Integer.MAX_VALUE).stream()
                        .map(user -> new Maker(user, makers.getOrDefault(user, 0L)))
                        .toList(),
                chapters.stream().map(one -> chapter(one, shown)).toList(),
                names);
    }

    private Chapter chapter(Burst burst, Set<String> shown) {
        return new Chapter(
                burst.from,
                burst.last + 1,
                burst.events,
                mostFirst(together(burst.people, shown), Integer.MAX_VALUE),
                mostFirst(burst.widgets, widgetsShown));
    }

    /** People who are not shown as one. */
    private static TreeMap<String, Long> together(Map<String, Long> counts, Set<String> shown) {
        var all = new TreeMap<String, Long>();
        counts.forEach((user, n) ->
                all.merge(shown.contains(user) ? user : Timeline.OTHERS, n, Long::sum));
        return all;
    }

    /** Those who are not shown come last, however many they are. */
    private static List<String> mostFirst(Map<String, Long> counts, int most) {
        return counts.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Long>, Boolean>comparing(
                                        one -> one.getKey().equals(Timeline.OTHERS))
                                .thenComparing(
                                        Map.Entry.comparingByValue(Comparator.reverseOrder()))
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}

package gesso.edge.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A canvas's past at a glance: how much happened when, by whom, and in which bursts. Instants are
 * clock values.
 *
 * @param from inclusive
 * @param to exclusive
 * @param buckets without the empty ones
 * @param people who made the most first; all others as one, without a name
 * @param names layouts that were saved
 */
record Timeline(
        long from,
        long to,
        long events,
        List<Bucket> buckets,
        List<Maker> people,
        List<Chapter> chapters,
        List<Saved> names) {
    /** Stands for everybody who is not among those shown. */
    static final String OTHERS = "";

    record Bucket(long from, long n, SequencedMap<String, Long> by) {}

    /** How much one person made. */
    record Maker(String user, long n) {}

    /**
     * A burst of activity.
     *
     * @param to exclusive
     * @param by people, who made the most first
     * @param widgets with events of their own in it, the busiest first
     */
    record Chapter(long from, long to, long n, List<String> by, List<String> widgets) {}

    record Saved(String layout, String name, long at) {}

    /** Some events of one cell of a grid, counted. */
    sealed interface Count {
        int cell();

        /** By one person, or by {@link #OTHERS}. */
        record By(int cell, String user, long n, long first, long last) implements Count {}

        /** Of one widget. */
        record Of(int cell, String widget, long n) implements Count {}
    }

    /** Adds counts up in the order of their cells; it holds no more than what it answers. */
    static final class Fold {
        private final TimeGrid grid;
        private final int widgetsShown;
        private final List<Bucket> buckets = new ArrayList<>();
        private final Map<String, Long> people = new HashMap<>();
        private final List<Chapter> chapters = new ArrayList<>();
        private final Map<String, Long> chapterPeople = new HashMap<>();
        private final Map<String, Long> chapterWidgets = new HashMap<>();
        private long chapterFrom;
        private long chapterLast = Long.MIN_VALUE;
        private long chapterEvents;
        private long events;

        Fold(TimeGrid grid, int widgetsShown) {
            this.grid = grid;
            this.widgetsShown = widgetsShown;
        }

        /** One cell whole. */
        void cell(List<Count> counts) {
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            for (var count : counts) {
                if (count instanceof Count.By by) {
                    first = Math.min(first, by.first());
                    last = Math.max(last, by.last());
                }
            }
            if (chapterEvents > 0 && first - chapterLast >= grid.quiet()) {
                endChapter();
            }
            if (chapterEvents == 0) {
                chapterFrom = first;
            }
            chapterLast = last;
            counts.forEach(this::add);
        }

        private void add(Count count) {
            switch (count) {
                case Count.By(var cell, var user, var n, _, _) -> {
                    events += n;
                    chapterEvents += n;
                    people.merge(user, n, Long::sum);
                    chapterPeople.merge(user, n, Long::sum);
                    addToBucket(grid.start(grid.bucket(cell)), user, n);
                }
                case Count.Of(_, var widget, var n) -> chapterWidgets.merge(widget, n, Long::sum);
            }
        }

        private void addToBucket(long start, String user, long n) {
            var last = buckets.isEmpty() ? null : buckets.getLast();
            if (last == null || last.from() != start) {
                var by = new TreeMap<String, Long>();
                by.put(user, n);
                buckets.add(new Bucket(start, n, by));
            } else {
                last.by().merge(user, n, Long::sum);
                buckets.set(buckets.size() - 1, new Bucket(start, last.n() + n, last.by()));
            }
        }

        private void endChapter() {
            chapters.add(
                    new Chapter(
                            chapterFrom,
                            chapterLast + 1,
                            chapterEvents,
                            mostFirst(chapterPeople),
                            mostFirst(chapterWidgets).stream().limit(widgetsShown).toList()));
            chapterPeople.clear();
            chapterWidgets.clear();
            chapterEvents = 0;
        }

        Timeline end(List<Saved> names) {
            if (chapterEvents > 0) {
                endChapter();
            }
            var makers =
                    mostFirst(people).stream()
                            .map(user -> new Maker(user, people.getOrDefault(user, 0L)))
                            .toList();
            return new Timeline(
                    grid.from(),
                    grid.to(),
                    events,
                    List.copyOf(buckets),
                    makers,
                    List.copyOf(chapters),
                    names);
        }

        /** {@link #OTHERS} is last, however many they are. */
        private static List<String> mostFirst(Map<String, Long> counts) {
            return counts.entrySet().stream()
                    .sorted(
                            Comparator.<Map.Entry<String, Long>, Boolean>comparing(
                                            one -> one.getKey().equals(OTHERS))
                                    .thenComparing(
                                            Map.Entry.comparingByValue(Comparator.reverseOrder()))
                                    .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}

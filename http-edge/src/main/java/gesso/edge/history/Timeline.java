package gesso.edge.history;

import java.util.List;
import java.util.SequencedMap;

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
}

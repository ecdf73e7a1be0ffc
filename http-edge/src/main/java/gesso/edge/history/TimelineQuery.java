package gesso.edge.history;

import gesso.protocol.Decoded;
import gesso.protocol.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which stretch of a canvas's past is wanted, and in how many buckets.
 *
 * @param from inclusive; absent for its birth
 * @param to exclusive; absent for the present
 */
record TimelineQuery(Optional<Long> from, Optional<Long> to, int buckets) {
    static final int BUCKETS = 240;
    static final int BUCKETS_MAX = 1_000;

    private static final Set<String> KNOWN = Set.of("from", "to", "buckets");

    /** The stretch that is asked for, as far as it has happened. */
    sealed interface Range {
        record Known(TimeGrid grid) implements Range {}

        record Refused(Refusal why, String detail) implements Range {}
    }

    /**
     * @param birth of the canvas
     * @param end everything before it has happened
     */
    Range range(long birth, long end) {
        if (to.isPresent() && to.get() <= birth) {
            return new Range.Refused(Refusal.BEFORE_BIRTH, "There was no such canvas yet.");
        }
        if (from.isPresent() && from.get() >= end) {
            return new Range.Refused(Refusal.FUTURE, "Nothing has happened there yet.");
        }
        return new Range.Known(
                new TimeGrid(
                        Math.max(from.orElse(birth), birth),
                        Math.min(to.orElse(end), end),
                        buckets));
    }

    /** Reads the query of a request; all its faults at once. */
    static Decoded<TimelineQuery> parse(Map<String, String> given) {
        var read = new QueryReader(given, KNOWN);
        var from = read.one("from", TimelineQuery::instant, Optional.<Long>empty());
        var to = read.one("to", TimelineQuery::instant, Optional.<Long>empty());
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            read.fault("to", "must not be before from");
        }
        int buckets = read.one("buckets", TimelineQuery::buckets, BUCKETS);
        return read.decoded(() -> new TimelineQuery(from, to, buckets));
    }

    private static Optional<Optional<Long>> instant(String text) {
        return QueryReader.instant(text).map(Optional::of);
    }

    private static Optional<Integer> buckets(String text) {
        return QueryReader.count(text)
                .filter(count -> count >= 1 && count <= BUCKETS_MAX)
                .map(Long::intValue);
    }
}

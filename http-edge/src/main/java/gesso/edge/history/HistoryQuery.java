package gesso.edge.history;

import gesso.protocol.Decoded;
import gesso.protocol.Ids;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which part of a canvas's history is wanted.
 *
 * @param from inclusive
 * @param to exclusive
 * @param of {@code canvas} or widget ids; empty for all
 * @param by user ids; empty for all
 * @param types wire names; empty for all
 * @param correlation only the events of this chain
 * @param apps ids of apps: only events of their widgets; empty for all
 * @param revFrom inclusive, of each entity for itself
 * @param revTo exclusive
 * @param limit 0 for all
 * @param follow go on when the present is reached
 * @param order of the lines; {@code after} means in it
 */
record HistoryQuery(
        long from,
        long to,
        Set<String> of,
        Set<String> by,
        Set<String> types,
        Optional<String> correlation,
        Set<String> apps,
        long revFrom,
        long revTo,
        long limit,
        boolean follow,
        Order order,
        Place after) {
    private static final Set<String> KNOWN =
            Set.of(
                    "from",
                    "to",
                    "of",
                    "by",
                    "type",
                    "correlation",
                    "app",
                    "revFrom",
                    "revTo",
                    "limit",
                    "after",
                    "order",
                    "follow");

    /** Of the lines, by (at, of, rev). */
    enum Order {
        ASC(Place.FIRST),
        DESC(Place.LAST);

        private final Place start;

        Order(Place start) {
            this.start = start;
        }

        /** Before the first line. */
        Place start() {
            return start;
        }

        static Optional<Order> parse(String text) {
            return switch (text) {
                case "asc" -> Optional.of(ASC);
                case "desc" -> Optional.of(DESC);
                default -> Optional.empty();
            };
        }
    }

    /** Where a line stands in the order (at, of, rev). */
    record Place(long at, String of, long rev) {
        static final Place FIRST = new Place(-1, "", 0);
        static final Place LAST = new Place(Long.MAX_VALUE, "", 0);

        static Optional<Place> parse(String text) {
            var parts = text.split("~", -1);
            try {
                return parts.length == 3 && Ids.isWidget(parts[1])
                        ? Optional.of(
                                new Place(
                                        Long.parseLong(parts[0]),
                                        parts[1],
                                        Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (NumberFormatException notOurs) {
                return Optional.empty();
            }
        }
    }

    /** Reads the query of a request; all its faults at once. */
    static Decoded<HistoryQuery> parse(Map<String, String> given, int limitOtherwise) {
        var read = new QueryReader(given, KNOWN);
        long from = read.one("from", QueryReader::instant, 0L);
        long to = read.one("to", QueryReader::instant, Long.MAX_VALUE);
        if (from > to) {
            read.fault("to", "must not be before from");
        }
        long revFrom = read.one("revFrom", QueryReader::count, 0L);
        long revTo = read.one("revTo", QueryReader::count, Long.MAX_VALUE);
        if (revFrom > revTo) {
            read.fault("revTo", "must not be before revFrom");
        }
        boolean follow = read.one("follow", HistoryQuery::yes, false);
        var order = read.one("order", Order::parse, Order.ASC);
        if (follow && order == Order.DESC) {
            read.fault("follow", "goes on with what comes later: not with order=desc");
        }
        var query =
                new HistoryQuery(
                        from,
                        to,
                        read.words("of"),
                        read.words("by"),
                        read.words("type"),
                        read.one("correlation", HistoryQuery::chain, Optional.empty()),
                        read.words("app"),
                        revFrom,
                        revTo,
                        read.one(
                                "limit", QueryReader::count, limitOtherwise(given, limitOtherwise)),
                        follow,
                        order,
                        read.one("after", Place::parse, order.start()));
        return read.decoded(() -> query);
    }

    /** Who follows wants to go on; to others a part is enough unless they say so. */
    private static long limitOtherwise(Map<String, String> given, int otherwise) {
        return "true".equals(given.get("follow")) ? 0 : otherwise;
    }

    private static Optional<Boolean> yes(String text) {
        return text.equals("true") || text.equals("false")
                ? Optional.of(text.equals("true"))
                : Optional.empty();
    }

    private static Optional<Optional<String>> chain(String text) {
        return Ids.isOperation(text) ? Optional.of(Optional.of(text)) : Optional.empty();
    }
}

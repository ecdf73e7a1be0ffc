package gesso.edge.history;

import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Texts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        Place after) {
    private static final int WORDS_MAX = 100;
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
                    "follow");

    /** Where a line stands in the order (at, of, rev). */
    record Place(long at, String of, long rev) {
        static final Place FIRST = new Place(-1, "", 0);

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
        var errors = new ArrayList<FieldError>();
        var read = new Reader(given, errors);
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> errors.add(new FieldError(shown(name), "is not known")));
        long from = read.one("from", HistoryQuery::instant, 0L);
        long to = read.one("to", HistoryQuery::instant, Long.MAX_VALUE);
        if (from > to) {
            errors.add(new FieldError("to", "must not be before from"));
        }
        long revFrom = read.one("revFrom", HistoryQuery::count, 0L);
        long revTo = read.one("revTo", HistoryQuery::count, Long.MAX_VALUE);
        if (revFrom > revTo) {
            errors.add(new FieldError("revTo", "must not be before revFrom"));
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
                                "limit",
                                HistoryQuery::count,
                                limitOtherwise(given, limitOtherwise)),
                        read.one("follow", HistoryQuery::yes, false),
                        read.one("after", Place::parse, Place.FIRST));
        if (errors.isEmpty()) {
            return new Decoded.Ok<>(query);
        }
        return Decoded.invalid(errors);
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

    private record Reader(Map<String, String> given, List<FieldError> errors) {

        <T> T one(String name, Function<String, Optional<T>> shape, T otherwise) {
            @Nullable String text = given.get(name);
            if (text == null) {
                return otherwise;
            }
            return shape.apply(text)
                    .orElseGet(() -> {
                        errors.add(new FieldError(name, "is malformed"));
                        return otherwise;
                    });
        }

        Set<String> words(String name) {
            var text = given.getOrDefault(name, "");
            var words =
                    text.isEmpty()
                            ? Set.<String>of()
                            : Set.copyOf(Arrays.asList(text.split(",", -1)));
            if (words.size() > WORDS_MAX || !Texts.isClean(text) || words.contains("")) {
                errors.add(new FieldError(name, "must be a list of names, by comma"));
            }
            return words;
        }
    }

    private static String shown(String name) {
        return Texts.isClean(name) ? name.substring(0, Math.min(name.length(), 64)) : "query";
    }

    /** A clock value, or an ISO time. */
    private static Optional<Long> instant(String text) {
        var clock = count(text);
        if (clock.isPresent()) {
            return clock;
        }
        try {
            return Optional.of(HybridClock.ofMillis(Instant.parse(text).toEpochMilli()))
                    .filter(at -> at >= 0);
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Optional<String>> chain(String text) {
        return Ids.isOperation(text) ? Optional.of(Optional.of(text)) : Optional.empty();
    }

    private static Optional<Long> count(String text) {
        return text.matches("\\d{1,16}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}

package gesso.edge.history;

import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.HybridClock;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the query of a request part by part and gathers all its faults. */
final class QueryReader {
    private static final int WORDS_MAX = 100;

    private final Map<String, String> given;
    private final List<FieldError> errors = new ArrayList<>();

    /** What is not among {@code known} is a fault. */
    QueryReader(Map<String, String> given, Set<String> known) {
        this.given = given;
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> fault(shown(name), "is not known"));
    }

    void fault(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    <T> T one(String name, Function<String, Optional<T>> shape, T otherwise) {
        @Nullable String text = given.get(name);
        if (text == null) {
            return otherwise;
        }
        return shape.apply(text)
                .orElseGet(() -> {
                    fault(name, "is malformed");
                    return otherwise;
                });
    }

    Set<String> words(String name) {
        var text = given.getOrDefault(name, "");
        var words =
                text.isEmpty() ? Set.<String>of() : Set.copyOf(Arrays.asList(text.split(",", -1)));
        if (words.size() > WORDS_MAX || !Texts.isClean(text) || words.contains("")) {
            fault(name, "must be a list of names, by comma");
        }
        return words;
    }

    <T> Decoded<T> decoded(Supplier<T> query) {
        return errors.isEmpty() ? new Decoded.Ok<>(query.get()) : Decoded.invalid(errors);
    }

    private static String shown(String name) {
        return Texts.isClean(name) ? name.substring(0, Math.min(name.length(), 64)) : "query";
    }

    /** A clock value, or an ISO time. */
    static Optional<Long> instant(String text) {
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

    static Optional<Long> count(String text) {
        return text.matches("\\d{1,16}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}

package gesso.protocol.bus;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which types of events a subscription is for: one type, a family ({@code todo.*}), a verb ({@code
 * *.created}) or all ({@code *}). {@code docs/bus.md} has the table; the page's bus holds the same.
 */
public sealed interface EventPattern {
    int LENGTH_MAX = 64;

    /** Only this type. */
    record Exact(String type) implements EventPattern {}

    /** Types whose first word this is, and that have more than one. */
    record Family(String first) implements EventPattern {}

    /** Types whose last word this is, and that have more than one. */
    record Verb(String last) implements EventPattern {}

    record All() implements EventPattern {}

    Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    Pattern TYPE = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*");

    /** Empty for what is no pattern: a star stands for all words before or after one, or alone. */
    static Optional<EventPattern> parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        if (text.equals("*")) {
            return Optional.of(new All());
        }
        if (text.endsWith(".*")) {
            return word(text.substring(0, text.length() - 2)).map(Family::new);
        }
        if (text.startsWith("*.")) {
            return word(text.substring(2)).map(Verb::new);
        }
        return TYPE.matcher(text).matches() ? Optional.of(new Exact(text)) : Optional.empty();
    }

    /** What is written in code is a pattern, or a mistake. */
    static EventPattern of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("no pattern of events: " + text));
    }

    default boolean matches(String type) {
        int first = type.indexOf('.');
        return switch (this) {
            case Exact(var only) -> type.equals(only);
            case Family(var word) -> first >= 0 && type.substring(0, first).equals(word);
            case Verb(var word) ->
                    first >= 0 && type.substring(type.lastIndexOf('.') + 1).equals(word);
            case All() -> true;
        };
    }

    default String text() {
        return switch (this) {
            case Exact(var only) -> only;
            case Family(var word) -> word + ".*";
            case Verb(var word) -> "*." + word;
            case All() -> "*";
        };
    }

    /**
     * Patterns for SQL's {@code LIKE} that find the stored manifests of all types that match, and
     * of some that do not. What an app emitted has its type inside.
     */
    default List<String> manifests() {
        return switch (this) {
            case Exact(var only) ->
                    List.of(
                            only + ".%",
                            "canvas." + only + ".%",
                            "widget." + only + ".%",
                            "app." + only + ".%",
                            "generation." + only + ".%",
                            "widget.emitted.%");
            case Family(var word) -> List.of(word + ".%", "widget.emitted.%");
            case Verb(var word) -> List.of("%." + word + ".%", "widget.emitted.%");
            case All() -> List.of("%");
        };
    }

    private static Optional<String> word(String text) {
        return WORD.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}

package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Two fields of which one is never before or below the other: start and end, from and to, minimum
 * and maximum. Days and times are written so that their texts compare as they do.
 */
final class Pairs {
    /**
     * @param ordered which of the two is first is said by the words; else by their order
     */
    private record Pair(Pattern first, Pattern second, boolean ordered) {}

    private static Pair pair(String first, String second, boolean ordered) {
        return new Pair(
                Pattern.compile("\\b(?:" + first + ")\\b"),
                Pattern.compile("\\b(?:" + second + ")\\b"),
                ordered);
    }

    private static final List<Pair> ALL =
            List.of(
                    pair(
                            "start|starts|starting|begin|begins|beginning|started on",
                            "end|ends|ending|finish|finishes|finished on",
                            true),
                    pair("from", "to|until|till", true),
                    pair("min|minimum|least|lowest", "max|maximum|most|highest", true),
                    pair("check-in|check in", "check-out|check out", true),
                    pair("opening|opens|opened on", "closing|closes|closed on", true),
                    pair("first", "last", true),
                    pair("borrowed on|lent on|departure", "returned on|return", true),
                    pair("arrival", "departure", false),
                    pair("pick-up|pickup", "drop-off|return", true));

    /** Where a night lies between two times of day. */
    private static final Pattern NIGHT =
            Pattern.compile(
                    "\\b(?:nights?|shifts?|sleep|sleeping|bedtime|rota|roster|overnight|on call|on duty)\\b");

    /** What the language of rules cannot call a field. */
    private static final Pattern NO_NAME =
            Pattern.compile(
                    "true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while|this|has|size|int|uint|double|bool|string|bytes|list|map|type|timestamp|duration|all|exists|filter|matches|dyn");

    private Pairs() {}

    /**
     * @param about all that is said of the app, in small letters
     */
    static List<Rule> of(List<Field> fields, String about) {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < fields.size(); i++) {
            for (int later = i + 1; later < fields.size(); later++) {
                rule(fields.get(i), fields.get(later)).ifPresent(rules::add);
            }
        }
        boolean days = rules.stream().anyMatch(one -> isOf(FieldType.DATE, one, fields));
        if (days || NIGHT.matcher(about).find()) {
            rules.removeIf(one -> isOf(FieldType.TIME, one, fields));
        }
        return List.copyOf(rules);
    }

    private static boolean isOf(FieldType type, Rule rule, List<Field> fields) {
        return fields.stream()
                .anyMatch(one -> one.name().equals(rule.field()) && one.type() == type);
    }

    private static Optional<Rule> rule(Field one, Field other) {
        if (one.type() != other.type()
                || one.formula() != null
                || other.formula() != null
                || NO_NAME.matcher(one.name()).matches()
                || NO_NAME.matcher(other.name()).matches()) {
            return Optional.empty();
        }
        return switch (one.type()) {
            case DATE, TIME, NUMBER, DURATION ->
                    ALL.stream().flatMap(pair -> rule(pair, one, other).stream()).findFirst();
            case TEXT, LONGTEXT, BOOLEAN, CHOICE, RATING, PERSON, URL, EMAIL -> Optional.empty();
        };
    }

    private static Optional<Rule> rule(Pair pair, Field one, Field other) {
        if (isPair(pair, one, other)) {
            return Optional.of(rule(one, other, one.type()));
        }
        if (isPair(pair, other, one)) {
            return Optional.of(
                    pair.ordered() ? rule(other, one, one.type()) : rule(one, other, one.type()));
        }
        return Optional.empty();
    }

    /** Their labels are the same but for these words. */
    private static boolean isPair(Pair pair, Field first, Field second) {
        var one = pair.first().matcher(lower(first));
        var other = pair.second().matcher(lower(second));
        return one.find() && other.find() && one.replaceFirst("#").equals(other.replaceFirst("#"));
    }

    private static Rule rule(Field first, Field second, FieldType type) {
        var below = type.isNumeric() ? "below" : "before";
        return new Rule(
                "%s >= %s".formatted(second.name(), first.name()),
                "%s must not be %s %s".formatted(second.label(), below, lower(first)),
                second.name());
    }

    private static String lower(Field field) {
        return field.label().toLowerCase(Locale.ROOT);
    }
}

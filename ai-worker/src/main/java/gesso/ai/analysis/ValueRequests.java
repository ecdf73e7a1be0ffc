package gesso.ai.analysis;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.SpecificationRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests about what a field holds: its type, its limits, its unit. */
final class ValueRequests {
    private static final String N = "(-?\\d+(?:\\.\\d+)?)";
    private static final String MOST =
            "(?:at most|no more than|not more than|(?:not be|cannot be|can't be|can not be|never) (?:more|higher|larger|longer) than|max(?:imum)?\\.?(?: of)?|up to|limited to|out of)";
    private static final String LEAST =
            "(?:at least|no less than|not less than|(?:not be|cannot be|can't be|can not be|never) (?:less|lower|smaller|shorter) than|min(?:imum)?\\.?(?: of)?|starting (?:at|from))";
    private static final String OF = "(?: (?:for|of|on|in) (?:the )?(.+?))?";

    private record Limit(Pattern words, int field, int least, int most) {}

    private static Limit limit(String words, int field, int least, int most) {
        return new Limit(
                Pattern.compile(
                        "^(?:(?:make|set|let|change|allow|have|limit|restrict|cap) )?(?:the )?"
                                + words
                                + "(?: stars| characters| letters| chars)?$",
                        CASE_INSENSITIVE),
                field,
                least,
                most);
    }

    private static final List<Limit> LIMITS =
            List.of(
                    limit(
                            "(.+?) (?:(?:to|is|be|must be|should be|goes) )*(?:a number )?(?:between|from) "
                                    + N
                                    + " (?:and|to) "
                                    + N,
                            1,
                            2,
                            3),
                    limit(
                            "(?:max(?:imum)?|upper limit|most|limit)(?: length| value)?(?: (?:for|of|on|in) (?:the )?(.+?)) (?:(?:to|at|is|be|should be|must be) |= ?|: ?)"
                                    + N,
                            1,
                            0,
                            2),
                    limit(
                            "(?:min(?:imum)?|lower limit|least)(?: length| value)?(?: (?:for|of|on|in) (?:the )?(.+?)) (?:(?:to|at|is|be|should be|must be) |= ?|: ?)"
                                    + N,
                            1,
                            2,
                            0),
                    limit(
                            "(?:at most|max(?:imum)?|no more than|up to)(?: of)? "
                                    + N
                                    + "(?: stars| characters)?"
                                    + OF,
                            2,
                            0,
                            1),
                    limit(
                            "(?:at least|min(?:imum)?|no less than)(?: of)? "
                                    + N
                                    + "(?: characters)?"
                                    + OF,
                            2,
                            1,
                            0),
                    limit(
                            "(.+?) (?:(?:to|is|be|may be|can be|must be|should be|has|have|may|can|should|must) )*"
                                    + MOST
                                    + " "
                                    + N,
                            1,
                            0,
                            2),
                    limit(
                            "(.+?) (?:(?:to|is|be|may be|can be|must be|should be|has|have|may|can|should|must) )*"
                                    + LEAST
                                    + " "
                                    + N,
                            1,
                            2,
                            0),
                    limit("(.+?) to " + N + " (?:to|-) " + N, 1, 2, 3),
                    limit("(.+?) (?:with|to have|has) " + N + " stars", 1, 0, 2));
    private static final Pattern LIMITED =
            Pattern.compile(
                    "^(?:limit|restrict|cap) (?:the )?(.+?) (?:to|at) "
                            + N
                            + "(?: characters| letters| stars)?$",
                    CASE_INSENSITIVE);
    private static final Pattern TYPE =
            Pattern.compile(
                    "^(?:make|change|turn|convert|let|set) (?:the )?(.+?) (?:(?:to be|to|into|be|as) )?(?:an? )?(text|long text|multi-?line text|number|numeric|date|time|check ?box|tick ?box|yes/no|yes or no|true/false|boolean|rating|stars|person|link|url|email|duration|(?:choice|drop-?down|select|selection|option list)(?: (?:of|from|with|between|:)|:)?(?: options| choices)? ?(.*))(?: field)?$",
                    CASE_INSENSITIVE);
    private static final Pattern UNIT =
            Pattern.compile(
                    "^(?:(?:show|display|measure|give|make|put|enter|have|note) )?(?:the )?(.+?) (?:(?:is|are|should be|must be) )?in ([\\p{L}%€$£°²³/]+(?: per \\w+)?)$",
                    CASE_INSENSITIVE);

    private final Draft draft;

    ValueRequests(Draft draft) {
        this.draft = draft;
    }

    Outcome limits(String words) {
        var brief = LIMITED.matcher(words);
        if (brief.matches()) {
            return limited(brief.group(1), null, Double.valueOf(brief.group(2)));
        }
        for (var limit : LIMITS) {
            var said = limit.words().matcher(words);
            if (said.matches()) {
                return limited(
                        said.group(limit.field()),
                        number(said.toMatchResult(), limit.least()),
                        number(said.toMatchResult(), limit.most()));
            }
        }
        return Outcome.OTHER;
    }

    private static @Nullable Double number(MatchResult said, int group) {
        return group == 0 ? null : Double.valueOf(said.group(group));
    }

    private Outcome limited(@Nullable String words, @Nullable Double least, @Nullable Double most) {
        var field = words == null ? only() : draft.find(words);
        if (field.isEmpty()) {
            return words == null
                    ? Outcome.problem("Say of which field: for example “the amount at most 10”.")
                    : draft.none(words);
        }
        var one = field.get();
        var min = least == null ? one.min() : least;
        var max = most == null ? one.max() : most;
        return switch (one.type()) {
            case NUMBER, DURATION -> ranged(one, min, max);
            case TEXT, LONGTEXT ->
                    min != null && min < 0 || max != null && max < 1
                            ? Outcome.problem("A text has no length like that.")
                            : ranged(one, min, max);
            case RATING ->
                    max == null
                                    || max < 2
                                    || max > SpecificationRules.STARS_MAX
                                    || max != Math.rint(max)
                            ? Outcome.problem(
                                    "A rating has 2 to %d stars.", SpecificationRules.STARS_MAX)
                            : ranged(one, 1.0, max);
            case DATE, TIME, BOOLEAN, CHOICE, PERSON, URL, EMAIL ->
                    Outcome.problem("“%s” is no number: it has no such limit.", one.label());
        };
    }

    private Outcome ranged(Field field, @Nullable Double min, @Nullable Double max) {
        if (min != null && max != null && min > max) {
            return Outcome.problem(
                    "“%s” cannot be at least more than it is at most.", field.label());
        }
        draft.put(field, field.from(min, max));
        return Outcome.DONE;
    }

    private Optional<Field> only() {
        var numbers =
                draft.fields().stream()
                        .filter(one -> one.type().isNumeric() && one.formula() == null)
                        .toList();
        return numbers.size() == 1 ? Optional.of(numbers.getFirst()) : Optional.empty();
    }

    /** The name stays: what fits the new type is still shown. */
    Outcome type(String words) {
        var said = TYPE.matcher(words);
        var field = said.matches() ? draft.find(said.group(1)) : Optional.<Field>empty();
        if (field.isEmpty()) {
            return Outcome.OTHER;
        }
        var old = field.get();
        var plain = Field.of(old.name(), old.label(), FieldType.TEXT);
        var asked = said.group(2).toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
        var fresh =
                switch (asked) {
                    case "text" -> plain;
                    case "longtext", "multilinetext" -> typed(old, FieldType.LONGTEXT);
                    case "number", "numeric" -> typed(old, FieldType.NUMBER);
                    case "date" -> typed(old, FieldType.DATE);
                    case "time" -> typed(old, FieldType.TIME);
                    case "checkbox", "tickbox", "yes/no", "yesorno", "true/false", "boolean" ->
                            typed(old, FieldType.BOOLEAN);
                    case "rating", "stars" -> typed(old, FieldType.RATING).from(1.0, 5.0);
                    case "person" -> typed(old, FieldType.PERSON);
                    case "link", "url" -> typed(old, FieldType.URL);
                    case "email" -> typed(old, FieldType.EMAIL);
                    case "duration" -> typed(old, FieldType.DURATION);
                    default -> plain.among(FieldReader.options(said.group(3)));
                };
        if (fresh.options() != null && fresh.options().size() < 2) {
            return Outcome.problem(
                    "What can “%s” be? Say for example: make it a choice of low, medium, high.",
                    old.label());
        }
        draft.put(old, old.required() ? fresh.mandatory() : fresh);
        return Outcome.DONE;
    }

    private static Field typed(Field old, FieldType type) {
        return Field.of(old.name(), old.label(), type);
    }

    Outcome unit(String words) {
        var said = UNIT.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var field = draft.find(said.group(1)).filter(one -> one.type() == FieldType.NUMBER);
        var unit =
                FieldReader.read("amount in " + said.group(2))
                        .flatMap(one -> Optional.ofNullable(one.unit()))
                        .filter(one -> !one.equals(Words.singular(said.group(2))))
                        .or(() -> Optional.of(said.group(2)))
                        .filter(one -> one.length() <= SpecificationRules.UNIT_MAX);
        if (field.isEmpty() || unit.isEmpty()) {
            return Outcome.OTHER;
        }
        draft.put(field.get(), field.get().in(unit.get()));
        return Outcome.DONE;
    }
}

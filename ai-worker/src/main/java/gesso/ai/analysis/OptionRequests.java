package gesso.ai.analysis;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests about what a choice can be. */
final class OptionRequests {
    private static final String OPTION = "(?:options?|choices?|answers?|values?)";
    private static final Pattern SET =
            Pattern.compile(
                    "^(?:(?:change|set|make|let) )?(?:the )?(?:options|choices|answers|values|columns|stages)(?: (?:of|for) (?:the )?(.+?))?(?: (?:to be|to|be|are|should be|must be)|:) (.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern CAN_BE =
            Pattern.compile(
                    "^(?:the )?(.+?) (?:can|should|must|may) (?:only )?be (?:one of|either)(?: the)? (.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern NAMED =
            Pattern.compile(
                    "^(?:add|include) (?:(?:an?|the|another|new|one more|also) )*(options?|choices?|answers?|values?|columns?|lanes?|stages?) (?:called |named |for )?(.+?)(?: (?:to|for|in|of) (?:the )?([^,]+))?$",
                    CASE_INSENSITIVE);
    private static final Pattern TO =
            Pattern.compile(
                    "^(?:add|include) (.+?) (?:as (?:an? |another )?"
                            + OPTION
                            + "(?: (?:to|for|of|in) (?:the )?(.+))?|to (?:the )?"
                            + OPTION
                            + " (?:of|for) (?:the )?(.+)|(?:to|in) (?:the )?(.+?)(?: "
                            + OPTION
                            + ")?)$",
                    CASE_INSENSITIVE);
    private static final Pattern REMOVE =
            Pattern.compile(
                    "^(?:remove|drop|delete|take|hide) (?:the )?(?:"
                            + OPTION
                            + " |column |lane |stage )?(.+?)(?: (?:option|choice|answer|column|lane|stage))?(?: (?:from|of|out of) (?:the )?(?:"
                            + OPTION
                            + " (?:of|for) (?:the )?)?(.+?)(?: "
                            + OPTION
                            + ")?)?$",
                    CASE_INSENSITIVE);

    private final Draft draft;

    OptionRequests(Draft draft) {
        this.draft = draft;
    }

    static Field among(Field field, List<String> options) {
        return new Field(
                field.name(),
                field.label(),
                field.type(),
                field.required(),
                null,
                null,
                options,
                null,
                null);
    }

    private static boolean isChoice(Field field) {
        return field.type() == FieldType.CHOICE;
    }

    /** The one that is meant when none is named: of the first view, else the only one. */
    private Optional<Field> usual() {
        var grouped = draft.any(one -> isChoice(one) && one.name().equals(draft.first().group()));
        var all = draft.fields().stream().filter(OptionRequests::isChoice).toList();
        return grouped.isPresent() || all.size() != 1 ? grouped : Optional.of(all.getFirst());
    }

    Outcome set(String words) {
        var can = CAN_BE.matcher(words);
        var said = can.matches() ? can : SET.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var field = said.group(1) == null ? usual() : draft.find(said.group(1));
        var options = FieldReader.options(said.group(2));
        if (field.isEmpty()) {
            return said.group(1) == null ? Outcome.OTHER : draft.none(said.group(1));
        }
        if (options.size() < 2) {
            return tooFew(field.get());
        }
        return put(among(retyped(field.get()), options), field.get());
    }

    private static Field retyped(Field field) {
        return new Field(
                field.name(),
                field.label(),
                FieldType.CHOICE,
                field.required(),
                null,
                null,
                field.options(),
                null,
                null);
    }

    private Outcome put(Field fresh, Field old) {
        draft.put(old, fresh);
        return Outcome.DONE;
    }

    private static Outcome tooFew(Field field) {
        return Outcome.problem("“%s” needs two options at least.", field.label());
    }

    Outcome add(String words) {
        var named = NAMED.matcher(words);
        if (named.matches()) {
            boolean column =
                    named.group(1)
                            .toLowerCase(java.util.Locale.ROOT)
                            .matches("columns?|lanes?|stages?");
            if (column && draft.first().kind() != Kind.BOARD) {
                return Outcome.OTHER;
            }
            var to =
                    Optional.ofNullable(named.group(3))
                            .flatMap(draft::find)
                            .filter(OptionRequests::isChoice);
            var field = to.isPresent() ? to : usual();
            return field.isEmpty()
                    ? Outcome.problem("Nothing here has options that one could be added to.")
                    : more(field.get(), named.group(2));
        }
        var said = TO.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var to =
                said.group(2) != null
                        ? said.group(2)
                        : said.group(3) != null ? said.group(3) : said.group(4);
        var field = to == null ? usual() : draft.find(to).filter(OptionRequests::isChoice);
        return field.isEmpty() ? Outcome.OTHER : more(field.get(), said.group(1));
    }

    private Outcome more(Field field, String list) {
        var options = new ArrayList<>(Optional.ofNullable(field.options()).orElse(List.of()));
        for (var one : FieldReader.options(list)) {
            if (options.stream().anyMatch(one::equalsIgnoreCase)) {
                return Outcome.problem("“%s” has “%s” already.", field.label(), one);
            }
            options.add(one);
        }
        return options.size() > SpecificationRules.OPTIONS_MAX
                ? Outcome.problem(
                        "“%s” would have more than %d options.",
                        field.label(), SpecificationRules.OPTIONS_MAX)
                : put(among(field, options), field);
    }

    Outcome remove(String words) {
        var said = REMOVE.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var from =
                Optional.ofNullable(said.group(2))
                        .flatMap(draft::find)
                        .filter(OptionRequests::isChoice);
        if (said.group(2) != null && from.isEmpty()
                || draft.find(said.group(1)).isPresent() && from.isEmpty()) {
            return Outcome.OTHER;
        }
        var gone = FieldReader.options(said.group(1));
        var field =
                from.or(() ->
                        draft.any(one ->
                                isChoice(one)
                                        && gone.stream().allMatch(option -> has(one, option))));
        if (field.isEmpty()) {
            return Outcome.OTHER;
        }
        for (var option : gone) {
            if (!has(field.get(), option)) {
                return Outcome.problem(
                        "“%s” has no “%s”: it can be %s.",
                        field.get().label(),
                        option,
                        String.join(
                                ", ",
                                Optional.ofNullable(field.get().options()).orElse(List.of())));
            }
        }
        var left =
                Optional.ofNullable(field.get().options()).orElse(List.of()).stream()
                        .filter(one -> gone.stream().noneMatch(one::equalsIgnoreCase))
                        .toList();
        return left.size() < 2 ? tooFew(field.get()) : put(among(field.get(), left), field.get());
    }

    private static boolean has(Field field, String option) {
        return field.options() != null
                && field.options().stream().anyMatch(option::equalsIgnoreCase);
    }
}

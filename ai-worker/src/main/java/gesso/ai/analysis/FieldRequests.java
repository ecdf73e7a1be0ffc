package gesso.ai.analysis;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests about which fields there are, what they are called, and which must be filled in. */
final class FieldRequests {
    private static final Pattern ADD =
            Pattern.compile(
                    "^(?:add|include|put in|append|insert|introduce|with|track|record|store|keep|have|give (?:it|them|each|every)(?: \\w+)?|(?:there|it|each|they) (?:should|must|could)(?: also)? (?:be|have)|(?:i|we) (?:also )?(?:need|want))(?: also)?:? (?:also )?(.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern TO_ALL =
            Pattern.compile(
                    " (?:to|for|on|in|into) (?:the |each |every |all |all the |this |my |our )?(?:app|it|them|list|form|table|board|calendar|cards?|view|items?|entry|entries|records?|rows?|end|one|ones)$",
                    CASE_INSENSITIVE);
    private static final Pattern HEAD =
            Pattern.compile(
                    "^(?:(?:an?|the|another|one more|more|new|extra|additional|second|two|three|four|some|following|these|also) )*(?:fields?|columns?|properties|property|attributes?)(?: for|:)? (?!called|named|label)",
                    CASE_INSENSITIVE);
    private static final Pattern MANY =
            Pattern.compile(
                    "^(?:(?:the|two|three|four|some|following|these|more|new) )*(?:fields|columns|properties|things)$",
                    CASE_INSENSITIVE);
    private static final Pattern WITH_OPTIONS =
            Pattern.compile(
                    " (?:with|of|having|and)(?: the)? (?:options|choices|values|answers)(?: of|:)? ([^()]+)$",
                    CASE_INSENSITIVE);
    private static final Pattern MUST =
            Pattern.compile("\\b(?:required|mandatory|compulsory|obligatory) ", CASE_INSENSITIVE);

    /** A sentence, and no name of anything. */
    private static final Pattern SAYS =
            Pattern.compile(
                    "\\b(?:it|them|me|us|everything)\\b(?! is| has| was)", CASE_INSENSITIVE);

    private static final Pattern COMPUTED =
            Pattern.compile(
                    "^(?:an? |the )?([\\p{L}][\\p{L}\\p{N} -]*?)\\s*(?:=|(?:,? ?(?:which is|that is) )?(?:calculated|computed|worked out) (?:as|from|by)|,? ?(?:which is|that is|equal to|being|as))\\s*(.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern REMOVE =
            Pattern.compile(
                    "^(?:remove|drop|delete|hide|get rid of|take (?:out|away|off)|leave out|throw out|lose|kill|without|no more|(?:i|we) (?:do not|don't) (?:need|want)|no need for|forget(?: about)?) (.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern RENAME =
            Pattern.compile(
                    "^(?:rename|relabel|change(?: the (?:name|label) of)?|call|label|replace) (?:the )?(.+?) (?:to|into|as|by|with|=>|->) (.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern CALL =
            Pattern.compile("^(?:call|label) (?:the )?(.+?) [\"'](.+)[\"']$", CASE_INSENSITIVE);
    private static final Pattern NEED =
            Pattern.compile(
                    "^(?:require|(?:people|everybody|everyone) (?:must|have to|has to) (?:give|fill in|enter)) (.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern REQUIRED =
            Pattern.compile(
                    "(.+?),? (?:(?:as|be|is|are|to be|must be|should be) )*(not required|not mandatory|required|mandatory|compulsory|obligatory|optional|voluntary)(?: fields?)?(?:,? and |, |$)",
                    CASE_INSENSITIVE);

    private final Draft draft;

    FieldRequests(Draft draft) {
        this.draft = draft;
    }

    Outcome required(String words) {
        var need = NEED.matcher(words);
        if (need.matches()) {
            return each(need.group(1), true);
        }
        var said =
                REQUIRED.matcher(
                        words.replaceFirst("^(?i)(?:make|set|mark|have|let|change|turn) ", ""));
        Outcome outcome = Outcome.OTHER;
        int from = 0;
        while (!(outcome instanceof Outcome.Problem) && said.find() && said.start() == from) {
            boolean must =
                    !said.group(2).toLowerCase(Locale.ROOT).matches("not .*|optional|voluntary");
            outcome = each(said.group(1).replaceFirst(" to$", ""), must);
            from = said.end();
        }
        return outcome;
    }

    private Outcome each(String list, boolean required) {
        if (Draft.bare(list)
                .matches("everything|all|all of them|every|each|each field|every field")) {
            draft.fields().replaceAll(one -> one.formula() == null ? with(one, required) : one);
            return Outcome.DONE;
        }
        for (var words : Chunks.of(list)) {
            var field = draft.find(words);
            if (field.isEmpty()) {
                return draft.none(words);
            }
            if (field.get().formula() != null && required) {
                return Outcome.problem(
                        "“%s” is computed: nobody fills it in.", field.get().label());
            }
            draft.put(field.get(), with(field.get(), required));
        }
        return Outcome.DONE;
    }

    private static Field with(Field field, boolean required) {
        return new Field(
                field.name(),
                field.label(),
                field.type(),
                required,
                field.min(),
                field.max(),
                field.options(),
                field.unit(),
                field.formula());
    }

    Outcome add(String words) {
        var said = ADD.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var what = TO_ALL.matcher(said.group(1)).replaceFirst("");
        what = HEAD.matcher(what).replaceFirst("");
        var computed = COMPUTED.matcher(what);
        if (computed.matches()) {
            var formula = Arithmetic.of(computed.group(2), draft);
            if (formula.isPresent()) {
                return computed(computed.group(1), formula.get());
            }
        }
        what = WITH_OPTIONS.matcher(what).replaceFirst(" ($1)");
        int colon = colon(what);
        if (colon > 0) {
            var head = what.substring(0, colon);
            var list = what.substring(colon + 1).strip();
            what = MANY.matcher(head.strip()).matches() ? list : head + " (" + list + ")";
        }
        Outcome outcome = Outcome.OTHER;
        for (var chunk : Chunks.of(what)) {
            boolean must = MUST.matcher(chunk).find();
            var field =
                    SAYS.matcher(chunk).find()
                            ? Optional.<Field>empty()
                            : FieldReader.read(MUST.matcher(chunk).replaceFirst(""));
            if (field.isEmpty()) {
                return Outcome.problem("“%s” does not name a field.", chunk);
            }
            outcome = draft.add(must ? field.get().mandatory() : field.get());
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return outcome;
    }

    private static int colon(String text) {
        int open = text.indexOf('(');
        int colon = text.indexOf(':');
        return open >= 0 && open < colon ? -1 : colon;
    }

    private Outcome computed(String label, String formula) {
        var words = label.strip();
        return draft.add(
                Field.of(
                                Words.name(words, "result"),
                                Words.label(words, SpecificationRules.LABEL_MAX),
                                FieldType.NUMBER)
                        .computed(formula));
    }

    Outcome remove(String words) {
        var said = REMOVE.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var what =
                TO_ALL.matcher(said.group(1))
                        .replaceFirst("")
                        .replaceFirst(
                                " (?:any ?more|from (?:the )?(?:app|list|form|table|board|it|cards?|view))$",
                                "");
        var all = draft.find(what).map(_ -> List.of(what)).orElseGet(() -> Chunks.of(what));
        for (var one : all) {
            var field = draft.find(one);
            if (field.isEmpty()) {
                return draft.none(one);
            }
            if (draft.remove(field.get()) instanceof Outcome.Problem problem) {
                return problem;
            }
        }
        return Outcome.DONE;
    }

    /** The label alone: under its name are the values that there are already. */
    Outcome rename(String words) {
        var called = CALL.matcher(words);
        var said = called.matches() ? called : RENAME.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var label =
                Words.label(
                        said.group(2).replaceAll("^[\"']|[\"']$", "").strip(),
                        SpecificationRules.LABEL_MAX);
        var old = said.group(1).replaceAll("^[\"']|[\"']$", "");
        var field = draft.find(old);
        if (field.isEmpty()) {
            return other(old, label);
        }
        boolean taken =
                draft.fields().stream()
                        .anyMatch(one -> one != field.get() && one.label().equalsIgnoreCase(label));
        if (taken || label.isBlank()) {
            return Outcome.problem("There is “%s” already.", label);
        }
        var one = field.get();
        draft.put(
                one,
                new Field(
                        one.name(),
                        label,
                        one.type(),
                        one.required(),
                        one.min(),
                        one.max(),
                        one.options(),
                        one.unit(),
                        one.formula()));
        return Outcome.DONE;
    }

    /** Of an option, else of what one record is called. */
    private Outcome other(String old, String label) {
        for (var field : new ArrayList<>(draft.fields())) {
            var options = Optional.ofNullable(field.options()).orElse(List.of());
            var named = options.stream().filter(old.strip()::equalsIgnoreCase).findFirst();
            if (named.isPresent()) {
                if (options.stream().anyMatch(label::equalsIgnoreCase)
                        && !named.get().equalsIgnoreCase(label)) {
                    return Outcome.problem("“%s” has “%s” already.", field.label(), label);
                }
                draft.put(
                        field,
                        OptionRequests.among(
                                field,
                                options.stream()
                                        .map(one -> one.equals(named.get()) ? label : one)
                                        .toList()));
                return Outcome.DONE;
            }
        }
        if (Draft.bare(old).equals(Draft.bare(draft.thing()))) {
            draft.thing(Words.singular(label));
            return Outcome.DONE;
        }
        return draft.none(old);
    }
}

package gesso.ai.analysis;

import gesso.ai.analysis.Analysis.Declined;
import gesso.ai.analysis.Analysis.Understood;
import gesso.ai.analysis.Analysis.Why;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Changes a specification as somebody asks in words. All that was asked is done, or nothing is and
 * the answer says why. A function: the same specification and words always give the same.
 */
public final class Refiner {
    private static final Pattern POLITE =
            Pattern.compile(
                    "^(?:(?:please|pls|now|ok|okay|and|then|but|also(?! (?:show|display|view|see)\\b)|so|hi|hey|just|could you|can you|would you|will you|i(?:'d| would) like(?: you)? to|i want(?: you)? to|we want to|we need to|i need to|let's|let us|you should)[ ,]+)+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER =
            Pattern.compile(
                    "[ ,]+(?:please|pls|thanks|thank you|now|if possible)$",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern NOTHING =
            Pattern.compile(
                    "(?:thanks|thank you|cheers|please|that's (?:all|it)|ok|okay|great)",
                    Pattern.CASE_INSENSITIVE);

    /** Where one request ends and another one begins. */
    private static final Pattern NEXT =
            Pattern.compile(
                    "(?:,? (?:and then|and also|and|then|but)|,) (?:please |also |then |(?:could|can|would|will) you )*(?=(?:add|include|remove|drop|delete|hide|rename|relabel|get rid of|take out|leave out|require|limit|restrict|call (?:it|the|this)|name it|make (?:it|the|them|[\\w ]+? (?:required|mandatory|optional|an? |at (?:most|least)))|change|turn|convert|switch|move (?:it|to)|set (?:the |[\\w ]+? to )|show (?:it|them|as|the|this|everything|all|records|in|on|also)|display|sort|order (?:it |them |everything )?by|group|as an? |with an? |with (?:the )?\\w+(?=:)|the title|(?:(?!and\\b)\\w+ ){1,4}(?:at most|at least|no more than|is required|is optional))\\b)",
                    Pattern.CASE_INSENSITIVE);

    private Refiner() {}

    /** Understood, with a specification that holds; or declined, and then nothing has changed. */
    public static Analysis refine(AppSpecification specification, String words) {
        if (words.isBlank()) {
            return new Declined(Why.EMPTY, "Say what to change. " + hint(specification));
        }
        if (words.length() > Prompt.LENGTH_MAX) {
            return new Declined(
                    Why.TOO_LONG,
                    "This has %,d characters; %,d are room. Change a few things at a time."
                            .formatted(words.length(), Prompt.LENGTH_MAX));
        }
        var prompt = Prompt.of(words);
        if (Harm.isAsked(prompt)) {
            return new Declined(
                    Why.HARMFUL,
                    "This asks for what no app may do here: apps work with the data of their own widget"
                            + " alone.");
        }
        var draft = new Draft(specification);
        for (var request : requests(prompt)) {
            switch (one(draft, request)) {
                case Outcome.Done _ -> {
                    // On to the next.
                }
                case Outcome.Other _ -> {
                    return new Declined(
                            Why.UNCLEAR,
                            "“%s” is not understood. %s"
                                    .formatted(cut(request), hint(specification)));
                }
                case Outcome.Problem(var reason) -> {
                    return new Declined(Why.IMPOSSIBLE, reason);
                }
            }
        }
        return finished(draft, specification);
    }

    private static Analysis finished(Draft draft, AppSpecification before) {
        if (draft.broken() instanceof Outcome.Problem(var reason)) {
            return new Declined(Why.IMPOSSIBLE, reason);
        }
        var after = draft.specification();
        var faults = SpecificationRules.check(after);
        if (!faults.isEmpty()) {
            var first = faults.getFirst();
            return new Declined(
                    Why.IMPOSSIBLE,
                    "That would be no app any more: %s %s."
                            .formatted(first.field(), first.message()));
        }
        return after.equals(before)
                ? new Declined(Why.UNCLEAR, "It is like that already. " + hint(before))
                : new Understood(after);
    }

    private static List<String> requests(Prompt prompt) {
        var requests = new ArrayList<String>();
        for (var sentence : prompt.sentences()) {
            var next = NEXT.matcher(sentence);
            int from = 0;
            while (next.find()) {
                if (isOutside(sentence, next.start())) {
                    add(requests, sentence.substring(from, next.start()));
                    from = next.end();
                }
            }
            add(requests, sentence.substring(from));
        }
        return requests;
    }

    private static void add(List<String> requests, String words) {
        var bare = POLITE.matcher(words.strip()).replaceFirst("");
        for (var next = AFTER.matcher(bare).replaceFirst(""); !next.equals(bare); ) {
            bare = next;
            next = AFTER.matcher(bare).replaceFirst("");
        }
        bare = bare.replaceAll("[.!?,; ]+$", "");
        if (!bare.isBlank() && !NOTHING.matcher(bare).matches()) {
            requests.add(bare);
        }
    }

    /** Neither in parentheses nor in quotes. */
    private static boolean isOutside(String text, int at) {
        int open = 0;
        int quotes = 0;
        for (int i = 0; i < at; i++) {
            char one = text.charAt(i);
            open += one == '(' ? 1 : one == ')' ? -1 : 0;
            quotes += one == '"' ? 1 : 0;
        }
        return open <= 0 && quotes % 2 == 0;
    }

    /** The first kind of request that knows the words has them. */
    private static Outcome one(Draft draft, String words) {
        var fields = new FieldRequests(draft);
        var options = new OptionRequests(draft);
        var values = new ValueRequests(draft);
        var views = new ViewRequests(draft);
        var kinds =
                List.<Function<String, Outcome>>of(
                        views::title,
                        fields::required,
                        options::set,
                        values::limits,
                        values::type,
                        views::also,
                        views::remove,
                        views::show,
                        views::group,
                        views::sort,
                        options::add,
                        options::remove,
                        fields::rename,
                        fields::remove,
                        fields::add,
                        values::unit);
        for (var kind : kinds) {
            var outcome = kind.apply(words);
            if (!(outcome instanceof Outcome.Other)) {
                return outcome;
            }
        }
        return Outcome.OTHER;
    }

    private static String cut(String words) {
        return words.length() <= 60 ? words : words.substring(0, 60) + "…";
    }

    /** What can be said, with this app's own words. */
    private static String hint(AppSpecification app) {
        var label = app.entities().getFirst().fields().getFirst().label();
        return "Say for example: add a due date; remove, rename or require “%s”; add an option to a choice; at most 10; sort by “%s”; show it as a table, a calendar or a board; change the title."
                .formatted(label, label);
    }
}

package gesso.ai.analysis;

import gesso.protocol.ai.SpecificationRules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a prompt is about.
 *
 * @param title for the app
 * @param thing one of what it keeps, in small letters; empty when the prompt does not say
 */
record Subject(String title, Optional<String> thing) {
    private static final Pattern ASKING =
            Pattern.compile(
                    "^(?:please|hey|hi|hello|ok|so|um|well|and|gesso|can you|could you|would you|will you|i'd like|i would like|i'd love|we'd like|i want|we want|i need|we need|i am looking for|i'm looking for|looking for|need|want|make|build|create|give|show|design|let's have|let us have|set up|generate|produce|add|put together|help|me|us|to|have|get|to see|to have|to make|to build|something|some kind of|some sort of|a way|an app|a tool|a widget|an application|a page|a thing|a place|app|tool|widget|for|that|which|where|with which|to keep track of|keep track of|keeping track of|track|manage|managing|tracking|organi[sz]e|recording|record|the|a|an|my|our|simple|basic|little|small|nice|good|quick|easy|shared|new|tiny|proper|pretty|is there|do you have|how about|what about|just)\\b[ ,:]*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern END =
            Pattern.compile(
                    "\\s*(?:[:(,;]| - |\\bwith\\b|\\bas an?\\b|\\bwhere\\b|\\bthat\\b|\\bwhich\\b|\\bso\\b|\\bfor each\\b|\\bincluding\\b|\\bcontaining\\b|\\bshowing\\b|\\bgrouped\\b|\\bsorted\\b|\\bby\\b|\\band\\b|\\bwho\\b|\\bhas\\b|\\bhave\\b|\\bwhen\\b|\\bin an?\\b|\\bbecause\\b|\\bi\\b|\\bwe\\b|\\beach\\b|\\bto (?:see|track|record|note|tick|keep|show|plan|vote|decide|count)\\b).*$",
                    Pattern.CASE_INSENSITIVE);
    private static final String VIEW =
            "(?:tracker|list|board|kanban|table|log ?book|log|planner|calendar|schedule|rota|roster|app|tool|form|sheet|spreadsheet|database|diary|journal|notebook|notes|register|collection|catalogue|inventory|overview|manager|dashboard|checklist|check ?list|poll|survey|vote|chart|graph|counter|timer|calculator|directory|library|record|backlog|sign-?up|registration|timetable|converter|index|pipeline|history|plan)s?";
    private static final Pattern OF =
            Pattern.compile(
                    "\\b"
                            + VIEW
                            + " (?:of|for|about|on)(?: all| every| each)?(?: the| our| my| your| a| an)? ([\\w' -]+)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BEFORE =
            Pattern.compile("^([\\w' -]+?) " + VIEW + "\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION =
            Pattern.compile(
                    "^(?:which|what|where|when|who|how)\\b[^?:,;(]{3,50}(?=[?:,;(]|$)",
                    Pattern.CASE_INSENSITIVE);
    private static final int WORDS_MAX = 6;

    static Subject of(Prompt prompt, String otherwise) {
        var first = prompt.sentences().isEmpty() ? "" : prompt.sentences().getFirst();
        var head = END.matcher(asked(first)).replaceFirst("").strip();
        var title =
                head.isBlank() || head.split("\\s+").length > WORDS_MAX
                        ? shortened(head, otherwise)
                        : head;
        return new Subject(Words.label(title, SpecificationRules.TITLE_MAX), thing(head));
    }

    /** What a poll asks, where the prompt is that question itself. */
    Subject asking(Prompt prompt) {
        var question = QUESTION.matcher(prompt.sentences().getFirst());
        return question.find()
                ? new Subject(
                        Words.label(question.group().strip() + "?", SpecificationRules.TITLE_MAX),
                        thing)
                : this;
    }

    /** Without what every request begins with. */
    private static String asked(String sentence) {
        var rest = sentence;
        for (var next = ASKING.matcher(rest).replaceFirst(""); !next.equals(rest); ) {
            rest = next;
            next = ASKING.matcher(rest).replaceFirst("");
        }
        return rest;
    }

    private static String shortened(String head, String otherwise) {
        var words = head.strip().split("\\s+");
        return head.isBlank()
                ? otherwise
                : String.join(
                        " ", Arrays.asList(words).subList(0, Math.min(words.length, WORDS_MAX)));
    }

    private static Optional<String> thing(String head) {
        var of = OF.matcher(head);
        var before = BEFORE.matcher(head);
        var phrase = of.find() ? of.group(1) : before.find() ? before.group(1) : head;
        var bare =
                phrase.toLowerCase(Locale.ROOT)
                        .replaceFirst(
                                "^(?:all |the |a |an |our |my |your |kids' |weekly |daily |monthly ){1,4}",
                                "")
                        .replaceFirst(" (?:in|at|for|from|on|of|during|to) .*$", "")
                        .strip();
        var words = bare.split("\\s+");
        return bare.isBlank() || words.length > 3 || bare.matches(VIEW)
                ? Optional.empty()
                : Optional.of(Words.singular(bare));
    }
}

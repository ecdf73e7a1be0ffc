package gesso.ai.analysis;

import gesso.ai.analysis.Analysis.Declined;
import gesso.ai.analysis.Analysis.Understood;
import gesso.ai.analysis.Analysis.Why;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Understands a prompt by lexicons and a small grammar of English. A function: it knows no clock,
 * no chance and no network, and any text gives a specification that holds, or a reason for people.
 */
public final class Analyser {
    /** Below it nothing in the prompt says what kind is meant. */
    private static final int CLEAR = 3;

    private static final Pattern ANSWERS =
            Pattern.compile(
                    "(?:[:?]\\s*|\\boptions?(?: are| of)?:?\\s+|\\bbetween\\s+|\\banswers?(?: are)?:?\\s+|\\bchoices?(?: are| of)?:?\\s+|\\bchoose from\\s+|\\bvote (?:(?:for|on|between) |(?=[^,.;:?]+ / ))|\\(\\s*|\\beither\\s+|\\b(?:decide|choose|vote|pick)[,:]\\s+|\\bwith\\s+(?=\\w+, ))([^?:()]+?(?:,|\\bor\\b|/)[^?:().]+)",
                    Pattern.CASE_INSENSITIVE);

    /** "Which colour, red, green or blue?" */
    private static final Pattern OR =
            Pattern.compile(
                    "^[^,:?]*(?:,|:) ([^?:]+?\\bor\\b[^?:,.]+)\\?", Pattern.CASE_INSENSITIVE);

    /** "A poll on the colour, red, green or blue" */
    private static final Pattern LISTED =
            Pattern.compile(
                    "\\b(?:poll|vote|ballot)\\b[^,:;?.]{0,60}, ([^?:.;]+?\\bor\\b[^?:.;,]+)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern WHEN =
            Pattern.compile(
                    " (?:for|on|at|this|next|tonight|today|tomorrow|lol|please)(?: [\\w']+){0,3}$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern VAGUE =
            Pattern.compile(
                    "\\b(?:something|anything|some kind|some sort|whatever|stuff|things|bits and (?:bobs|pieces)|odds and ends|help me|somehow|useful|nice|cool|you know|organi[sz]ed?)\\b",
                    Pattern.CASE_INSENSITIVE);

    private Analyser() {}

    public static Analysis analyse(String raw) {
        if (raw.isBlank()) {
            return new Declined(
                    Why.EMPTY,
                    "Say what the app is for, for example: a habit tracker with name, streak and last"
                            + " done date, as a board by frequency.");
        }
        if (raw.length() > Prompt.LENGTH_MAX) {
            return new Declined(
                    Why.TOO_LONG,
                    "This has %,d characters; %,d are room. Say the most important things first; the rest can be refined afterwards."
                            .formatted(raw.length(), Prompt.LENGTH_MAX));
        }
        var prompt = Prompt.of(raw);
        if (prompt.letters() < 2) {
            return new Declined(
                    Why.NO_WORDS,
                    "There are no words in this. Say in a sentence what the app is for.");
        }
        if (Harm.isAsked(prompt)) {
            return new Declined(
                    Why.HARMFUL,
                    "This asks for what no app may do here: apps work with the data of their own widget"
                            + " alone. Say what people shall keep and see, without that.");
        }
        return understood(prompt);
    }

    private static Analysis understood(Prompt prompt) {
        var lower = prompt.lower();
        var fields = FieldFinder.find(prompt);
        var kind = new KindFinder(lower, fields).find();
        var meant = meant(kind, fields);
        var named = Subject.of(prompt, Words.label(meant.word(), 20));
        var subject = meant == Kind.POLL ? named.asking(prompt) : named;
        var answers = meant == Kind.POLL ? answers(prompt) : List.<String>of();
        var assembly = new Assembly(meant, subject, fields, lower, answers);
        return new Understood(
                assembly.specification(question(prompt, kind, fields, meant, answers)));
    }

    /** Where no word says it, what is ticked is a checklist, and what is grouped a board. */
    private static Kind meant(KindFinder.Found kind, FieldFinder.Found fields) {
        if (kind.weight() >= CLEAR) {
            return kind.kind();
        }
        boolean tick =
                fields.fields().size() == 2
                        && fields.fields().getLast().type() == FieldType.BOOLEAN;
        if (tick) {
            return Kind.CHECKLIST;
        }
        return fields.group().isPresent() ? Kind.BOARD : Kind.LIST;
    }

    private static List<String> answers(Prompt prompt) {
        return Stream.of(OR, ANSWERS, LISTED)
                .flatMap(pattern -> pattern.matcher(prompt.text()).results())
                .map(found -> FieldReader.options(WHEN.matcher(found.group(1)).replaceFirst("")))
                .filter(options ->
                        options.size() >= 2 && options.stream().allMatch(Analyser::isAnswer))
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isAnswer(String option) {
        return option.split("\\s+").length <= 5 && option.length() <= 40;
    }

    private static @Nullable String question(
            Prompt prompt,
            KindFinder.Found kind,
            FieldFinder.Found fields,
            Kind meant,
            List<String> answers) {
        boolean open = fields.fields().isEmpty() && answers.isEmpty();
        if (meant == Kind.POLL && answers.isEmpty()) {
            return "Which answers shall there be? Until you say so, everybody may add some.";
        }
        if (meant == Kind.CALCULATOR && open) {
            return "What goes in, and what shall come out?";
        }
        if (!open) {
            return null;
        }
        boolean vague =
                VAGUE.matcher(prompt.text()).find()
                        || kind.weight() < CLEAR
                        || prompt.text().split("\\s+").length < 4
                        || prompt.text().codePoints().anyMatch(Analyser::isForeign)
                        || Domains.fields(prompt.lower()).isEmpty();
        if (!vague) {
            return null;
        }
        return switch (meant) {
            case COUNTER, TIMER -> "What is it for, so that it can be named?";
            case NOTES -> "Shall a note have more than a title and a text?";
            case CHART -> "Which numbers shall be drawn, and over what?";
            case LIST, TABLE, BOARD, CALENDAR, FORM, CHECKLIST, CALCULATOR, POLL ->
                    "What shall be kept of each one?";
        };
    }

    /** No English: what it says is not understood, only kept. */
    private static boolean isForeign(int one) {
        return Character.isLetter(one) && one > 0x24F;
    }
}

package gesso.ai.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A stretch that names fields, cut into one text for each. */
final class Chunks {
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "\\s*(?:,|;|\\band also\\b|\\bas well as\\b|\\balong with\\b|\\btogether with\\b|\\bplus\\b(?! ones?\\b)|&|\\band\\b|\\bthen\\b|\\s\\+\\s)\\s*",
                    Pattern.CASE_INSENSITIVE);

    /** They share the last word of what comes next: "start and end date". */
    private static final Set<String> HALF =
            Set.of(
                    "start",
                    "end",
                    "first",
                    "last",
                    "arrival",
                    "departure",
                    "planned",
                    "actual",
                    "minimum",
                    "maximum",
                    "min",
                    "max",
                    "home",
                    "away",
                    "opening",
                    "closing",
                    "begin",
                    "old",
                    "new",
                    "buying",
                    "selling",
                    "front",
                    "back",
                    "expected",
                    "estimated",
                    "billing",
                    "shipping",
                    "check-in",
                    "pick-up",
                    "drop-off",
                    "prep",
                    "cooking",
                    "systolic",
                    "work",
                    "short",
                    "long");

    private Chunks() {}

    static List<String> of(String stretch) {
        var chunks = new ArrayList<String>();
        for (var chunk : cut(stretch)) {
            if (chunk.strip().equalsIgnoreCase("from to")) {
                chunks.add("from");
                chunks.add("to");
            } else if (isSeries(chunk)) {
                chunks.addAll(List.of(chunk.strip().split("\\s+")));
            } else if (!chunk.isBlank()) {
                chunks.add(chunk.strip());
            }
        }
        return shared(options(clauses(chunks)));
    }

    /** Three words or more that each name a field, and together none. */
    private static boolean isSeries(String chunk) {
        var words = chunk.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
        return words.length >= 3
                && Lexicon.ENGLISH.of(String.join(" ", words)).isEmpty()
                && List.of(words).stream().allMatch(word -> Lexicon.ENGLISH.of(word).isPresent());
    }

    /** What stands in parentheses is never cut. */
    private static List<String> cut(String text) {
        var pieces = new ArrayList<String>();
        var between = BETWEEN.matcher(text);
        int from = 0;
        while (between.find()) {
            if (depth(text, between.start()) == 0) {
                pieces.add(text.substring(from, between.start()));
                from = between.end();
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static int depth(String text, int at) {
        int depth = 0;
        for (int i = 0; i < at; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return depth;
    }

    private static final Pattern CLAUSE =
            Pattern.compile(
                    "^(?:(?:which|that) (?:is|are|can be|may be)|being|either|one of)\\b.*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN =
            Pattern.compile(
                    "^.+\\b(?:is|are|either|one of|as|can be)\\b (?:either |one of )?[\\w -]+$",
                    Pattern.CASE_INSENSITIVE);
    private static final int CLAUSE_MAX = 8;

    /** "status, which is either new, open or closed" is one field with options. */
    private static List<String> clauses(List<String> chunks) {
        var joined = new ArrayList<String>();
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            boolean clause = CLAUSE.matcher(chunk).matches() && !joined.isEmpty();
            boolean open = !clause && OPEN.matcher(chunk).matches() && chunk.contains("one of ");
            int end = clause || open ? last(chunks, i) : i;
            var text = String.join(", ", chunks.subList(i, end + 1));
            if (clause) {
                joined.add(
                        joined.removeLast()
                                + " ("
                                + text.replaceFirst(
                                        "(?i)^(?:(?:which|that) (?:is|are|can be|may be) |being )?(?:either |one of )?",
                                        "")
                                + ")");
            } else if (open) {
                joined.add(text.replaceFirst("(?i) (?:is |are |as |can be )?one of ", " (") + ")");
            } else {
                joined.add(chunk);
            }
            i = end;
        }
        return joined;
    }

    /** The chunk with the "or" of a list that begins here; this one when there is none. */
    private static int last(List<String> chunks, int from) {
        for (int i = from; i < Math.min(chunks.size(), from + CLAUSE_MAX); i++) {
            if (chunks.get(i).contains(" or ") || chunks.get(i).startsWith("or ")) {
                return i;
            }
        }
        return from;
    }

    /** "priority low, medium or high" is one field with options. */
    private static List<String> options(List<String> chunks) {
        var joined = new ArrayList<String>();
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            var last = chunk.substring(chunk.lastIndexOf(' ') + 1);
            var family = Lexicon.ENGLISH.family(last);
            int end = i + 1;
            var inOne = inOne(chunk);
            if (inOne != null) {
                joined.add(inOne);
                continue;
            }
            if (family.isPresent() && chunk.contains(" ")) {
                while (end < chunks.size() && isOption(chunks.get(end), family.get())) {
                    end++;
                }
            }
            if (end > i + 1) {
                var options = new ArrayList<>(chunks.subList(i + 1, end));
                options.addFirst(last);
                joined.add(
                        chunk.substring(0, chunk.lastIndexOf(' '))
                                + " ("
                                + String.join(", ", options)
                                + ")");
                i = end - 1;
            } else {
                joined.add(chunk);
            }
        }
        return joined;
    }

    /** "status todo doing done" has no comma. */
    private static @Nullable String inOne(String chunk) {
        var words = chunk.replaceAll("(?i)\\bto do\\b", "to_do").split("\\s+", -1);
        if (words.length < 3 || words.length > 8) {
            return null;
        }
        var rest = List.of(words).subList(1, words.length);
        var family = Lexicon.ENGLISH.family(rest.getFirst());
        boolean all =
                family.isPresent()
                        && rest.stream().allMatch(word -> Lexicon.isIn(family.get(), word));
        return all ? words[0] + " (" + String.join(", ", rest).replace('_', ' ') + ")" : null;
    }

    private static boolean isOption(String chunk, List<String> family) {
        var words = chunk.toLowerCase(Locale.ROOT).replaceFirst("^or ", "").split(" or ", -1);
        for (var word : words) {
            if (family.stream().noneMatch(word.strip()::equalsIgnoreCase)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> shared(List<String> chunks) {
        var whole = new ArrayList<String>();
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            var words = chunk.replaceFirst("^(?i)(?:the|a|an|its|their) ", "");
            if (HALF.contains(words.toLowerCase(Locale.ROOT)) && i + 1 < chunks.size()) {
                var next = chunks.get(i + 1).replaceFirst("\\s*\\(.*", "");
                int space = next.lastIndexOf(' ');
                if (space > 0 && HALF.contains(first(next))) {
                    whole.add(words + next.substring(space));
                    continue;
                }
            }
            whole.add(chunk);
        }
        return whole;
    }

    private static String first(String chunk) {
        return chunk.replaceFirst("^(?i)(?:the|a|an|its|their) ", "")
                .split(" ", 2)[0]
                .toLowerCase(Locale.ROOT);
    }
}

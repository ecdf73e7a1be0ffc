package gesso.ai.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A prompt as it is read: one line, without what cannot be read, and in sentences. What stands in
 * parentheses belongs to what is before it.
 */
record Prompt(String text, List<String> sentences) {
    static final int LENGTH_MAX = 2_000;

    private static final Pattern UNREADABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}&&[^\\r\\n\\t]]");
    private static final Pattern LINES = Pattern.compile("\\s*[\\r\\n]+[\\s*•-]*");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("[!?;]+|\\.(?=\\s|$)");

    static Prompt of(String raw) {
        var readable = UNREADABLE.matcher(raw).replaceAll("");
        var flat = SPACES.matcher(LINES.matcher(readable.strip()).replaceAll("; ")).replaceAll(" ");
        var plain =
                flat.replace('’', '\'')
                        .replace('“', '"')
                        .replace('”', '"')
                        .replace('–', '-')
                        .replace("—", " - ")
                        .replaceAll(" {2,}", " ");
        var mended = mended(plain);
        return new Prompt(mended.strip(), split(mended));
    }

    /** Shorthand, and words that are often mistyped; one after the other, always in this order. */
    private static final List<Map.Entry<Pattern, String>> USUAL =
            List.of(
                    usual("\\bw/(?!o)\\s*", "with "),
                    usual("\\by ?/ ?n\\b|\\byes no\\b", "yes/no"),
                    usual("\\bwhos\\b", "who's"),
                    usual("\\bwhats\\b", "what's"),
                    usual("\\bu\\b", "you"),
                    usual("\\bpls\\b|\\bplz\\b", "please"),
                    usual("\\btabels?\\b", "table"),
                    usual("\\bcal[ea]nd[ae]r\\b", "calendar"),
                    usual("\\bsch?edule?\\b|\\bshedule\\b", "schedule"),
                    usual("\\bchek ?list\\b|\\bcheklist\\b", "checklist"),
                    usual("\\bcaculator\\b|\\bcalulator\\b|\\bcalculater\\b", "calculator"),
                    usual("\\bstatsu\\b|\\bstauts\\b", "status"),
                    usual("\\bpirority\\b|\\bpriorty\\b", "priority"),
                    usual("\\bquanity\\b|\\bquantitiy\\b", "quantity"),
                    usual("\\brecieved\\b", "received"),
                    usual("\\bcatagory\\b|\\bcategorie\\b", "category"),
                    usual("\\bnr\\b", "number"));

    private static Map.Entry<Pattern, String> usual(String written, String meant) {
        return Map.entry(Pattern.compile(written, Pattern.CASE_INSENSITIVE), meant);
    }

    private static String mended(String text) {
        var mended = text;
        for (var one : USUAL) {
            mended = one.getKey().matcher(mended).replaceAll(one.getValue());
        }
        return mended;
    }

    private static List<String> split(String text) {
        var sentences = new ArrayList<String>();
        var ends = END.matcher(text);
        int from = 0;
        while (ends.find()) {
            if (isOpen(text.substring(from, ends.start())) || isShort(text, ends.start())) {
                continue;
            }
            add(sentences, text.substring(from, ends.start()));
            from = ends.end();
        }
        add(sentences, text.substring(from));
        return List.copyOf(sentences);
    }

    private static void add(List<String> sentences, String sentence) {
        if (!sentence.isBlank()) {
            sentences.add(sentence.strip());
        }
    }

    private static boolean isOpen(String text) {
        return text.chars().filter(one -> one == '(').count()
                > text.chars().filter(one -> one == ')').count();
    }

    /** The point of "e.g." and its like ends nothing. */
    private static boolean isShort(String text, int point) {
        var before = text.substring(0, point).toLowerCase(Locale.ROOT);
        return before.endsWith("e.g")
                || before.endsWith("i.e")
                || before.endsWith(" no")
                || before.endsWith("approx")
                || before.endsWith("etc") && point + 1 < text.length();
    }

    String lower() {
        return lower(text);
    }

    /** Letter by letter: what is found at a place in it stands at that place in the text, too. */
    static String lower(String text) {
        var letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.toLowerCase(letters[i]);
        }
        return new String(letters);
    }

    long letters() {
        return text.codePoints().filter(Character::isLetter).count();
    }
}

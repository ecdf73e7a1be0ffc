package gesso.ai.analysis;

import gesso.protocol.ai.SpecificationRules;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** English words, as far as names and titles need them. */
final class Words {
    private static final Map<String, String> ODD =
            Map.ofEntries(
                    Map.entry("people", "person"),
                    Map.entry("children", "child"),
                    Map.entry("men", "man"),
                    Map.entry("women", "woman"),
                    Map.entry("mice", "mouse"),
                    Map.entry("feet", "foot"),
                    Map.entry("shelves", "shelf"),
                    Map.entry("knives", "knife"),
                    Map.entry("wives", "wife"),
                    Map.entry("movies", "movie"),
                    Map.entry("cookies", "cookie"),
                    Map.entry("series", "series"),
                    Map.entry("species", "species"),
                    Map.entry("news", "news"));
    private static final Set<String> ALREADY =
            Set.of(
                    "status",
                    "bus",
                    "gas",
                    "lens",
                    "plus",
                    "virus",
                    "bonus",
                    "campus",
                    "focus",
                    "progress",
                    "this",
                    "is",
                    "was",
                    "always",
                    "address",
                    "business",
                    "fitness",
                    "illness",
                    "wellness");
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");

    private Words() {}

    /** The last word of a phrase for one of its kind. */
    static String singular(String phrase) {
        int last = phrase.lastIndexOf(' ') + 1;
        var word = phrase.substring(last);
        var odd = ODD.get(word);
        var one =
                odd != null
                        ? odd
                        : ALREADY.contains(word) || word.length() < 4 || word.endsWith("ss")
                                ? word
                                : word.endsWith("ies")
                                        ? word.substring(0, word.length() - 3) + "y"
                                        : word.matches(".*(ches|shes|sses|xes|zes|oes)")
                                                ? word.substring(0, word.length() - 2)
                                                : word.endsWith("s")
                                                                && !word.endsWith("us")
                                                                && !word.endsWith("is")
                                                        ? word.substring(0, word.length() - 1)
                                                        : word;
        return phrase.substring(0, last) + one;
    }

    /** First letter large, no longer than there is room. */
    static String label(String phrase, int most) {
        var clean = phrase.strip();
        if (clean.isEmpty()) {
            return clean;
        }
        if (clean.length() > most) {
            // No character that takes two places is cut in the middle.
            clean =
                    clean.substring(
                            0, Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most);
            int space = clean.lastIndexOf(' ');
            clean = (space > most / 2 ? clean.substring(0, space) : clean).strip();
        }
        int first = clean.offsetByCodePoints(0, 1);
        var large = clean.substring(0, first).toUpperCase(Locale.ROOT);
        return large.length() == first ? large + clean.substring(first) : clean;
    }

    /** A name of letters and digits; {@code otherwise} when nothing of the phrase can be one. */
    static String name(String phrase, String otherwise) {
        var name = new StringBuilder();
        for (var word : NO_NAME.split(phrase)) {
            if (!word.isEmpty() && name.length() + word.length() <= 28) {
                name.append(
                        name.isEmpty()
                                ? word.toLowerCase(Locale.ROOT)
                                : label(word.toLowerCase(Locale.ROOT), 28));
            }
        }
        while (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
            name.deleteCharAt(0);
        }
        if (name.isEmpty()) {
            return otherwise;
        }
        name.setCharAt(0, Character.toLowerCase(name.charAt(0)));
        return SpecificationRules.isName(name.toString()) ? name.toString() : name + "Field";
    }
}

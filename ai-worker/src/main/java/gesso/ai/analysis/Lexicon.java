package gesso.ai.analysis;

import gesso.protocol.ai.FieldType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What words for fields usually mean, from {@code fields.txt}: a type, then words, and for choices
 * the usual options. Immutable.
 */
final class Lexicon {
    static final Lexicon ENGLISH = read("/gesso/ai/fields.txt");

    /**
     * @param options of a choice, where people agree on them; else empty
     */
    record Meaning(FieldType type, List<String> options) {}

    private final Map<String, Meaning> words;
    private final List<List<String>> families;

    private Lexicon(Map<String, Meaning> words, List<List<String>> families) {
        this.words = Map.copyOf(words);
        this.families = List.copyOf(families);
    }

    private static Lexicon read(String resource) {
        var words = new HashMap<String, Meaning>();
        var families = new ArrayList<List<String>>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(Lexicon.class.getResourceAsStream(resource)),
                                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var parts = line.split(":", 2);
                var choice = parts[1].split("=", 2);
                var options = choice.length > 1 ? list(choice[1]) : List.<String>of();
                if (!options.isEmpty()) {
                    families.add(options);
                }
                var meaning = new Meaning(FieldType.of(parts[0].strip()), options);
                list(choice[0]).forEach(word -> words.put(word, meaning));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Lexicon(words, families);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** Of exactly these words. */
    Optional<Meaning> of(String phrase) {
        @Nullable Meaning known = words.get(phrase);
        return known == null
                ? Optional.ofNullable(words.get(Words.singular(phrase)))
                : Optional.of(known);
    }

    /** The usual options that this word is one of. */
    Optional<List<String>> family(String word) {
        return families.stream().filter(one -> isIn(one, word)).findFirst();
    }

    /** However it is spaced: "todo", "to-do" and "to do" are one. */
    static boolean isIn(List<String> family, String word) {
        var bare = word.replaceAll("[ _-]", "");
        return family.stream().anyMatch(one -> one.replace(" ", "").equalsIgnoreCase(bare));
    }
}

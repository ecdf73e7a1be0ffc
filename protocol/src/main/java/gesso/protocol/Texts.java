package gesso.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Strings that PostgreSQL or another reader could not keep are refused at every door: U+0000 and
 * surrogates without their other half, in values and in keys.
 */
public final class Texts {
    private Texts() {}

    /** Its beginning, at most so many UTF-16 units; no character is cut in two. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The path of the first bad string, "" for the root, or nothing when all are clean. */
    public static Optional<String> firstBad(JsonNode tree) {
        return firstBad(tree, "");
    }

    private static Optional<String> firstBad(JsonNode tree, String path) {
        if (tree.isTextual()) {
            return isClean(tree.textValue()) ? Optional.empty() : Optional.of(path);
        }
        if (tree.isArray()) {
            for (int i = 0; i < tree.size(); i++) {
                var bad = firstBad(tree.path(i), path + "[" + i + "]");
                if (bad.isPresent()) {
                    return bad;
                }
            }
        }
        for (var property : tree.properties()) {
            if (!isClean(property.getKey())) {
                return Optional.of(path);
            }
            var child = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            var bad = firstBad(property.getValue(), child);
            if (bad.isPresent()) {
                return bad;
            }
        }
        return Optional.empty();
    }
}

package gesso.cluster.notice;

import java.util.regex.Pattern;

/** The beginning of a text, never with half a character or half a person's mark in it. */
final class Excerpt {
    static final int MAX = 300;

    private static final Pattern HALF_A_MARK = Pattern.compile("<(?:@[a-z0-9-]*)?$");

    private Excerpt() {}

    static String of(String text) {
        if (text.length() <= MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX - 2)) ? MAX - 2 : MAX - 1;
        return HALF_A_MARK.matcher(text.substring(0, end)).replaceFirst("") + "…";
    }
}

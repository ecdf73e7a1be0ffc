package gesso.cluster.chat;

import java.util.List;
import java.util.regex.Pattern;

/** What a text of a message may hold, and what is read out of it. */
final class ChatTexts {
    private static final Pattern MENTION = Pattern.compile("<@([a-z0-9-]{1,64})>");

    /** C0 and C1 controls but tab and new line: nobody sees them, terminals and logs obey them. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u2028\\u2029]");

    /** One emoji as people see it: flags, keycaps, skin tones and families included. */
    private static final Pattern EMOJI =
            Pattern.compile(
                    "(?=.*(\\p{IsExtended_Pictographic}|[\\x{1F1E6}-\\x{1F1FF}]{2}|\\x{20E3}))\\X",
                    Pattern.DOTALL);

    private ChatTexts() {}

    /** Without controls and without the empty space around it; lines end with {@code \n}. */
    static String clean(String given) {
        var lines = LINE_END.matcher(given).replaceAll("\n");
        return CONTROL.matcher(lines).replaceAll("").strip();
    }

    static List<String> mentions(String text) {
        return MENTION.matcher(text).results().map(found -> found.group(1)).distinct().toList();
    }

    static boolean isEmoji(String text) {
        return EMOJI.matcher(text).matches();
    }
}

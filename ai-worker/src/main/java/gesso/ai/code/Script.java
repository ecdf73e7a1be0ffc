package gesso.ai.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few things of JavaScript that are written with other people's words in them. */
final class Script {
    private static final Pattern VALUE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\\d+(?:\\.\\d+)?|[-+*/()]");

    private Script() {}

    /**
     * A string that means these characters and nothing else, wherever the code comes to stand: in a
     * script of its own, or within a page. What cannot be seen is written by its number.
     */
    static String string(String text) {
        var out = new StringBuilder("\"");
        text.codePoints()
                .forEach(one -> {
                    switch (one) {
                        case '"' -> out.append("\\\"");
                        case '\\' -> out.append("\\\\");
                        case '\n' -> out.append("\\n");
                        case '/', '!' -> {
                            boolean opens = out.charAt(out.length() - 1) == '<';
                            out.append(opens ? "\\" : "").appendCodePoint(one);
                        }
                        default -> {
                            if (isSeen(one)) {
                                out.appendCodePoint(one);
                            } else {
                                for (char unit : Character.toChars(one)) {
                                    out.append("\\u%04x".formatted((int) unit));
                                }
                            }
                        }
                    }
                });
        return out.append('"').toString();
    }

    /** What a comment of one line can hold of it. */
    static String comment(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(one -> out.appendCodePoint(isSeen(one) ? one : ' '));
        return out.toString().replace("</", "< /").replace("<!", "< !").strip();
    }

    private static boolean isSeen(int one) {
        return switch (Character.getType(one)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Of a formula that holds: {@code price * 02} becomes {@code (r) => r.price * 2}. */
    static String arrow(String formula) {
        var out = new StringBuilder("(r) =>");
        var parts = VALUE.matcher(formula);
        boolean tight = false;
        while (parts.find()) {
            var part = parts.group();
            boolean closes = part.equals(")");
            out.append(tight || closes ? "" : " ").append(part(part));
            tight = part.equals("(") || part.equals("-") && isSign(parts, formula);
        }
        return out.toString();
    }

    private static String part(String part) {
        char first = part.charAt(0);
        if (Character.isDigit(first)) {
            return part.replaceFirst("^0+(?=\\d)", ""); // 010 would be no number.
        }
        return Character.isLetter(first) || first == '_' ? "r." + part : part;
    }

    /** A minus that stands first within parentheses belongs to what follows. */
    private static boolean isSign(Matcher minus, String formula) {
        var before = formula.substring(0, minus.start()).stripTrailing();
        return before.isEmpty() || before.endsWith("(");
    }
}

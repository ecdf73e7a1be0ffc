package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Price times quantity" as a formula over the names of fields. */
final class Arithmetic {
    private static final Pattern OPERATOR =
            Pattern.compile("\\s+[-−]\\s+|\\s*[+*×/÷()]\\s*|\\s+x\\s+");

    private Arithmetic() {}

    /** Nothing when a part of it is neither a number nor a field that holds one. */
    static Optional<String> of(String words, Draft draft) {
        var text =
                words.toLowerCase(Locale.ROOT)
                        .replaceAll(" (?:times|multiplied by) ", " * ")
                        .replaceAll(" plus ", " + ")
                        .replaceAll(" minus ", " - ")
                        .replaceAll(" (?:divided by|over|per) ", " / ");
        var operators = OPERATOR.matcher(text);
        var formula = new StringBuilder();
        int from = 0;
        boolean any = false;
        while (operators.find()) {
            if (!value(text.substring(from, operators.start()), draft, formula)) {
                return Optional.empty();
            }
            var sign = operators.group().strip();
            any |= !sign.equals("(") && !sign.equals(")");
            formula.append(
                    switch (sign) {
                        case "×", "x" -> " * ";
                        case "÷" -> " / ";
                        case "−" -> " - ";
                        case "(", ")" -> sign;
                        default -> " " + sign + " ";
                    });
            from = operators.end();
        }
        return value(text.substring(from), draft, formula) && any
                ? Optional.of(formula.toString().replaceAll(" {2,}", " ").strip())
                : Optional.empty();
    }

    private static boolean value(String words, Draft draft, StringBuilder formula) {
        if (words.isBlank() || words.strip().matches("\\d+(?:\\.\\d+)?")) {
            formula.append(words.strip());
            return true;
        }
        var field = draft.find(words).filter(Arithmetic::isNumber);
        field.ifPresent(one -> formula.append(one.name()));
        return field.isPresent();
    }

    private static boolean isNumber(Field field) {
        return field.type().isNumeric() && field.formula() == null;
    }
}

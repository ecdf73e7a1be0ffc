package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Numbers in the one form in which they are kept: whole where they are, as a parser reads them. */
final class Numbers {
    private Numbers() {}

    /** Anything but a number stays as it is. */
    static JsonNode plain(JsonNode value) {
        return value.isNumber() ? of(value.doubleValue()) : value;
    }

    static JsonNode of(double number) {
        if (number != Math.rint(number) || Math.abs(number) > Limits.NUMBER_MAX) {
            return DoubleNode.valueOf(number);
        }
        return (int) number == number
                ? IntNode.valueOf((int) number)
                : LongNode.valueOf((long) number);
    }

    /** What a field counts as: nothing as zero, a text as the number that it says, if it does. */
    static OptionalDouble read(JsonNode value) {
        if (value.isNumber() || value.isNull()) {
            return OptionalDouble.of(value.doubleValue());
        }
        try {
            double number = Double.parseDouble(value.asText());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    /** As people add: 0.1 and 0.2 make 0.3. */
    static double sum(double one, double other) {
        return BigDecimal.valueOf(one).add(BigDecimal.valueOf(other)).doubleValue();
    }

    /** For a sentence: without a fraction where there is none. */
    static String shown(double number) {
        return of(number).asText();
    }
}

package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What well-known calculators compute, and what others most likely do. */
final class Formulas {
    private static final Pattern HALF_NAMED = Pattern.compile("[^a-z]+");

    /**
     * @param inputs words by which the fields are found, one list for each; the first is its label
     *     when the prompt has not named it
     * @param formula with {@code #1} for the first input
     */
    private record Known(
            Pattern words, List<List<String>> inputs, String result, String unit, String formula) {}

    private static Known known(
            String words, String result, String unit, String formula, String... inputs) {
        return new Known(
                Pattern.compile("\\b(?:" + words + ")\\b"),
                Arrays.stream(inputs).map(one -> List.of(one.split("\\|", -1))).toList(),
                result,
                unit,
                formula);
    }

    private static final List<Known> ALL =
            List.of(
                    known(
                            "bmi|body mass",
                            "BMI",
                            "",
                            "#1 / ((#2 / 100) * (#2 / 100))",
                            "Weight|kg|kilo",
                            "Height|cm"),
                    known(
                            "tip|split (?:the|a|our) (?:bill|check)",
                            "Each pays",
                            "",
                            "#1 * (1 + #2 / 100) / #3",
                            "Bill|total|amount|check|cost",
                            "Tip percent|tip",
                            "People|person|number|split|heads|friends|guests"),
                    known(
                            "discount|sale price|percent off",
                            "Price after",
                            "",
                            "#1 * (1 - #2 / 100)",
                            "Price|original|cost|amount",
                            "Discount|percent|off"),
                    known(
                            "vat|sales tax|tax",
                            "With tax",
                            "",
                            "#1 * (1 + #2 / 100)",
                            "Net price|price|net|amount|cost",
                            "Tax rate|vat|tax|rate"),
                    known(
                            "fuel|petrol|gas(?:oline)? cost|road trip|mileage",
                            "Cost",
                            "",
                            "#1 * #2 / 100 * #3",
                            "Distance|km|miles|kilomet",
                            "Consumption|per 100|litres|economy",
                            "Price per litre|price|cost"),
                    known(
                            "celsius|fahrenheit",
                            "Fahrenheit",
                            "°F",
                            "#1 * 9 / 5 + 32",
                            "Celsius|temperature|degrees"),
                    known(
                            "miles? (?:to|into)|kilomet(?:re|er)s? from",
                            "Kilometres",
                            "km",
                            "#1 * 1.609344",
                            "Miles|mile|distance"),
                    known(
                            "inch(?:es)?|feet",
                            "Centimetres",
                            "cm",
                            "#1 * 2.54",
                            "Inches|inch|length|feet"),
                    known(
                            "average speed|pace",
                            "Speed",
                            "",
                            "#1 / #2 * 60",
                            "Distance|km|miles",
                            "Minutes|time|duration"),
                    known(
                            "paint|wallpaper|tiles?",
                            "Needed",
                            "",
                            "#1 * #2 / #3",
                            "Width|length",
                            "Height|breadth",
                            "Covered by one|coverage|per|size"),
                    known(
                            "loan|mortgage|interest",
                            "Interest",
                            "",
                            "#1 * #2 / 100 * #3",
                            "Amount|loan|principal|price|sum",
                            "Interest rate|interest|rate|percent",
                            "Years|term|duration|year"),
                    known(
                            "rent|share|flatmates?|split",
                            "Each pays",
                            "",
                            "#1 / #2",
                            "Total|rent|cost|bill|amount",
                            "People|flatmate|person|number|heads"),
                    known(
                            "area|floor|lawn|square",
                            "Area",
                            "",
                            "#1 * #2",
                            "Length|long",
                            "Width|wide|breadth"),
                    known(
                            "volume|pool|aquarium|tank",
                            "Volume",
                            "",
                            "#1 * #2 * #3",
                            "Length|long",
                            "Width|wide",
                            "Depth|height|deep"),
                    known(
                            "margin|profit",
                            "Profit",
                            "",
                            "#1 - #2",
                            "Selling price|price|revenue|income|sale",
                            "Cost|costs|expense|buying"),
                    known(
                            "pay|wage|salary|hourly|overtime|invoice",
                            "Pay",
                            "",
                            "#1 * #2",
                            "Hours|hour|time",
                            "Hourly rate|rate|wage|pay|per hour"),
                    known(
                            "percent(?:age)?",
                            "Percent",
                            "%",
                            "#1 / #2 * 100",
                            "Part|share|of",
                            "Whole|total|all"));

    private Formulas() {}

    /** The fields of a calculator: what is put in, and what comes out. */
    static List<Field> complete(String lower, List<Field> named) {
        var inputs = named.stream().map(Formulas::number).toList();
        return ALL.stream()
                .filter(one -> one.words().matcher(lower).find())
                .flatMap(one -> filled(one, inputs).stream())
                .findFirst()
                .orElseGet(() -> likely(lower, inputs));
    }

    private static Field number(Field field) {
        return field.type().isNumeric() && field.type() != FieldType.RATING
                ? field
                : Field.of(field.name(), field.label(), FieldType.NUMBER);
    }

    /** Nothing when the prompt names what the formula does not use. */
    private static Optional<List<Field>> filled(Known known, List<Field> named) {
        var left = new ArrayList<>(named);
        var fields = new ArrayList<Field>();
        var formula = known.formula();
        for (int i = 0; i < known.inputs().size(); i++) {
            var words = known.inputs().get(i);
            var field =
                    left.stream()
                            .filter(one -> words.stream().anyMatch(word -> says(one, word)))
                            .findFirst()
                            .orElseGet(() ->
                                    Field.of(
                                            Words.name(words.getFirst(), "input"),
                                            words.getFirst(),
                                            FieldType.NUMBER));
            left.remove(field);
            fields.add(field.mandatory());
            formula = formula.replace("#" + (i + 1), field.name());
        }
        if (left.stream().anyMatch(one -> !isResult(one))) {
            return Optional.empty();
        }
        return Optional.of(with(fields, known.result(), known.unit(), formula));
    }

    private static boolean says(Field field, String word) {
        var label = field.label().toLowerCase(Locale.ROOT);
        return label.contains(word.toLowerCase(Locale.ROOT))
                || field.unit() != null && word.equals(field.unit());
    }

    private static boolean isResult(Field field) {
        return HALF_NAMED
                .matcher(field.label().toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .matches(".*\\b(?:total|result|each pays|sum|answer|per person)\\b.*");
    }

    /** Prices times amounts; else the sum. */
    private static List<Field> likely(String lower, List<Field> named) {
        var inputs = named.stream().filter(one -> !isResult(one)).toList();
        if (inputs.isEmpty()) {
            inputs =
                    List.of(
                            Field.of("first", "First number", FieldType.NUMBER),
                            Field.of("second", "Second number", FieldType.NUMBER));
        }
        boolean product =
                inputs.size() == 2
                        && (lower.matches(
                                ".*\\b(?:times|per|each|rate|price|multiply|how much|quantity)\\b.*"));
        boolean quotient =
                inputs.size() == 2
                        && lower.matches(
                                ".*\\b(?:divide[sd]?|average|between|among|per person|ratio)\\b.*");
        var operator = quotient ? " / " : product ? " * " : " + ";
        var names = inputs.stream().map(Field::name).limit(5).toList();
        return with(
                inputs.stream().map(Field::mandatory).toList(),
                "Result",
                "",
                String.join(operator, names));
    }

    private static List<Field> with(
            List<Field> inputs, String result, String unit, String formula) {
        var fields = new ArrayList<>(inputs);
        var name = Words.name(result, "result");
        boolean taken = inputs.stream().anyMatch(one -> one.name().equals(name));
        fields.add(
                Field.of(taken ? "result" : name, taken ? "Result" : result, FieldType.NUMBER)
                        .in(unit.isEmpty() ? null : unit)
                        .computed(formula));
        return fields;
    }
}

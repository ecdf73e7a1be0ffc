package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.SpecificationRules;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One field out of the words that name it: what it is called, and what it holds. */
final class FieldReader {
    private static final Pattern ASKS =
            Pattern.compile(
                    "(?i)(?:how|who|whose|when|where|why|what|which|date|number|amount|description|name)\\b.*");
    private static final int WORDS_MAX = 8;
    private static final int PLAIN_WORDS_MAX = 5;
    private static final Pattern LEADING =
            Pattern.compile(
                    "^(?:the|a|an|its|it's|their|his|her|our|my|your|some|any|each|every|optional(?:ly)?|maybe|perhaps|also|of|with|for|to|i|we|you|want|need|note|the following|things like|such as|like|like the|say|one|of course|a field for|fields? for|columns? for|a column for|or|both|something like|about|basic|simple|short|small|little|e\\.g\\.|eg|is|are|has|have|enter|add|see|show|record|store|track|put|write|in|what|which|at least|obviously|you know|just|only|then|finally|lastly|first of all|room for|space for|a place for|place for|people can enter|per)\\s+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILING =
            Pattern.compile(
                    "\\s+(?:too|as well|please|etc\\.?|and so on|if possible|if any|obviously|at least|field|fields|column|columns|of it|for it|of each(?: one)?|for each(?: one)?|of them|for everyone|of the .*|for the .*|each|per entry|or so|that kind of thing|info|information|so far)$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CALLED =
            Pattern.compile(
                    "^(?:an? |one |another |the )?(?:field |column |one )?(?:called|named|labell?ed) [\"']?([\\w -]+?)[\"']?(?: (?:for|with|which is|holding|that is|as) (.+))?$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "^((?:[\\w'/-]+ ){1,4}?)(?:in case|so that|if|because|for when|when|that|who|which|where|in order|to|for|from|on|at|in|of|about|per|behind|between) .*$");

    /** What an app looks like or does, and does not keep. */
    private static final Pattern NO_FIELD =
            Pattern.compile(
                    "(?i).*\\b(?:stop ?watch|timer|calendar|charts?|graphs?|kanban|boards?|check ?lists?|tick ?boxes|check ?boxes|buttons?|lines|bars|dots|icons|colou?rs|drop-?downs?|drag and drop|search(?: box| bar)?|filters?|dark mode|month view|week view|plus|minus|reset|start|stop|pause)$");

    private static final Pattern IS_IN =
            Pattern.compile(
                    "^([\\w-]+(?: [\\w-]+){0,2}) (?:is|are) ((?:in|an?) [\\w°%]+)$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SWITCH =
            Pattern.compile(
                    "(?i)\\s*\\b(?:on/off(?: switch)?|on or off|switch|toggle|yes/no|yes or no|true/false|flag)$");
    private static final Pattern OR_NOT =
            Pattern.compile("^(.+?) or not$", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHETHER =
            Pattern.compile(
                    "^(?:whether|if|is it|are they|was it|did (?:they|we|i|it)|has it|do they|does it|a check ?box for|a tick ?box for|a flag for|yes/no for|yes or no for|check ?box|tick ?box)\\s+(?:or not\\s+)?(?:the |a |an )?(?:(?:it|they|he|she|we|i|you|someone|somebody|this|that|people|one|each|item|task|book|invoice|person|dog|plant)\\b(?:'s|'re|'ve| is| are| was| were| has been| have been| has| have| been| still| already| will be){0,4}\\s+)?(?:(?:is|are|was|were|been|has been|have been|has|have|already|still|got)\\s+){0,4}(.+?)(?: or not)?$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTIONS =
            Pattern.compile(
                    "^(.+?)\\s*(?:\\(|:\\s|\\s-\\s|\\s?=\\s?|\\bwhich (?:is|can be)(?: either| one of)?\\s|\\beither\\s|\\bone of\\s|\\bcan be\\s|\\bis one of\\s|\\bas one of\\s)\\s*(?:either |one of |e\\.g\\. |like |i\\.e\\. )?([^()]+?)\\)?$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "\\s*(?:,\\s*or\\b|,\\s*and\\b|,|/|\\||\\bor\\b|;|\\s-\\s|\\band\\b)\\s*");
    private static final Pattern RANGE =
            Pattern.compile(
                    "\\b(?:from |between |on a scale (?:of|from) |scale (?:of|from) |of )?(\\d{1,4})\\s*(?:to|-|and|through|up to)\\s*(\\d{1,6})\\b(?: scale)?|\\bout of (\\d{1,3}|five|ten)\\b|\\bmax(?:imum)?(?: of)? (\\d{1,6})\\b|\\b(one|1) to (five|ten)\\b");
    private static final Pattern STARS =
            Pattern.compile("\\b(\\d{1,2}|five|three|ten) stars?\\b|\\bstars?\\b");
    private static final Pattern UNIT =
            Pattern.compile(
                    "\\s*(?:\\((?:in )?|\\b(?:in|as)\\s+)(euros?|eur|dollars?|usd|pounds?|gbp|sterling|kilos?|kilograms?|kg|grams?|g|kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|m|cm|centimet(?:re|er)s?|mm|feet|inches|lit(?:re|er)s?|l|ml|percent|degrees(?: celsius| fahrenheit)?|celsius|fahrenheit|bpm|mmhg|kcal|kwh|watts|hours|minutes|mins?|seconds|hrs|days|weeks|years|m²|m2|sqm|m³|m3|£|\\$|€|%|°c|°f|tonnes?|tons|ounces|oz|lbs?|stone|pints?|gallons?|acres|hectares|bytes|gb|mb)\\b?\\)?\\s*$"
                            + "|\\s+(kg|km|cm|mm|ml|kwh|bpm|kcal|m²|m³|£|\\$|€|%|°c|°f|lbs|gb)\\s*$");
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("euro", "€"),
                    Map.entry("eur", "€"),
                    Map.entry("dollar", "$"),
                    Map.entry("usd", "$"),
                    Map.entry("pound", "£"),
                    Map.entry("gbp", "£"),
                    Map.entry("sterling", "£"),
                    Map.entry("kilo", "kg"),
                    Map.entry("kilogram", "kg"),
                    Map.entry("gram", "g"),
                    Map.entry("kilometre", "km"),
                    Map.entry("kilometer", "km"),
                    Map.entry("metre", "m"),
                    Map.entry("meter", "m"),
                    Map.entry("litre", "l"),
                    Map.entry("liter", "l"),
                    Map.entry("percent", "%"),
                    Map.entry("degree", "°"),
                    Map.entry("celsius", "°C"),
                    Map.entry("fahrenheit", "°F"));
    private static final List<String> MINUTES =
            List.of("minutes", "minute", "mins", "min", "hours", "hrs", "seconds");
    private static final Pattern TYPED =
            Pattern.compile(
                    "\\s*\\(?\\b(?:as |being |type |of type )?(?:an? )?(date|number|text|link|url|email|time|check ?box|tick ?box|yes ?(?:/|or) ?no|true ?(?:/|or) ?false|long text|free text|multi-?line text|drop-?down|stars?|numeric|numbers? only|person|optional|required|mandatory)\\)?$");

    private FieldReader() {}

    /** Nothing when the words name no field. */
    static Optional<Field> read(String chunk) {
        var text = chunk.strip().replaceAll("^[\"'*-]+|[\"'.:*!]+$", "").strip();
        var called = CALLED.matcher(text);
        if (called.matches()) {
            return called(called.group(1).strip(), called.group(2));
        }
        if (NO_FIELD.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.endsWith("?") || SWITCH.matcher(text).find()) {
            return named(bare(SWITCH.matcher(text).replaceFirst("")), FieldType.BOOLEAN);
        }
        var is = IS_IN.matcher(text);
        if (is.matches()) {
            return read(is.group(1) + " (" + is.group(2) + ")");
        }
        boolean required =
                text.toLowerCase(Locale.ROOT).matches(".*\\b(?:required|mandatory)\\b.*");
        var whether = WHETHER.matcher(text);
        if (whether.matches()) {
            return named(bare(whether.group(1)), FieldType.BOOLEAN);
        }
        var orNot = OR_NOT.matcher(text);
        if (orNot.matches()) {
            return named(bare(orNot.group(1)), FieldType.BOOLEAN);
        }
        var field = withOptions(text).or(() -> plain(text));
        return required ? field.map(Field::mandatory) : field;
    }

    /** "One called value for the share in percent": the name says less than what follows. */
    private static Optional<Field> called(String name, @Nullable String hint) {
        var own = meaning(name.toLowerCase(Locale.ROOT)).type();
        var hinted = hint == null ? Optional.<Field>empty() : read(hint);
        return named(name, own)
                .map(field ->
                        hinted.filter(one -> own == FieldType.TEXT || one.type().isNumeric())
                                .map(one ->
                                        new Field(
                                                field.name(),
                                                field.label(),
                                                one.type(),
                                                one.required(),
                                                one.min(),
                                                one.max(),
                                                one.options(),
                                                one.unit(),
                                                null))
                                .orElse(field))
                .map(FieldReader::whole);
    }

    private static Optional<Field> withOptions(String text) {
        var given = OPTIONS.matcher(text);
        if (!given.matches()) {
            return Optional.empty();
        }
        var inside = given.group(2).strip();
        var lower = inside.toLowerCase(Locale.ROOT);
        if (lower.matches("y(?:es)? ?(?:/|or|,) ?no?|true ?(?:/|or) ?false|tick ?box|check ?box")) {
            return named(bare(given.group(1)), FieldType.BOOLEAN);
        }
        if (lower.matches("how many|how much|a? ?number|numeric")) {
            return named(bare(given.group(1)), FieldType.NUMBER);
        }
        if (lower.matches("(?:a )?(?:date|day|time|link|url|e-?mail|person|text)")) {
            return named(bare(given.group(1)), meaning(lower.replace("a ", "")).type())
                    .map(FieldReader::whole);
        }
        if (RANGE.matcher(lower).find() || STARS.matcher(lower).find()) {
            return plain(given.group(1) + " " + inside);
        }
        var options = options(inside);
        if (options.size() < 2) {
            return plain(
                    given.group(1)
                            + (UNIT.matcher(" " + lower).find() || TYPED.matcher(" " + lower).find()
                                    ? " " + inside
                                    : ""));
        }
        return named(bare(given.group(1)), FieldType.TEXT).map(field -> field.among(options));
    }

    /** What may be chosen, as a prompt lists it. */
    static List<String> options(String text) {
        var options = new LinkedHashSet<String>();
        Arrays.stream(BETWEEN.split(text))
                .map(one ->
                        one.replaceAll("^[\"']|[\"'.]$", "")
                                .replaceFirst("^(?i)(?:the|an?|maybe) +", "")
                                .strip())
                .filter(one -> !one.isEmpty() && !one.matches("(?i)etc\\.?|and so on|\\.\\.\\.|…"))
                .map(one -> Words.label(one, SpecificationRules.LABEL_MAX))
                .filter(one -> !one.isBlank())
                .limit(SpecificationRules.OPTIONS_MAX)
                .forEach(options::add);
        var apart = new LinkedHashSet<String>();
        return options.stream().filter(one -> apart.add(one.toLowerCase(Locale.ROOT))).toList();
    }

    private static Optional<Field> plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var typed = typed(lower);
        if (typed != null) {
            lower = TYPED.matcher(lower).replaceFirst("").strip();
        }
        var range = range(lower);
        boolean stars = STARS.matcher(lower).find();
        if (range != null || stars) {
            lower =
                    RANGE.matcher(STARS.matcher(lower).replaceFirst(""))
                            .replaceFirst("")
                            .replaceAll(
                                    "\\(.*|\\bon a scale\\b|\\bscale\\b$|\\b(?:with|from|of|in)\\s*$",
                                    "")
                            .strip();
            lower = lower.isEmpty() ? "rating" : lower;
        }
        @Nullable String unit = null;
        var measured = UNIT.matcher(lower);
        if (measured.find() && measured.start() > 0) {
            unit =
                    Words.singular(
                            measured.group(1) == null ? measured.group(2) : measured.group(1));
            lower = lower.substring(0, measured.start()).replaceFirst("\\s+(?:in|as)$", "").strip();
        }
        var phrase = bare(lower);
        var known = meaning(phrase);
        FieldType type;
        List<String> options = List.of();
        if (typed != null) {
            type = typed;
        } else if (range != null
                        && (range[1] <= SpecificationRules.STARS_MAX
                                && range[0] <= 1
                                && range[1] >= 2)
                || stars) {
            type = FieldType.RATING;
        } else if (range != null || unit != null && !MINUTES.contains(unit) && !isTime(unit)) {
            type = FieldType.NUMBER;
        } else if (unit != null) {
            type = FieldType.DURATION;
        } else {
            type = known.type();
            options = known.options();
        }
        var kept = List.copyOf(options);
        @Nullable String shown =
                unit == null ? null : UNITS.getOrDefault(unit, unit.length() > 8 ? null : unit);
        return named(phrase, type)
                .map(field ->
                        switch (field.type()) {
                            case CHOICE ->
                                    kept.isEmpty()
                                            ? named(phrase, FieldType.TEXT).orElse(field)
                                            : field.among(kept);
                            case RATING ->
                                    field.from(
                                            1.0,
                                            range == null
                                                    ? 5.0
                                                    : Math.min(
                                                            range[1],
                                                            SpecificationRules.STARS_MAX));
                            case NUMBER ->
                                    (range == null ? field : field.from(range[0], range[1]))
                                            .in(shown);
                            case TEXT,
                                    LONGTEXT,
                                    DATE,
                                    TIME,
                                    BOOLEAN,
                                    PERSON,
                                    URL,
                                    EMAIL,
                                    DURATION ->
                                    field;
                        });
    }

    private static boolean isTime(String unit) {
        return MINUTES.contains(unit + "s") || unit.equals("min") || unit.equals("hr");
    }

    private static @Nullable FieldType typed(String lower) {
        var typed = TYPED.matcher(lower);
        if (!typed.find() || typed.start() == 0) {
            return null;
        }
        return switch (typed.group(1).replace(" ", "").replace("-", "")) {
            case "date" ->
                    lower.matches(".*\\b(?:as|of type|\\() ?(?:a )?date\\)?$")
                            ? FieldType.DATE
                            : null;
            case "number", "numeric", "numbersonly", "numberonly" ->
                    lower.matches(".*\\b(?:as|of type|\\() ?(?:a )?num.*")
                            ? FieldType.NUMBER
                            : null;
            case "checkbox", "tickbox", "yes/no", "yesorno", "true/false", "trueorfalse" ->
                    FieldType.BOOLEAN;
            case "person" -> FieldType.PERSON;
            case "longtext", "freetext", "multilinetext" -> FieldType.LONGTEXT;
            default -> null;
        };
    }

    private static double @Nullable [] range(String lower) {
        var found = RANGE.matcher(lower);
        if (!found.find()) {
            return null;
        }
        if (found.group(1) != null) {
            double least = Double.parseDouble(found.group(1));
            double most = Double.parseDouble(found.group(2));
            return least < most ? new double[] {least, most} : null;
        }
        if (found.group(3) != null) {
            return new double[] {1, number(found.group(3))};
        }
        return found.group(4) != null
                ? new double[] {0, number(found.group(4))}
                : new double[] {1, number(found.group(6))};
    }

    private static double number(String word) {
        return switch (word) {
            case "five" -> 5;
            case "ten" -> 10;
            default -> Double.parseDouble(word);
        };
    }

    /** Without the small words around it. */
    private static String bare(String text) {
        var bare = text.replaceAll("\\(.*?\\)?$", "").strip();
        for (var next = TRAILING.matcher(bare).replaceFirst(""); !next.equals(bare); ) {
            bare = next.strip();
            next = TRAILING.matcher(bare).replaceFirst("");
        }
        for (var next = LEADING.matcher(bare).replaceFirst(""); !next.equals(bare); ) {
            bare = next.strip();
            next = LEADING.matcher(bare).replaceFirst("");
        }
        return bare.replaceAll("^[\"']+|[\"'?]+$", "").strip();
    }

    private static Lexicon.Meaning meaning(String phrase) {
        var lexicon = Lexicon.ENGLISH;
        if (phrase.matches("how (?:much|many)\\b.*")) {
            return new Lexicon.Meaning(FieldType.NUMBER, List.of());
        }
        if (phrase.matches("how long\\b.*")) {
            return new Lexicon.Meaning(FieldType.DURATION, List.of());
        }
        if (phrase.matches("how often\\b.*")) {
            return lexicon.of("how often").orElseThrow();
        }
        if (phrase.matches("(?:how good|how (?:i|we|you|it|they|much fun|happy)|rating)\\b.*")) {
            return new Lexicon.Meaning(FieldType.RATING, List.of());
        }
        if (phrase.matches("what time\\b.*")) {
            return new Lexicon.Meaning(FieldType.TIME, List.of());
        }
        if (phrase.matches("when\\b.*|(?:last|next) [\\w ]+|\\w+ (?:date|day|on)|.*\\bby when")) {
            return lexicon.of(phrase)
                    .or(() ->
                            lexicon.of(phrase.substring(phrase.lastIndexOf(' ') + 1))
                                    .filter(FieldReader::isSpoken))
                    .orElse(new Lexicon.Meaning(FieldType.DATE, List.of()));
        }
        if (phrase.matches(
                "(?:who|whose|whom)\\b.*|.*\\b(?:by whom|to whom|in charge|responsible)")) {
            return new Lexicon.Meaning(FieldType.PERSON, List.of());
        }
        if (phrase.matches("why\\b.*|what (?:went|happened|to|we|i|they)\\b.*")) {
            return new Lexicon.Meaning(FieldType.LONGTEXT, List.of());
        }
        if (phrase.matches("(?:number|amount|count|total|sum|quantity) of .*")) {
            return new Lexicon.Meaning(FieldType.NUMBER, List.of());
        }
        if (phrase.matches(
                "(?:date|day) (?:of|when|it|we|i|they|applied|bought|borrowed|seen|added)\\b.*")) {
            return new Lexicon.Meaning(FieldType.DATE, List.of());
        }
        if (phrase.matches("\\w+(?:ed|en|n|t|d|ld) by")) {
            return new Lexicon.Meaning(FieldType.PERSON, List.of());
        }
        var clause = CLAUSE.matcher(phrase);
        if (clause.matches() && lexicon.of(phrase).isEmpty()) {
            var head = clause.group(1).strip();
            var known =
                    lexicon.of(head)
                            .or(() -> lexicon.of(head.substring(head.lastIndexOf(' ') + 1)));
            if (known.isPresent()) {
                return known.get();
            }
        }
        var words = phrase.replace('/', ' ').split(" ", -1);
        for (int from = 0; from < words.length; from++) {
            var known =
                    lexicon.of(String.join(" ", Arrays.asList(words).subList(from, words.length)));
            if (known.isPresent()) {
                return from > 0
                                && known.get().type() == FieldType.BOOLEAN
                                && (!phrase.matches(
                                                ".*\\b(?:paid|returned|refunded|signed|approved|confirmed)")
                                        || phrase.matches(
                                                "(?:amount|total|price|sum|number|cost)\\b.*"))
                        ? measured(words, from).orElse(known.get())
                        : known.get();
            }
        }
        if (words.length > 1 && words[words.length - 1].matches("\\w{3,}(?:ed|en|ing)")) {
            var counted = measured(words, words.length - 1);
            if (counted.isPresent()) {
                return counted.get();
            }
        }
        var first = lexicon.of(words[0]);
        if (first.isPresent()
                && words.length > 1
                && !isText(first.get())
                && first.get().type() != FieldType.BOOLEAN) {
            return first.get();
        }
        return new Lexicon.Meaning(
                words.length == 1 && words[0].matches("\\w{3,}(?:ed|en)")
                        ? FieldType.BOOLEAN
                        : FieldType.TEXT,
                List.of());
    }

    /** "Kilos received" are kilos, though "received" alone is yes or no. */
    private static Optional<Lexicon.Meaning> measured(String[] words, int end) {
        return Lexicon.ENGLISH
                .of(words[end - 1])
                .filter(one -> one.type() != FieldType.BOOLEAN && !isText(one));
    }

    /** Words, not a day: "next topic". */
    private static boolean isSpoken(Lexicon.Meaning meaning) {
        return switch (meaning.type()) {
            case TEXT, LONGTEXT, PERSON, NUMBER, CHOICE, DURATION, TIME -> true;
            case DATE, BOOLEAN, RATING, URL, EMAIL -> false;
        };
    }

    private static boolean isText(Lexicon.Meaning meaning) {
        return meaning.type() == FieldType.TEXT;
    }

    /** A choice without options is a text, a rating without stars has five. */
    private static Field whole(Field field) {
        return switch (field.type()) {
            case CHOICE ->
                    field.options() == null
                            ? Field.of(field.name(), field.label(), FieldType.TEXT)
                            : field;
            case RATING -> field.max() == null ? field.from(1.0, 5.0) : field;
            case TEXT, LONGTEXT, NUMBER, DATE, TIME, BOOLEAN, PERSON, URL, EMAIL, DURATION -> field;
        };
    }

    private static Optional<Field> named(String given, FieldType type) {
        var longer = given.split("\\s+").length > PLAIN_WORDS_MAX ? CLAUSE.matcher(given) : null;
        var phrase =
                longer != null && longer.matches() && !ASKS.matcher(given).matches()
                        ? longer.group(1).strip()
                        : given;
        var words = phrase.split("\\s+", -1);
        boolean asks = ASKS.matcher(phrase).matches();
        if (phrase.isBlank()
                || words.length > (asks || type == FieldType.BOOLEAN ? WORDS_MAX : PLAIN_WORDS_MAX)
                || phrase.codePoints().noneMatch(Character::isLetter)) {
            return Optional.empty();
        }
        var name = Words.name(phrase, "field");
        var label = Words.label(phrase, SpecificationRules.LABEL_MAX);
        return Optional.of(Field.of(name, label, type));
    }
}

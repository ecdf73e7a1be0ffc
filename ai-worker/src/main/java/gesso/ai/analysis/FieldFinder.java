package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a prompt names fields, and which. Words such as "with" or "each has" begin such a stretch,
 * the end of the sentence or a word of how it is shown ends it.
 */
final class FieldFinder {
    private static final String THING = "(?:\\w[\\w'-]* ){1,3}?";
    private static final Pattern CLEAR =
            words(
                    "with (?:the |these |following )*(?:fields?|columns?|inputs?|details|things|attributes|properties)(?: like| for| such as| are)?:?"
                            + "|(?:fields?|columns?|inputs?|attributes|properties)(?: should be| are| for| like)?:?"
                            + "|(?:for )?(?:each|every)(?: one| of them)?(?: "
                            + THING.strip()
                            + ")? ?(?:has|have|should have|needs?|gets?|comes with|with|shows?|should show|stores?|must have|(?:we|i)(?:'d| would) like|(?:we|i)(?:'ll)? (?:need|want|note|record|keep|store|have|log|track|write)|there (?:is|are|should be)|you (?:enter|see|can see|put in|give))"
                            + "|(?:it|they|which|that|entries|records|cards|items|rows) (?:should |must |can |would )?(?:has|have|include|includes|contain|contains|show|shows|store|stores|record|records|keep|keeps|note|notes|ask|asks|need|needs|list|lists|track|tracks|hold|holds)(?: for| the)?"
                            + "|(?:a|one|another|and a) (?:field|column)(?= called| named)|including|includes?|containing|contains?|consisting of|made of"
                            + "|collect(?:s|ing)?|tells? (?:us|me)(?! how| what)|lets? us know|gives? (?:us|me)|state(?:s)? (?:their|the)|provide(?:s)?|fill(?:s)? in|ask(?:s|ing)?(?: \\w+)? for|enter(?:s|ing)?|put(?:s|ting)? in|type(?:s)? in|given|giving|from|leaves?|say(?:s|ing)?"
                            + "|where (?:we|i|you|people|they|everyone|everybody|parents|customers|members) (?:can )?(?:enter|note|write|record|log|put|give|see|add|say|fill in|leave)(?: down)?"
                            + "|(?:we|i|it|you|they) (?:also )?(?:need|want|record|note|store|log|track|write down|keep track of|would like)(?: to (?:know|see|record|note|store|log|track|keep|have|enter|write))?(?: down)?"
                            + "|with");
    private static final Pattern WEAK =
            words(
                    "track(?:s|ing)?|record(?:s|ing)?|log(?:s|ging)?|show(?:s|ing)?|stor(?:es?|ing)|not(?:es|ing) down|remember(?:s|ing)?|keep(?:s|ing)? track of");
    private static final Pattern END =
            words(
                    "(?:shown |displayed |laid out |arranged |presented )?(?:as|in|on|into) (?:an? |the |one )?(?:\\w+ ){0,2}?(?:kanban|board|table|calendar|chart|graph|plot|spreadsheet|grid|checklist|cards|view|month view|week view|list|lanes)"
                            + "|(?:sort(?:ed|able)?|order(?:ed)?|group(?:ed)?|filter(?:ed|able)?|arranged|organi[sz]ed|sum(?:med)?|split|broken down|divided) (?:\\w+ )?by|(?:columns|lanes|a column|one column) (?:by|per|for each)|by (?=\\w+(?: \\w+)?$)"
                            + "|and (?:have it|it|then it|get|see|i'd like|i would like) (?!is)\\w+|so that|so (?:we|i|you|that|everyone|everybody|people|the)|in order to|because|which makes|to see (?:who|what|how|which|when)|and (?:let|make|then show|show|tell|warn|remind|it should|i want to see|we want to see|a way to|the option to|sort|group|filter|colou?r|highlight|draw|plot|calculate|work out|tells?|gives?)"
                            + "|please|thanks|thank you|for (?:my|our|the|a) (?:\\w+ ){1,4}(?=$)|when (?:someone|somebody|i|we|you|they)|that (?:i|we|you|people|everyone) can|if (?:possible|there)");
    private static final Pattern BY =
            words(
                    "(?:group(?:ed|ing)?|columns?|board|kanban|lanes?|split|broken down|organi[sz]ed|arranged|stacked|chart|graph|bars?|plot(?:ted)?|sum(?:med)?|compare|spending|totals?|view)(?: [^\\s,.;:()]+){0,5}? (?:by|per|for each|for every|across) (?:the |their |its |each )?([a-z][\\w-]*(?: (?!with|and|or|where|that|in|for|of|so|to|each|as|on|at|from|which|is|are|over|i|we)[a-z][\\w-]*)?(?: \\([^)]*\\))?)");
    private static final Pattern SORT =
            words("(?:sort(?:ed|able)?|order(?:ed)?) by (?:the )?([a-z][\\w-]*(?: [a-z][\\w-]*)?)");

    /** What may name one field alone. */
    private static final Pattern KEEPS =
            words(
                    "with|including|includes?|ha[sv]e?|contain(?:s|ing)?|fields?|columns?|ask(?:s|ing)?(?: \\w+)? for|each|every");

    private static final Pattern SAYS =
            Pattern.compile(
                    "^(?i:(?:and |so |then )?(?:(?:lines|bars|dots|slices)$|needs?(?= something| an? )|something|anything|(?:me|us) (?:how|what|when|where|which|who)|(?:let|save|make|give|add|put|show|use|record|start|track)(?= (?:me|us|it|them|the|a|an|how|each|every|my|our|you|all|which|what|and stop))|i|i'd|we|we'd|you|please|can|could|it|they|should|there|that|this|nobody|somebody|someone|everybody|everyone|people(?= (?:who|can|are|want)))(?![\\w-]))|\\b(?:should|please)\\b");
    private static final int LIST_WORDS_MAX = 7;

    /** Of a stretch that names one field alone. */
    private static final int LONE_WORDS_MAX = 4;

    /** Words of one sentence that may begin a stretch. */
    private static final int BEGINS_MAX = 12;

    private static final Pattern COLUMNS =
            Pattern.compile(
                    "\\b(stages?|columns|lanes|status(?:es)?|phases?|(?<=columns by |columns per |column per |lanes by )\\w+)\\b(?: should be| are| is| goes| go| runs?| can be| called| named| of| from|:| -)? (?!(?:with|for|that|where|and|in|to see|which|so|by|as|on)\\b)([\\w'-]+(?: [\\w'-]+){0,2}(?:(?:, (?:or |and )?| ?/ ?| or | and | ?-> ?| ?→ ?)[\\w'-]+(?: [\\w'-]+){0,2}){1,9})(?=[.;!?)]|$)",
                    Pattern.CASE_INSENSITIVE);

    /** Columns of a table are fields; of a board they are what one field can be. */
    private static final Pattern BOARD = words("boards?|kanban|cards?|trello|pipeline|drag|move");

    private static final Pattern IS =
            Pattern.compile(
                    "^(?:the )?([\\w-]+(?: [\\w-]+)?) (?:is|are) (?:always |to be )?(?:in )?(.+)$",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern ALL_SORTS =
            Pattern.compile("(?i)\\b(?:bits and (?:bobs|pieces)|odds and ends|this and that)\\b");

    /** What a word means, which is no sum. */
    private static final Pattern EXPLAINED =
            Pattern.compile(
                    "\\b([\\p{L}][\\w-]*(?: [\\w-]+)?) ?(?:=|means|stands for) (?:the|an?|what|who|how|which) (?![^,;.]*(?:[*/+]|\\d|\\b(?:times|plus|minus|multiplied|divided|sum)\\b))[^,;.]+(?=[,;.]|$)",
                    Pattern.CASE_INSENSITIVE);

    private static Pattern words(String pattern) {
        return Pattern.compile("(?<![\\w-])(?:" + pattern + ")(?![\\w-])");
    }

    /**
     * What was found.
     *
     * @param parts of the prompt that named fields, in small letters
     * @param group the field to group by, where the prompt says so
     */
    record Found(
            List<Field> fields,
            List<String> parts,
            Optional<String> group,
            Optional<String> order) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<String> parts = new ArrayList<>();

    static Found find(Prompt prompt) {
        var finder = new FieldFinder();
        var sentences = prompt.sentences().stream().map(FieldFinder::unexplained).toList();
        for (int i = 0; i < sentences.size(); i++) {
            finder.sentence(sentences.get(i), i == 0);
        }
        sentences.forEach(finder::refine);
        var lower = prompt.lower();
        var group = finder.columns(prompt).or(() -> first(BY.matcher(lower)));
        return new Found(
                List.copyOf(finder.fields.values()),
                List.copyOf(finder.parts),
                group,
                first(SORT.matcher(lower)));
    }

    /** Of "board = the thing that we test, weight in kg" the board; of idioms what they mean. */
    private static String unexplained(String sentence) {
        return ALL_SORTS.matcher(EXPLAINED.matcher(sentence).replaceAll("$1")).replaceAll("things");
    }

    /** "The columns are new, open and closed" names a field and what it can be. */
    private Optional<String> columns(Prompt prompt) {
        var said = COLUMNS.matcher(prompt.text());
        if (!said.find()
                || said.group(1).matches("(?i)columns|lanes")
                        && !BOARD.matcher(prompt.lower()).find()) {
            return Optional.empty();
        }
        var list = said.group(2).replaceAll("\\s*(?:->|→|=>)\\s*", ", ");
        var options =
                FieldReader.options(list.contains(",") ? list : list.replaceAll("\\bto\\b", ", "));
        if (options.size() < 2 || options.stream().anyMatch(one -> one.split("\\s+").length > 3)) {
            return Optional.empty();
        }
        var word = Words.singular(said.group(1).toLowerCase(Locale.ROOT));
        var name = word.matches("column|lane") ? "status" : word;
        fields.values()
                .removeIf(one ->
                        one.label()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(said.group(1).toLowerCase(Locale.ROOT)));
        options.forEach(one -> fields.remove(Words.name(one, "").toLowerCase(Locale.ROOT)));
        var own =
                Field.of(Words.name(name, "status"), Words.label(name, 40), FieldType.TEXT)
                        .among(options);
        fields.put(own.name().toLowerCase(Locale.ROOT), own);
        parts.add(said.group().toLowerCase(Locale.ROOT));
        return Optional.of(name);
    }

    /**
     * A later sentence may say what a field holds: "class is one of a, b or c, order is a number".
     */
    private void refine(String sentence) {
        for (var chunk : Chunks.of(sentence.replaceAll("(?i) (?:is|are) (?=one of)", " "))) {
            var said = IS.matcher(chunk);
            var about =
                    said.matches()
                            ? said.group(1)
                            : chunk.contains("(") ? chunk.substring(0, chunk.indexOf('(')) : "";
            var key = Words.name(about.strip(), "").toLowerCase(Locale.ROOT);
            var known = fields.get(key);
            if (known != null) {
                FieldReader.read(said.matches() ? about + " (" + said.group(2) + ")" : chunk)
                        .filter(one ->
                                one.name().equals(known.name()) && one.type() != FieldType.TEXT)
                        .ifPresent(one -> fields.put(key, one));
            }
        }
    }

    private static Optional<String> first(Matcher matcher) {
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void sentence(String sentence, boolean isFirst) {
        int colon = sentence.indexOf(": ");
        colon = colon < 0 ? sentence.indexOf(" - ") : colon;
        if (colon > 0 && options(sentence, colon)) {
            return;
        }
        if (colon > 0 && sentence.indexOf(',', colon) > 0 && !isInParentheses(sentence, colon)) {
            stretch(sentence.substring(colon + 2).replaceFirst("^ ", ""));
            return;
        }
        var lower = Prompt.lower(sentence);
        int commas = commas(lower);
        if (best(sentence, CLEAR.matcher(lower), isFirst ? 0 : commas)) {
            return;
        }
        var weak = WEAK.matcher(lower);
        if (weak.find() && (commas > 0 || lower.indexOf(" and ", weak.end()) > 0)) {
            stretch(sentence.substring(weak.end()));
        } else if (commas == 1
                && isFirst
                && allKnown(sentence.substring(sentence.indexOf(',') + 1))) {
            stretch(sentence.substring(sentence.indexOf(',') + 1));
        } else if (commas >= 2) {
            // Telegram style: what it is, then what it has.
            if (isFirst) {
                stretch(sentence.substring(sentence.indexOf(',') + 1));
            }
        }
    }

    /**
     * "Each card has a name and a phase: new, old or gone": the list is what the last one can be.
     */
    private boolean options(String sentence, int colon) {
        var before = sentence.substring(0, colon);
        var clear = CLEAR.matcher(Prompt.lower(before));
        if (!clear.find() || isInParentheses(sentence, colon)) {
            return false;
        }
        var chunks = Chunks.of(until(before.substring(clear.end())));
        if (chunks.size() < 2 || chunks.stream().anyMatch(one -> isSaid(one))) {
            return false;
        }
        stretch(before.substring(clear.end()) + " (" + sentence.substring(colon + 2).strip() + ")");
        return true;
    }

    private static int commas(String text) {
        int open = 0;
        int commas = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            open += one == '(' ? 1 : one == ')' ? -1 : 0;
            commas += one == ',' && open == 0 ? 1 : 0;
        }
        return commas;
    }

    private static boolean allKnown(String text) {
        return Chunks.of(text).stream()
                .allMatch(one -> Lexicon.ENGLISH.of(one.toLowerCase(Locale.ROOT)).isPresent());
    }

    private static boolean isInParentheses(String text, int at) {
        return text.substring(0, at).chars().filter(one -> one == '(').count()
                > text.substring(0, at).chars().filter(one -> one == ')').count();
    }

    /** Of all that may begin a stretch the one that names most. */
    private boolean best(String sentence, Matcher begins, int commas) {
        var most = commas < 2 ? List.<String>of() : bare(Chunks.of(until(sentence)));
        var named = most.isEmpty() ? "" : until(sentence);
        for (int tries = 0; tries < BEGINS_MAX && begins.find(); tries++) {
            var text = until(sentence.substring(begins.end()));
            var chunks = Chunks.of(text);
            boolean alone =
                    named(chunks) == 1
                            && (chunks.size() > 1 || !KEEPS.matcher(begins.group()).find());
            if (!isSentence(chunks) && !alone && isBetter(chunks, most)) {
                most = chunks;
                named = text;
            }
        }
        if (most.isEmpty()) {
            return false;
        }
        take(named, most);
        return true;
    }

    /** Of two that name as many, the one that does not begin with half a sentence. */
    private static boolean isBetter(List<String> chunks, List<String> most) {
        long more = worth(chunks) - worth(most);
        return more > 0
                || more == 0
                        && !most.isEmpty()
                        && most.getFirst().split("\\s+").length > LONE_WORDS_MAX;
    }

    private static long named(List<String> chunks) {
        return chunks.stream().filter(one -> !isSaid(one)).count();
    }

    /** Talks to us, or of everything, and names no field; what an option says is left alone. */
    private static boolean isSaid(String chunk) {
        return SAYS.matcher(chunk.replaceAll("\\([^)]*\\)", " ")).find();
    }

    /** How many of them can be fields. */
    private static long worth(List<String> chunks) {
        return chunks.stream()
                .filter(one -> !isSaid(one))
                .filter(one -> FieldReader.read(one).isPresent())
                .count();
    }

    /** A sentence that is nothing but a list; else nothing. */
    private static List<String> bare(List<String> chunks) {
        return chunks.stream()
                                .allMatch(one ->
                                        one.contains("(")
                                                || one.split("\\s+").length <= LIST_WORDS_MAX)
                        && chunks.stream().noneMatch(one -> isSaid(one))
                ? chunks
                : List.of();
    }

    private void stretch(String text) {
        var named = until(text);
        var chunks = Chunks.of(named);
        if (!isSentence(chunks)) {
            take(named, chunks);
        }
    }

    private static String until(String text) {
        var end = END.matcher(Prompt.lower(text));
        int from = 0;
        while (end.find(from)) {
            if (!isInParentheses(text, end.start())) {
                return text.substring(0, end.start()).replaceFirst("[\\s-]+$", "");
            }
            from = end.end();
        }
        return text;
    }

    /** One that goes on, and no list. */
    private static boolean isSentence(List<String> chunks) {
        return chunks.isEmpty()
                || chunks.size() == 1
                        && chunks.getFirst().split("\\s+").length > LONE_WORDS_MAX
                        && !chunks.getFirst().contains("(");
    }

    private void take(String named, List<String> chunks) {
        int before = fields.size();
        for (var chunk : chunks) {
            if (!isSaid(chunk)) {
                FieldReader.read(chunk).ifPresent(this::add);
            }
        }
        if (fields.size() > before) {
            parts.add(named.toLowerCase(Locale.ROOT).strip());
        }
    }

    private void add(Field field) {
        if (fields.size() < SpecificationRules.FIELDS_MAX) {
            fields.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field);
        }
    }
}

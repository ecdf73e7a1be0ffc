package gesso.ai.analysis;

import gesso.protocol.ai.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which kind of app a prompt means. Words speak for a kind with a weight; the view that is named
 * outright speaks loudest, words among the fields hardly at all.
 */
final class KindFinder {
    /** One word of how to show something. */
    private static final Map<Kind, String> VIEWS =
            Map.of(
                    Kind.BOARD, "kanban(?: board)?|board|swim ?lanes|trello",
                    Kind.CALENDAR, "calendar|month view|week view|timetable|rota|roster",
                    Kind.TABLE, "table|spreadsheet|grid|data ?sheet",
                    Kind.CHART,
                            "(?:bar |line |pie |column )?(?:chart|graph|plot)|histogram|diagram",
                    Kind.CHECKLIST, "check ?list|tick ?list",
                    Kind.FORM, "form|questionnaire",
                    Kind.LIST, "list",
                    Kind.POLL, "poll",
                    Kind.NOTES, "notes|notebook|notepad",
                    Kind.TIMER, "timer|stopwatch|countdown");

    private static final int SHOWN_AS = 12;
    private static final int HEAD = 7;

    /** Things that are called after a view and are none. */
    private static final Pattern NO_VIEWS =
            words(
                    "board games?|(?:leader|score|key|white|skate|snow|surf|clip|card|cheese|notice|dash|chess|black|pin|bill)[ -]?boards?|board (?:of|meeting|member)s?|(?:on|full|half) board|boarding"
                            + "|table (?:tennis|number|booking|top|football|service)s?|(?:pool|dinner|operating|coffee|picnic|round|turn|periodic) tables?|tables? (?:at|in|for) (?:the|a|our) (?:restaurant|wedding|party|hall)"
                            + "|(?:seating|org|organi[sz]ation|flip) charts?|graph paper|columns of (?:figures|numbers)|plat ?form|(?:tasting|release|sick|thank[- ]you|bank|musical|delivery|case) notes?"
                            + "|counter ?(?:top|staff|part|feit)s?|over the counter|guest ?list with|mailing list|waiting list");

    private static final Pattern NOT =
            Pattern.compile(
                    "\\b(?:not|no|isn't|is not|wasn't|aren't|instead of|rather than|without) (?:just )?(?:an? |the )?(?:calendar|to-?do list|diary|scoreboard|table|board|list|chart|form|poll|timer|counter|calculator|check ?list|spreadsheet|notes)s?\\b");

    private record Hint(Kind kind, int weight, Pattern words) {}

    private static Hint hint(Kind kind, int weight, String pattern) {
        return new Hint(kind, weight, words(pattern));
    }

    private static Pattern words(String pattern) {
        return Pattern.compile("(?<!\\w)(?:" + pattern + ")(?!\\w)");
    }

    private static final List<Hint> HINTS =
            List.of(
                    hint(Kind.BOARD, 6, "kanban|scrum|swim ?lanes?|trello"),
                    hint(
                            Kind.BOARD,
                            6,
                            "in columns|into columns|column for (?:each|every)|from column to column"),
                    hint(
                            Kind.BOARD,
                            5,
                            "boards?|pipeline|columns? (?:by|per)|a column (?:for|per) each|one column (?:for|per)|drag (?:the |them |cards |it )?(?:between|from|across)|move (?:cards|them|it|things|tickets|stuff) (?:from|between|through|along|across)|drag (?:\\w+ ){1,3}(?:along|through)|stages"),
                    hint(
                            Kind.BOARD,
                            4,
                            "grouped by|group(?:ed)? (?:them |it )?(?:by|into)|lanes?|sticky cards|cards"),
                    hint(Kind.CALENDAR, 7, "calendar|month view|week view|rota|roster|timetable"),
                    hint(
                            Kind.CALENDAR,
                            5,
                            "schedule|shifts?|appointments?|who (?:\\w+ ){1,4}(?:which|what|on which|on what) (?:day|date)s?|who(?:'s| is| will be) (?:\\w+ ){0,3}(?:when|on (?:holiday|leave|call|duty|shift)|in the office|off)|(?:on )?(?:which|what) days?|bookings?|day by day|by (?:day|date|week|month)|fixtures|what(?:'s| is) on when|when (?:is|are|does|do) (?:who|what|which)"),
                    hint(Kind.CALENDAR, 8, "on (?:which|what) days?"),
                    hint(
                            Kind.CALENDAR,
                            5,
                            "(?:rehearsal|match|training|exam|meeting|shoot|tour|show|sailing|game|class) dates|dates (?:for|of|in)"),
                    hint(
                            Kind.CALENDAR,
                            3,
                            "planner|meal plan|rehearsals|availability|holidays?|days off|events?"),
                    hint(
                            Kind.TABLE,
                            6,
                            "tables?|spread ?sheet|data ?sheet|sortable|league|standings|leader ?board|ranking"),
                    hint(
                            Kind.TABLE,
                            4,
                            "inventory|ledger|stock list|price list|with (?:the )?columns?|columns|rows|register|database|directory|totals?"),
                    hint(Kind.TABLE, 2, "log|contacts|stock|overview|results|records?"),
                    hint(
                            Kind.FORM,
                            7,
                            "(?:sign[- ]?up|registration|application|feedback|order|contact|request|intake|entry|consent|report|booking|incident|claim|complaint|survey) ?(?:form|sheet)|forms?|questionnaire|survey"),
                    hint(
                            Kind.FORM,
                            5,
                            "sign[- ]?ups?|registrations?|(?:patient|client|customer|student|member) intake|fill(?:s|ed)? (?:in|out|it in|this in)|submit(?:s|ted|ting)?|submissions?|can (?:apply|report|register|request|order|sign up)|apply for|report (?:a|an|problems|faults|bugs|incidents)|rsvps?|hand in"),
                    hint(
                            Kind.FORM,
                            3,
                            "feedback|complaints?|applications? from|requests? from|enquir(?:y|ies)|suggestions? box"),
                    hint(Kind.COUNTER, 8, "counter|tally(?: counter)?|click(?:er|y)"),
                    hint(
                            Kind.COUNTER,
                            6,
                            "count(?:s|ing)? (?:up |the |our |my |how )?(?:many|number|people|heads?|visitors|laps|cars|birds|cups|coffees?|goals|customers|days|times|steps|guests|sales|pushups|push-ups|drinks)|count (?:the|our|my|every|each|all)|how many times|plus (?:and|or|/) minus|plus/minus|\\+ ?1|press (?:a |the )?(?:button|plus)|head ?count|keep(?:s|ing)? count|keep(?:s|ing)? score|score ?keeper|up and down|tap to (?:add|count)|click to (?:add|count)|every time|button (?:i|we|you) press|press (?:plus|it|when)|one at a time|go(?:es|ing)? up(?: by)? one|add(?:s|ing)? one|number of (?:\\w+ ){1,3}(?:so far|today|this week)"),
                    hint(
                            Kind.TIMER,
                            9,
                            "timers?|stop ?watch|pomodoro|egg timer|count ?down|counts? down"),
                    hint(
                            Kind.TIMER,
                            5,
                            "time (?:my|our|the|each|every|how long) |start (?:and|/) (?:stop|pause)|start, (?:stop|pause)|(?:beep|ring|alarm|buzz)(?:s|es)?|minutes? (?:of )?(?:focus|work|rest|break|plank|pause|silence)|intervals?|rounds of|clock (?:for|that)|runs? out"),
                    hint(Kind.POLL, 9, "let (?:\\w+ ){1,3}(?:decide|choose|vote|pick)"),
                    hint(
                            Kind.POLL,
                            9,
                            "(?:which|what) (?:\\w+ ){1,2}(?:suits?|works? (?:best )?for|is best for|do you (?:prefer|like|want))"),
                    hint(Kind.POLL, 8, "polls?|straw poll|ballot"),
                    hint(
                            Kind.POLL,
                            6,
                            "vot(?:e|es|ing)(?! (?:count|total))|elections?|decide (?:where|what|which|when|who|on|between|together)|choose (?:where|what|which|when|who|between|together)|pick (?:where|what|which|when|a|the|our|one)|what (?:should|shud|shall|do) we|where (?:should|shall|do) we|which (?:\\w+ ){1,3}(?:should|shall|do|is|we|would)|everyone'?s? (?:choice|opinion)|show of hands"),
                    hint(
                            Kind.CHART,
                            8,
                            "(?:bar |line |pie |column )?(?:charts?|graphs?)|plot(?:s|ted|ting)?|histogram|diagram|curve"),
                    hint(
                            Kind.CHART,
                            3,
                            "(?:loads|lots?|tons|heaps?|piles?|bunch|plenty|all these|so many) ?(?:of )?(?:numbers|figures|data)|make sense of (?:\\w+ ){0,3}(?:numbers|figures|data)"),
                    hint(Kind.CHART, 7, "draws? (?:bars|a line|lines|it)|visually|bars"),
                    hint(
                            Kind.CHART,
                            6,
                            "ups and downs|up (?:or|and|n) down|rises? (?:and|or) falls?|over (?:time|the (?:weeks?|months?|years?|days?|season))|trends?|see how(?! (?:long|many|much|often))|how (?:\\w+ ){1,5}(?:changes?|develops?|evolves?|goes up|grows?|varies|compares?|is going)|visuali[sz]e|(?:per|by|each|a) (?:day|week|month|year) (?:as|in) (?:a |bars|lines)|statistics|progress over|compare (?:\\w+ ){1,4}(?:by|per|across|between|over)"),
                    hint(
                            Kind.CALCULATOR,
                            9,
                            "calculators?|calculat(?:e|es|ing|or)|converters?|bmi"),
                    hint(Kind.CALCULATOR, 4, "sums|type in|tells? (?:me|us) the"),
                    hint(
                            Kind.CALCULATOR,
                            6,
                            "comput(?:e|es|ing)|work(?:s|ing)? out (?:how|the|what|my|our)|convert(?:s|ing)?|split (?:the|a|our|up the) (?:bill|rent|cost|costs|check)|how much (?:\\w+ ){0,6}(?:costs?|do i need|do we need|will|would|each|per|should)|estimat(?:e|es|or|ing)|figures? out how|adds? (?:it )?up to|multiply|divided? (?:by|between|among)|tells? (?:me|us) (?:how (?:much|many)|the (?:total|price|cost|result))|from (?:\\w+ )?(?:cm|kg|miles|pounds|celsius|fahrenheit|euros?|cups|feet|inches) (?:to|into)|how many (?:\\w+ ){0,4}(?:do i need|do we need|i need|we need|per)"),
                    hint(Kind.CHECKLIST, 9, "check ?lists?|tick ?lists?"),
                    hint(Kind.CHECKLIST, 13, "to-?dos?(?: list)?"),
                    hint(
                            Kind.CHECKLIST,
                            7,
                            "tick(?:ed|s|ing)?(?: \\w+){0,3} off|tick (?:these|those|each|every|all|the|things|items)|tick off|tick(?:able|ed| them| boxes)|check(?:ed|s|ing)?(?: \\w+){0,3} off|cross(?:ed|es|ing)?(?: \\w+){0,3} off|check ?box(?:es)?|packing list|pack(?:ing)? (?:for|before)"),
                    hint(
                            Kind.CHECKLIST,
                            4,
                            "shopping list|grocer(?:y|ies)(?: list)?|chores|things to (?:do|pack|buy|check|bring)|jobs to do|steps (?:before|to|for)|before (?:we|i|you|every|each|the) (?:\\w+ ){0,3}(?:leave|open|close|launch|fly|take-?off|go|start|starts|lock)|(?:opening|closing|daily|morning|evening) (?:routine|duties|jobs|tasks)|what(?:'s| is) (?:still )?(?:left|missing)|forget"),
                    hint(
                            Kind.NOTES,
                            8,
                            "note ?books?|note ?pads?|journals?|diary|diaries|scratch ?pad|sticky notes|post-?its|jot(?:ting)?|memos?"),
                    hint(
                            Kind.NOTES,
                            5,
                            "notes|minutes of|meeting minutes|write (?:down|up|about)|writing (?:down|up)|free ?text|wiki|brain ?dump|thoughts|ideas we had|log ?book"),
                    hint(
                            Kind.LIST,
                            5,
                            "lists?|wish ?list|reading list|bucket list|backlog|bookmarks"),
                    hint(
                            Kind.LIST,
                            2,
                            "tracker|keep(?:ing)? track|track|collection|library|catalogue|log|ideas|remember|archive"));

    /** How clear it is. */
    record Found(Kind kind, int weight) {}

    private final String all;
    private final String outside;
    private final Map<Kind, Integer> weights = new EnumMap<>(Kind.class);

    /**
     * @param all the prompt in small letters
     * @param fields what it names; words there mean something else
     */
    KindFinder(String all, FieldFinder.Found fields) {
        this.all = NOT.matcher(NO_VIEWS.matcher(all).replaceAll("~")).replaceAll("~");
        var rest = this.all;
        if (fields.group().isPresent()) {
            rest = rest.replace("by " + fields.group().get(), "by ~");
        }
        for (var part : fields.parts()) {
            rest = rest.replace(NO_VIEWS.matcher(part).replaceAll("~"), " ~ ");
        }
        this.outside = rest;
    }

    Found find() {
        for (var hint : HINTS) {
            if (hint.words().matcher(outside).find()) {
                add(hint.kind(), hint.weight());
            }
        }
        VIEWS.forEach((kind, word) -> {
            if (Pattern.compile(
                            "\\b(?:as|in|into|on|like|onto)(?: an?| the| one)?(?: (?:\\w+ ){0,3}?|[ -])(?:"
                                    + word
                                    + ")\\b(?! of\\b)")
                    .matcher(outside)
                    .find()) {
                add(kind, SHOWN_AS);
            }
        });
        first().ifPresent(kind -> add(kind, HEAD));
        var best = new Found(Kind.LIST, 0);
        for (var one : weights.entrySet()) {
            if (one.getValue() > best.weight()) {
                best = new Found(one.getKey(), one.getValue());
            }
        }
        return best;
    }

    /** The kind that the first noun phrase ends with: of "a table of polls" it is the table. */
    private Optional<Kind> first() {
        var head =
                outside
                        .split(
                                "~|,|:| with | that | for | of | to | where | so | which | as | by ",
                                2)[0]
                        .replaceAll("[^\\w-]+$", "");
        return HEADS.entrySet().stream()
                .filter(one -> one.getValue().matcher(head).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static final Map<Kind, Pattern> HEADS = heads();

    private static Map<Kind, Pattern> heads() {
        var heads = new EnumMap<Kind, Pattern>(Kind.class);
        VIEWS.forEach((kind, word) -> heads.put(kind, Pattern.compile("\\b(?:" + word + ")s?$")));
        heads.put(Kind.COUNTER, Pattern.compile("\\b(?:counter|tally|clicker)$"));
        heads.put(Kind.CALCULATOR, Pattern.compile("\\b(?:calculator|converter|estimator)$"));
        heads.put(Kind.NOTES, Pattern.compile("\\b(?:notes|notebook|notepad|journal|diary)$"));
        heads.put(
                Kind.CALENDAR, Pattern.compile("\\b(?:calendar|schedule|rota|roster|timetable)$"));
        heads.put(
                Kind.FORM,
                Pattern.compile("\\b(?:form|sign-?up|survey|questionnaire|registration)$"));
        return heads;
    }

    private void add(Kind kind, int weight) {
        weights.merge(kind, weight, Integer::sum);
    }
}

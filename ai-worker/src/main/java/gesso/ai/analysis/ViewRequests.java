package gesso.ai.analysis;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests about how records are shown, and what the app is called. */
final class ViewRequests {
    private static final String KIND =
            "(kanban|board|kanban board|calendar|month view|table|spreadsheet|grid|chart|graph|bar chart|line chart|plot|list|check ?list|to-?do list|form|poll|vote|counter|tally|timer|stopwatch|calculator|notes|notebook)";
    private static final String BY =
            "(?:,? (?:(?:and |it |them )*(?:grouped|arranged|organi[sz]ed|split|sorted|with columns|with lanes|columns) )?(?:by|per|for each|over|of) (?:the )?(.+?))?";
    private static final Pattern SHOW =
            Pattern.compile(
                    "^(?:(?:show|display|view|see|present|arrange|lay out|use|have|make|turn|switch|move|go|change|convert|put|want|let me see)(?: (?:it|them|this|that|everything|all|all of it|the app|records|items|entries|the (?:view|list|table|board|calendar|chart|form|checklist|notes|counter|poll|\\w+)|view|as|[\\w-]+))??(?: also)? )?(?:(?:as|in|into|to|on|like|also|with|for) )*(?:(?:an?|the|one|simple|bar|line) )*"
                            + KIND
                            + "(?: view)?"
                            + BY
                            + "(?: instead| please| too| as well)?$",
                    CASE_INSENSITIVE);
    private static final Pattern ALSO =
            Pattern.compile(
                    "^(?:add|include|(?:i|we) (?:also )?(?:need|want)|also (?:show|display|view|see)(?: it| them)?|show(?: it)? also)(?: also)? (?:(?:as|in|an?|the|another|second|bar|line) )*"
                            + KIND
                            + "( view)?"
                            + BY
                            + "(?: too| as well)?$",
                    CASE_INSENSITIVE);
    private static final Pattern REMOVE =
            Pattern.compile(
                    "^(?:remove|drop|delete|hide|get rid of|without) (?:the )?"
                            + KIND
                            + "( view)?$",
                    CASE_INSENSITIVE);
    private static final Pattern GROUP =
            Pattern.compile(
                    "^(?:(?:group|split|arrange|organi[sz]e)(?: (?:it|them|this|everything|all|records|items|(?:the )?\\w+))?|grouped|(?:make |use |have )?(?:columns|lanes|bars|a column)) (?:by|per|for(?: each)?|into) (?:the )?(.+)$",
                    CASE_INSENSITIVE);
    private static final Pattern SORT =
            Pattern.compile(
                    "^(?:sort|order|sorted|ordered|list)(?: (?:it|them|this|everything|all|records|items|entries|(?:the )?\\w+))?(?: (descending|ascending))?(?: by (?:the )?(.+?))?(?:,? (?:in )?(descending|desc|downwards|down|ascending|asc|upwards|reverse|reversed|alphabetically|(?:highest|largest|biggest|best|most|newest|latest|most recent|lowest|smallest|worst|least|oldest|earliest|soonest)(?: (?:one|ones|date))? (?:first|on top|at the top)|from high to low|high to low|from low to high|low to high|a to z|z to a)(?: order)?)?$",
                    CASE_INSENSITIVE);
    private static final Pattern FIRST =
            Pattern.compile(
                    "^(?:(?:show|put|have) )?(?:the )?(newest|latest|most recent|oldest|earliest|soonest)(?: (?:ones?|records|items|entries|date))?(?: come| comes| should be| be)? (?:first|on top|at the top)$",
                    CASE_INSENSITIVE);
    private static final Pattern TITLE =
            Pattern.compile(
                    "^(?:(?:change|set|make) (?:the )?(?:title|name|app name|app's name|name of (?:the|this) app|title of (?:the|this) app)(?: (?:to|into|as|be)|:)|(?:the )?title (?:should be|is|must be)|title:|(?:call|name|rename|retitle) (?:it|this|the app|this app|the title|the whole thing)(?: (?:to|as|into))?|(?:it|the app) should be called|entitle it) [\"']?(.+?)[\"']?$",
                    CASE_INSENSITIVE);

    /** Where records have a name, that is meant, and not the app's. */
    private static final Pattern NAME =
            Pattern.compile("^\\w+ (?:the )?name (?:to|into|as|be)\\b", CASE_INSENSITIVE);

    private final Draft draft;

    ViewRequests(Draft draft) {
        this.draft = draft;
    }

    Outcome title(String words) {
        var said = TITLE.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        boolean field = NAME.matcher(words).find() && draft.find("name").isPresent();
        if (field) {
            return Outcome.OTHER;
        }
        draft.title(Words.label(said.group(1), SpecificationRules.TITLE_MAX));
        return Outcome.DONE;
    }

    Outcome show(String words) {
        var said = SHOW.matcher(words);
        return said.matches() ? wanted(said.group(1), said.group(2), true) : Outcome.OTHER;
    }

    Outcome also(String words) {
        var said = ALSO.matcher(words);
        boolean field =
                said.matches()
                        && said.group(2) == null
                        && said.group(1)
                                .toLowerCase(Locale.ROOT)
                                .matches("notes|vote|notebook|list|form");
        return !said.matches() || field
                ? Outcome.OTHER
                : wanted(said.group(1), said.group(3), false);
    }

    Outcome remove(String words) {
        var said = REMOVE.matcher(words);
        if (!said.matches() || said.group(2) == null && draft.find(said.group(1)).isPresent()) {
            return Outcome.OTHER;
        }
        var kind = kind(said.group(1));
        var view = draft.views().stream().filter(one -> one.kind() == kind).findFirst();
        if (view.isEmpty()) {
            return Outcome.problem("There is no %s here.", kind.word());
        }
        if (draft.views().size() == 1) {
            return Outcome.problem(
                    "The %s is the only view; say how it shall be shown instead, for example: show it"
                            + " as a table.",
                    kind.word());
        }
        draft.views().remove(view.get());
        return Outcome.DONE;
    }

    private Outcome wanted(String word, @Nullable String by, boolean first) {
        var kind = kind(word);
        var field = by == null ? Optional.<Field>empty() : draft.find(by).or(() -> fresh(by));
        if (by != null && field.isEmpty()) {
            return draft.none(by);
        }
        if (kind == Kind.BOARD && field.filter(one -> !Shapes.isGroup(one)).isPresent()) {
            return Outcome.problem(
                    "“%s” makes no columns: a board needs a choice, a person or yes and no.",
                    field.get().label());
        }
        boolean sorted = field.isPresent() && !shapes(kind);
        var view = new Shapes(draft).wanted(kind, sorted ? null : field.orElse(null));
        if (view.isEmpty()) {
            return switch (kind) {
                case CALCULATOR ->
                        Outcome.problem(
                                "A calculator needs something to compute; say for example: add a total"
                                        + " = price * quantity.");
                case CHART -> Outcome.problem("A chart needs a date, or something to group by.");
                case LIST, TABLE, BOARD, CALENDAR, FORM, COUNTER, TIMER, POLL, CHECKLIST, NOTES ->
                        Outcome.problem("There is no room for what a %s needs.", kind.word());
            };
        }
        var shown = sorted ? ordered(view.get(), field.get().name()) : view.get();
        if (first) {
            draft.front(shown);
        } else if (draft.views().size() < SpecificationRules.VIEWS_MAX) {
            draft.also(shown);
        } else {
            return Outcome.problem("There are as many views as there is room for.");
        }
        return Outcome.DONE;
    }

    private static boolean shapes(Kind kind) {
        return switch (kind) {
            case BOARD, CALENDAR, CHART, COUNTER, TIMER, CHECKLIST, CALCULATOR, POLL -> true;
            case LIST, TABLE, FORM, NOTES -> false;
        };
    }

    /** What people group by and everybody knows: a priority, an assignee. */
    private Optional<Field> fresh(String words) {
        return FieldReader.read(words)
                .filter(one -> one.type() == FieldType.CHOICE || one.type() == FieldType.PERSON)
                .filter(one -> draft.add(one) instanceof Outcome.Done);
    }

    private static Kind kind(String word) {
        var bare = word.toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
        return switch (bare) {
            case "kanban", "board", "kanbanboard" -> Kind.BOARD;
            case "calendar", "monthview" -> Kind.CALENDAR;
            case "table", "spreadsheet", "grid" -> Kind.TABLE;
            case "checklist", "todolist" -> Kind.CHECKLIST;
            case "form" -> Kind.FORM;
            case "poll", "vote" -> Kind.POLL;
            case "counter", "tally" -> Kind.COUNTER;
            case "timer", "stopwatch" -> Kind.TIMER;
            case "calculator" -> Kind.CALCULATOR;
            case "notes", "notebook" -> Kind.NOTES;
            case "list" -> Kind.LIST;
            default -> Kind.CHART;
        };
    }

    Outcome group(String words) {
        var said = GROUP.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var kind = draft.first().kind() == Kind.CHART ? Kind.CHART : Kind.BOARD;
        return wanted(kind.word(), said.group(1), true);
    }

    Outcome sort(String words) {
        var newest = FIRST.matcher(words);
        if (newest.matches()) {
            return sorted(null, newest.group(1) + " first");
        }
        var said = SORT.matcher(words);
        if (!said.matches()) {
            return Outcome.OTHER;
        }
        var way = said.group(1) == null ? said.group(3) : said.group(1);
        return said.group(2) == null && way == null ? Outcome.OTHER : sorted(said.group(2), way);
    }

    private Outcome sorted(@Nullable String by, @Nullable String way) {
        var direction = way == null ? "" : way.toLowerCase(Locale.ROOT);
        var field = by != null ? draft.find(by) : guessed(direction);
        if (field.isEmpty()) {
            return by == null
                    ? Outcome.problem("Say what to sort by, for example: sort by date.")
                    : draft.none(by);
        }
        boolean down =
                direction.matches(
                        "desc.*|down.*|revers.*|(?:highest|largest|biggest|best|most|newest|latest|most recent)\\b.*|(?:from )?high to low|z to a");
        var order = (down ? "-" : "") + field.get().name();
        draft.views()
                .replaceAll(one -> one.entity().equals(draft.entity()) ? ordered(one, order) : one);
        return Outcome.DONE;
    }

    private Optional<Field> guessed(String direction) {
        var type =
                direction.matches("(?:newest|latest|most recent|oldest|earliest|soonest)\\b.*")
                        ? FieldType.DATE
                        : direction.matches("alphabetically|a to z|z to a")
                                ? FieldType.TEXT
                                : FieldType.NUMBER;
        return draft.any(one -> one.type() == type);
    }

    private static View ordered(View view, String order) {
        return switch (view.kind()) {
            case LIST, TABLE, BOARD, CALENDAR, FORM, COUNTER, CHECKLIST, NOTES ->
                    new View(
                            view.kind(),
                            view.title(),
                            view.entity(),
                            view.group(),
                            view.date(),
                            view.value(),
                            view.done(),
                            order);
            case TIMER, POLL, CHART, CALCULATOR -> view;
        };
    }
}

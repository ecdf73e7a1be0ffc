package gesso.protocol.ai;

import gesso.protocol.FieldError;
import gesso.protocol.Icons;
import gesso.protocol.Texts;
import gesso.protocol.ai.AppSpecification.Action;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.AppSpecification.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a specification must be, whoever has made it: bounded, without a name that means something
 * to the machine, and without a reference to what is not there. Faults come all at once, each with
 * the path that a person can mend.
 */
public final class SpecificationRules {
    public static final int TITLE_MAX = 60;
    public static final int SENTENCE_MAX = 240;
    public static final int LABEL_MAX = 40;
    public static final int UNIT_MAX = 12;
    public static final int FORMULA_MAX = 200;
    public static final int RULES_MAX = 20;
    public static final int CEL_MAX = 300;
    public static final int ENTITIES_MAX = 4;
    public static final int FIELDS_MAX = 24;
    public static final int OPTIONS_MAX = 24;
    public static final int VIEWS_MAX = 6;
    public static final int ACTIONS_MAX = 32;
    public static final int STARS_MAX = 10;

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,31}");
    private static final Pattern FORMULA = Pattern.compile("[A-Za-z0-9_+\\-*/(). ]+");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|\\d+(?:\\.\\d+)?");
    private static final Pattern STEP = Pattern.compile("v[+\\-*/]v|\\(-?v\\)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What objects have without being asked, and what each record has already. */
    private static final Set<String> TAKEN =
            Set.of(
                    "constructor",
                    "prototype",
                    "hasOwnProperty",
                    "isPrototypeOf",
                    "propertyIsEnumerable",
                    "toLocaleString",
                    "toString",
                    "toJSON",
                    "valueOf",
                    "then",
                    "id",
                    "at",
                    "by");

    private final List<FieldError> errors = new ArrayList<>();

    private SpecificationRules() {}

    /** Whether a field or an entity may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name);
    }

    /** Nothing when all of it holds. */
    public static List<FieldError> check(AppSpecification specification) {
        var rules = new SpecificationRules();
        rules.whole(specification);
        return List.copyOf(rules.errors);
    }

    private void whole(AppSpecification app) {
        text("title", app.title(), TITLE_MAX);
        text("summary", app.summary(), SENTENCE_MAX);
        if (app.question() != null) {
            text("question", app.question(), SENTENCE_MAX);
        }
        holds(Icons.KNOWN.contains(app.icon()), "icon", "is not one that there is");
        count("entities", app.entities(), 1, ENTITIES_MAX);
        count("views", app.views(), 1, VIEWS_MAX);
        count("actions", app.actions(), 0, ACTIONS_MAX);
        apart("entities", app.entities(), Entity::name);
        for (int i = 0; i < app.entities().size(); i++) {
            entity("entities[%d]".formatted(i), app.entities().get(i));
        }
        for (int i = 0; i < app.views().size(); i++) {
            view("views[%d]".formatted(i), app.views().get(i), app);
        }
        for (int i = 0; i < app.actions().size(); i++) {
            action("actions[%d]".formatted(i), app.actions().get(i), app);
        }
    }

    private void entity(String path, Entity entity) {
        name(path + ".name", entity.name());
        text(path + ".title", entity.title(), LABEL_MAX);
        count(path + ".fields", entity.fields(), 1, FIELDS_MAX);
        apart(path + ".fields", entity.fields(), Field::name);
        for (int i = 0; i < entity.fields().size(); i++) {
            field("%s.fields[%d]".formatted(path, i), entity.fields().get(i), entity);
        }
        var rules = entity.rules();
        if (rules != null) {
            count(path + ".rules", rules, 0, RULES_MAX);
            for (int i = 0; i < rules.size(); i++) {
                rule("%s.rules[%d]".formatted(path, i), rules.get(i), entity);
            }
        }
    }

    /** Whether the condition can be read at all is for those to say who evaluate it. */
    private void rule(String path, Rule rule, Entity entity) {
        text(path + ".cel", rule.cel(), CEL_MAX);
        text(path + ".message", rule.message(), SENTENCE_MAX);
        refers(path + ".field", entity, rule.field(), _ -> true, "is there");
    }

    private void field(String path, Field field, Entity entity) {
        name(path + ".name", field.name());
        text(path + ".label", field.label(), LABEL_MAX);
        if (field.unit() != null) {
            text(path + ".unit", field.unit(), UNIT_MAX);
        }
        var min = field.min();
        var max = field.max();
        holds(
                (min == null || Double.isFinite(min)) && (max == null || Double.isFinite(max)),
                path,
                "needs limits that are numbers");
        holds(min == null || max == null || min <= max, path + ".max", "must not be below min");
        switch (field.type()) {
            case CHOICE -> options(path + ".options", field.options());
            case RATING ->
                    holds(
                            max != null && max >= 2 && max <= STARS_MAX && max == Math.rint(max),
                            path + ".max",
                            "must be 2 to %d stars".formatted(STARS_MAX));
            case TEXT, LONGTEXT, NUMBER, DATE, TIME, BOOLEAN, PERSON, URL, EMAIL, DURATION ->
                    holds(
                            field.options() == null,
                            path + ".options",
                            "are for a field of type choice");
        }
        if (field.formula() != null) {
            formula(path + ".formula", field, field.formula(), entity);
        }
    }

    private void options(String path, @Nullable List<String> options) {
        if (options == null) {
            fault(path, "are missing: what is there to choose from?");
            return;
        }
        count(path, options, 2, OPTIONS_MAX);
        apart(path, options, Function.identity());
        for (int i = 0; i < options.size(); i++) {
            text("%s[%d]".formatted(path, i), options.get(i), LABEL_MAX);
        }
    }

    private void formula(String path, Field field, String formula, Entity entity) {
        holds(field.type() == FieldType.NUMBER, path, "is for a number");
        if (formula.length() > FORMULA_MAX || !isArithmetic(formula)) {
            fault(path, "has names of fields, numbers, + - * / and parentheses");
            return;
        }
        var words = WORD.matcher(formula);
        while (words.find()) {
            var used = entity.field(words.group());
            holds(
                    used.isPresent()
                            && used.get().formula() == null
                            && used.get().type().isNumeric(),
                    path,
                    "uses '%s', which is no number that is filled in".formatted(words.group()));
        }
    }

    /** Parts are put in place of what they are worth until one value is left. */
    private static boolean isArithmetic(String formula) {
        if (!FORMULA.matcher(formula).matches()) {
            return false;
        }
        var rest = VALUE.matcher(formula.strip()).replaceAll("v").replaceAll(" *([^v ]) *", "$1");
        for (var next = STEP.matcher(rest).replaceAll("v"); !next.equals(rest); ) {
            rest = next;
            next = STEP.matcher(rest).replaceAll("v");
        }
        return rest.equals("v");
    }

    private void view(String path, View view, AppSpecification app) {
        text(path + ".title", view.title(), LABEL_MAX);
        var shown =
                app.entities().stream().filter(one -> one.name().equals(view.entity())).findFirst();
        if (shown.isEmpty()) {
            fault(path + ".entity", "is not among the entities");
            return;
        }
        var entity = shown.get();
        refers(path + ".group", entity, view.group(), one -> isGroup(one.type()), "can be grouped");
        refers(
                path + ".date",
                entity,
                view.date(),
                one -> one.type() == FieldType.DATE,
                "is a date");
        refers(path + ".value", entity, view.value(), one -> one.type().isNumeric(), "is a number");
        refers(
                path + ".done",
                entity,
                view.done(),
                one -> one.type() == FieldType.BOOLEAN,
                "is yes or no");
        var order = view.order();
        refers(
                path + ".order",
                entity,
                order == null || !order.startsWith("-") ? order : order.substring(1),
                _ -> true,
                "is there");
        switch (view.kind()) {
            case BOARD -> holds(view.group() != null, path + ".group", "is what a board needs");
            case CALENDAR -> holds(view.date() != null, path + ".date", "is what a calendar needs");
            case COUNTER -> holds(view.value() != null, path + ".value", "is what a counter needs");
            case CHART ->
                    holds(
                            view.group() != null || view.date() != null,
                            path + ".group",
                            "or a date is what a chart needs");
            case CHECKLIST ->
                    holds(view.done() != null, path + ".done", "is what a checklist needs");
            case CALCULATOR ->
                    holds(
                            entity.fields().stream().anyMatch(one -> one.formula() != null),
                            path + ".entity",
                            "needs a field with a formula");
            case LIST, TABLE, FORM, TIMER, POLL, NOTES -> {
                // Whatever fields there are.
            }
        }
    }

    private static boolean isGroup(FieldType type) {
        return switch (type) {
            case CHOICE, BOOLEAN, PERSON, RATING, TEXT -> true;
            case LONGTEXT, NUMBER, DATE, TIME, URL, EMAIL, DURATION -> false;
        };
    }

    private void action(String path, Action action, AppSpecification app) {
        var entity =
                app.entities().stream()
                        .filter(one -> one.name().equals(action.entity()))
                        .findFirst();
        if (entity.isEmpty()) {
            fault(path + ".entity", "is not among the entities");
            return;
        }
        var where = path + ".field";
        var field = action.field();
        switch (action.kind()) {
            case ADD, EDIT, REMOVE, VOTE -> holds(field == null, where, "is of no use here");
            case TOGGLE -> {
                holds(field != null, where, "is missing: what is turned over?");
                refers(
                        where,
                        entity.get(),
                        field,
                        one -> one.type() == FieldType.BOOLEAN,
                        "is yes or no");
            }
            case MOVE -> {
                holds(field != null, where, "is missing: where is it moved?");
                refers(where, entity.get(), field, one -> isGroup(one.type()), "can be grouped");
            }
            case STEP -> {
                holds(field != null, where, "is missing: what goes up and down?");
                refers(where, entity.get(), field, one -> one.type().isNumeric(), "is a number");
            }
        }
    }

    private void refers(
            String path, Entity entity, @Nullable String name, Predicate<Field> fits, String what) {
        if (name != null) {
            holds(
                    entity.field(name).filter(fits).isPresent(),
                    path,
                    "must name a field of '%s' that %s".formatted(entity.name(), what));
        }
    }

    private void name(String path, String name) {
        holds(
                NAME.matcher(name).matches(),
                path,
                "must be a word of letters and digits that begins small, 32 at most");
        holds(!TAKEN.contains(name), path, "is a word that has a meaning already");
    }

    private void text(String path, String text, int most) {
        holds(
                !text.isBlank() && text.length() <= most,
                path,
                "must have 1 to %d characters".formatted(most));
        holds(
                Texts.isClean(text) && text.chars().noneMatch(SpecificationRules::isControl),
                path,
                "has characters that cannot be shown");
    }

    /** Also what turns the direction of the text around it. */
    private static boolean isControl(int unit) {
        return Character.isISOControl(unit)
                || unit >= 0x202A && unit <= 0x202E
                || unit >= 0x2066 && unit <= 0x2069;
    }

    private void count(String path, Collection<?> all, int least, int most) {
        holds(
                all.size() >= least && all.size() <= most,
                path,
                least == 0
                        ? "must be %d at most, not %d".formatted(most, all.size())
                        : "must be %d to %d, not %d".formatted(least, most, all.size()));
    }

    private <T> void apart(String path, List<T> all, Function<T, String> name) {
        var seen = new HashSet<String>();
        for (var one : all) {
            holds(
                    seen.add(name.apply(one).toLowerCase(Locale.ROOT)),
                    path,
                    "has '%s' twice".formatted(name.apply(one)));
        }
    }

    private void holds(boolean good, String path, String otherwise) {
        if (!good) {
            fault(path, otherwise);
        }
    }

    private void fault(String path, String message) {
        errors.add(new FieldError(path, message));
    }
}

package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Action;
import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A specification while it changes. What is changed is what the first view shows; other entities
 * stay as they are. At the end views and actions are made to fit the fields that are left.
 */
final class Draft {
    private final AppSpecification before;
    private final Entity entity;
    private final List<Field> fields;
    private final List<View> views;
    private final List<Action> actions;
    private final Set<String> added = new HashSet<>();
    private String title;
    private String thing;

    Draft(AppSpecification before) {
        this.before = before;
        this.entity = before.entity(before.views().getFirst().entity());
        this.fields = new ArrayList<>(entity.fields());
        this.views = new ArrayList<>(before.views());
        this.actions = new ArrayList<>(before.actions());
        this.title = before.title();
        this.thing = entity.title();
    }

    List<Field> fields() {
        return fields;
    }

    List<View> views() {
        return views;
    }

    String entity() {
        return entity.name();
    }

    View first() {
        return views.getFirst();
    }

    void title(String called) {
        title = called;
    }

    String thing() {
        return thing;
    }

    void thing(String called) {
        thing = called;
    }

    /** The field that people call so: by its label, else by a part of it that no other one has. */
    Optional<Field> find(String words) {
        var wanted = bare(words);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var exact = fields.stream().filter(one -> names(one).contains(wanted)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        var near =
                fields.stream()
                        .filter(one -> {
                            var label = " " + bare(one.label()) + " ";
                            return label.contains(" " + wanted + " ")
                                    || (" " + wanted + " ").contains(label);
                        })
                        .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    private static Set<String> names(Field field) {
        return Set.copyOf(
                List.of(
                        bare(field.label()),
                        field.name().toLowerCase(Locale.ROOT),
                        bare(field.name().replaceAll("([A-Z])", " $1"))));
    }

    static String bare(String words) {
        var plain =
                words.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip()
                        .replaceFirst("^(?:the|a|an|its|their|our|my|all|all the|any) ", "")
                        .replaceFirst(" (?:fields?|columns?|values?|of each(?: \\w+)?)$", "");
        return Words.singular(plain.strip());
    }

    Optional<Field> any(Predicate<Field> fits) {
        return fields.stream().filter(fits).findFirst();
    }

    /** That there is none of this name, for the person who asked for it. */
    Outcome none(String words) {
        var labels =
                fields.stream()
                        .map(one -> "“" + one.label() + "”")
                        .collect(Collectors.joining(", "));
        return Outcome.problem("There is no “%s” here. There is %s.", words.strip(), labels);
    }

    void put(Field old, Field fresh) {
        fields.set(fields.indexOf(old), fresh);
    }

    Outcome add(Field field) {
        if (find(field.label())
                        .filter(one -> bare(one.label()).equals(bare(field.label())))
                        .isPresent()
                || fields.stream().anyMatch(one -> one.name().equalsIgnoreCase(field.name()))) {
            return Outcome.problem("There is “%s” already.", field.label());
        }
        if (fields.size() == SpecificationRules.FIELDS_MAX) {
            return Outcome.problem(
                    "There are %d fields, which is all there is room for: remove one first.",
                    SpecificationRules.FIELDS_MAX);
        }
        boolean result = !fields.isEmpty() && fields.getLast().formula() != null;
        fields.add(result ? fields.size() - 1 : fields.size(), field);
        added.add(field.name());
        return Outcome.DONE;
    }

    Outcome remove(Field field) {
        if (fields.size() == 1) {
            return Outcome.problem(
                    "“%s” is the only field, and an app without any keeps nothing.", field.label());
        }
        fields.remove(field);
        return Outcome.DONE;
    }

    /** The first view from now on; one of its kind that is there already goes to the front. */
    void front(View view) {
        views.removeIf(one -> one.kind() == view.kind() && one.entity().equals(view.entity()));
        var old = views.isEmpty() ? view : views.getFirst();
        boolean other = old.kind() == Kind.TABLE || !old.entity().equals(view.entity());
        if (!views.isEmpty() && !other) {
            views.removeFirst();
        }
        views.addFirst(view);
    }

    void also(View view) {
        views.removeIf(one -> one.kind() == view.kind() && one.entity().equals(view.entity()));
        views.add(view);
    }

    /** What is left of it as a specification; a formula without its fields is a problem. */
    Outcome broken() {
        for (var one : fields) {
            var formula = one.formula();
            if (formula != null) {
                for (var word : formula.split("[^A-Za-z0-9_]+", -1)) {
                    boolean name = !word.isEmpty() && Character.isLetter(word.charAt(0));
                    var used = entity.field(word).map(Field::label).orElse(word);
                    if (name && fields.stream().noneMatch(field -> isNumber(field, word))) {
                        return Outcome.problem(
                                "“%s” is computed from “%s”, which must stay a number; remove “%s” first.",
                                one.label(), used, one.label());
                    }
                }
            }
        }
        return Outcome.DONE;
    }

    private static boolean isNumber(Field field, String name) {
        return field.name().equals(name) && field.type().isNumeric() && field.formula() == null;
    }

    AppSpecification specification() {
        var shapes = new Shapes(this);
        var fitting = new ArrayList<View>();
        for (var view : views) {
            fitting.add(view.entity().equals(entity.name()) ? shapes.fitting(view) : view);
        }
        var kinds = new HashSet<String>();
        fitting.removeIf(one -> !kinds.add(one.kind() + " " + one.entity()));
        var rules = rules();
        var changed =
                new Entity(
                        entity.name(), thing, List.copyOf(fields), rules.isEmpty() ? null : rules);
        return new AppSpecification(
                title,
                summary(fitting.getFirst().kind()),
                before.icon(),
                before.entities().stream().map(one -> one == entity ? changed : one).toList(),
                List.copyOf(fitting),
                actions(fitting),
                null);
    }

    /** Of pairs anew; others as long as the fields that they name are there and of one type. */
    private List<Rule> rules() {
        var about = (before.title() + " " + before.summary()).toLowerCase(Locale.ROOT);
        var usual = Pairs.of(entity.fields(), about);
        var rules = new ArrayList<>(Pairs.of(fields, about));
        var written = entity.rules();
        if (written != null) {
            written.stream()
                    .filter(one -> !usual.contains(one) && !rules.contains(one) && holds(one))
                    .limit(SpecificationRules.RULES_MAX - (long) rules.size())
                    .forEach(rules::add);
        }
        return List.copyOf(rules);
    }

    private boolean holds(Rule rule) {
        var words = List.of(rule.cel().split("[^A-Za-z0-9_]+", -1));
        return entity.fields().stream()
                .filter(old -> words.contains(old.name()) || old.name().equals(rule.field()))
                .allMatch(old ->
                        fields.stream()
                                .anyMatch(one ->
                                        one.name().equals(old.name()) && one.type() == old.type()));
    }

    /** One that somebody has written stays. */
    private String summary(Kind kind) {
        var old = Summary.of(before.views().getFirst().kind(), entity.fields());
        return before.summary().equals(old) ? Summary.of(kind, fields) : before.summary();
    }

    private List<Action> actions(List<View> shown) {
        var all = new ArrayList<Action>();
        actions.stream()
                .filter(one -> !one.entity().equals(entity.name()) || holds(one, shown))
                .forEach(all::add);
        if (all.isEmpty() && shown.getFirst().kind() != Kind.CALCULATOR) {
            for (var doing : List.of(Doing.ADD, Doing.EDIT, Doing.REMOVE)) {
                all.add(new Action(doing, entity.name(), null));
            }
        }
        for (var view : shown) {
            if (view.entity().equals(entity.name())) {
                need(view).filter(one -> !all.contains(one)).ifPresent(all::add);
            }
        }
        fields.stream()
                .filter(one -> one.type() == FieldType.BOOLEAN && added.contains(one.name()))
                .map(one -> new Action(Doing.TOGGLE, entity.name(), one.name()))
                .filter(one -> !all.contains(one))
                .forEach(all::add);
        return all.stream().limit(SpecificationRules.ACTIONS_MAX).toList();
    }

    private Optional<Action> need(View view) {
        return switch (view.kind()) {
            case BOARD -> action(Doing.MOVE, view.group());
            case COUNTER -> action(Doing.STEP, view.value());
            case CHECKLIST -> action(Doing.TOGGLE, view.done());
            case POLL -> Optional.of(new Action(Doing.VOTE, entity.name(), null));
            case LIST, TABLE, CALENDAR, FORM, TIMER, CHART, CALCULATOR, NOTES -> Optional.empty();
        };
    }

    private Optional<Action> action(Doing doing, @Nullable String field) {
        return Optional.ofNullable(field).map(name -> new Action(doing, entity.name(), name));
    }

    /** What came with a view that has gone goes with it. */
    private boolean holds(Action action, List<View> shown) {
        boolean came = isWith(action, before.views());
        return (!came || isWith(action, shown)) && holds(action);
    }

    private boolean isWith(Action action, List<View> all) {
        return all.stream()
                .filter(view ->
                        view.entity().equals(action.entity()) && view.kind() != Kind.CHECKLIST)
                .anyMatch(view -> need(view).filter(action::equals).isPresent());
    }

    private boolean holds(Action action) {
        var field = fields.stream().filter(one -> one.name().equals(action.field())).findFirst();
        return switch (action.kind()) {
            case ADD, EDIT, REMOVE, VOTE -> true;
            case TOGGLE -> field.filter(one -> one.type() == FieldType.BOOLEAN).isPresent();
            case MOVE -> field.filter(Shapes::isGroup).isPresent();
            case STEP -> field.filter(one -> one.type().isNumeric()).isPresent();
        };
    }
}

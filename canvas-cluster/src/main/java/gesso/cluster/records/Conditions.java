package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import gesso.cluster.records.Expressions.Compiled;
import gesso.protocol.FieldError;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules between the fields of an entity. A rule names fields as they are called, and all of a
 * record as {@code this}: {@code has(this.due)} asks whether there is one. It speaks of what is
 * filled in: as long as a field that it names by itself is empty, or holds what another version of
 * the app left there, it says nothing. A box that nobody has ticked is one that is not ticked.
 */
final class Conditions {
    /** The record with what is filled in. */
    static final String WHOLE = "this";

    /**
     * @param needs fields without which it says nothing
     * @param about fields by whose change it may come not to hold; all of them when null
     */
    private record Condition(
            Rule rule, Program program, Set<String> needs, @Nullable Set<String> about) {}

    private final Map<String, Field> fields;
    private final Formulas formulas;
    private final List<Condition> all = new ArrayList<>();

    private Conditions(Map<String, Field> fields, Formulas formulas) {
        this.fields = fields;
        this.formulas = formulas;
    }

    static Conditions of(
            Entity entity,
            Map<String, Field> fields,
            Formulas formulas,
            String path,
            List<FieldError> problems) {
        var conditions = new Conditions(fields, formulas);
        var rules = entity.rules();
        if (rules == null || rules.isEmpty()) {
            return conditions;
        }
        var names = new HashMap<String, CelType>();
        names.put(WHOLE, MapType.create(SimpleType.STRING, SimpleType.DYN));
        fields.values().forEach(field -> names.put(field.name(), type(field)));
        var language = new Expressions(names);
        for (int i = 0; i < rules.size(); i++) {
            var where = "%s.rules[%d].cel".formatted(path, i);
            conditions.add(rules.get(i), where, language, problems);
        }
        return conditions;
    }

    private void add(Rule rule, String path, Expressions language, List<FieldError> problems) {
        switch (language.compile(rule.cel())) {
            case Compiled.Bad(var message) -> problems.add(new FieldError(path, message));
            case Compiled.Good(var program, var names, var members, var type) -> {
                if (!type.equals(SimpleType.BOOL.name())) {
                    problems.add(
                            new FieldError(
                                    path, "must be a condition, which a " + type + " isn't"));
                    return;
                }
                var needs = new HashSet<>(names);
                needs.retainAll(fields.keySet());
                boolean whole = names.contains(WHOLE) && !fields.containsKey(WHOLE);
                var about = new HashSet<String>();
                needs.forEach(name -> about.addAll(filledIn(name)));
                members.forEach(name -> about.addAll(filledIn(name)));
                boolean any = whole && members.isEmpty();
                all.add(new Condition(rule, program, needs, any ? null : about));
            }
        }
    }

    /** What people fill in, by which this one changes. */
    private Set<String> filledIn(String name) {
        var field = fields.get(name);
        return field != null && field.formula() != null ? formulas.inputs(name) : Set.of(name);
    }

    private static CelType type(Field field) {
        return field.type().isNumeric()
                ? SimpleType.DOUBLE
                : switch (field.type()) {
                    case BOOLEAN -> SimpleType.BOOL;
                    case TEXT,
                            LONGTEXT,
                            NUMBER,
                            DATE,
                            TIME,
                            CHOICE,
                            RATING,
                            PERSON,
                            URL,
                            EMAIL,
                            DURATION ->
                            SimpleType.STRING;
                };
    }

    /**
     * @param changed names of the fields that are new; rules about none of them are not asked
     */
    List<FieldError> broken(JsonNode values, Set<String> changed) {
        var errors = new ArrayList<FieldError>();
        Map<String, Object> known = null;
        for (var one : all) {
            if (one.about() != null && one.about().stream().noneMatch(changed::contains)) {
                continue;
            }
            known = known == null ? known(values) : known;
            if (known.keySet().containsAll(one.needs()) && !holds(one, known)) {
                var field = one.rule().field();
                errors.add(
                        new FieldError(
                                field == null ? EntitySchema.VALUES : EntitySchema.at(field),
                                one.rule().message()));
            }
        }
        return errors;
    }

    /** What cannot be judged, such as a member that is not there, is not held against anybody. */
    private static boolean holds(Condition condition, Map<String, Object> known) {
        try {
            return !Boolean.FALSE.equals(condition.program().eval(known));
        } catch (CelEvaluationException unknown) {
            return true;
        }
    }

    private Map<String, Object> known(JsonNode values) {
        var known = new HashMap<String, Object>();
        var whole = new HashMap<String, Object>();
        for (var field : fields.values()) {
            var value =
                    field.formula() == null
                            ? value(field, values.path(field.name()))
                            : formulas.value(field.name(), name -> values.path(name).asDouble());
            if (value != null) {
                known.put(field.name(), value);
                if (values.has(field.name()) || field.formula() != null) {
                    whole.put(field.name(), value);
                }
            }
        }
        known.putIfAbsent(WHOLE, whole);
        return known;
    }

    private static @Nullable Object value(Field field, JsonNode value) {
        var type = type(field);
        if (type.equals(SimpleType.DOUBLE)) {
            return value.isNumber() ? value.doubleValue() : null;
        }
        if (type.equals(SimpleType.BOOL)) {
            return value.isBoolean() ? (Boolean) value.booleanValue() : Boolean.FALSE;
        }
        return value.isTextual() ? value.textValue() : null;
    }
}

package gesso.cluster.records;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import gesso.cluster.records.Expressions.Compiled;
import gesso.protocol.FieldError;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the computed fields of an entity come to. Browsers compute them for the eye; here rules may
 * speak of them. A number that is not filled in counts as zero.
 */
final class Formulas {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that no variable can have as its name; those of fields have no {@code _}. */
    private static final Set<String> KEPT = Set.of("in", "true", "false", "null");

    private record Formula(Program program, List<String> inputs) {}

    private final Map<String, Formula> byField = new HashMap<>();

    private Formulas() {}

    /**
     * What cannot be computed or judged by, each with its path; nothing when all can. Whatever else
     * must hold of a specification is for {@link gesso.protocol.ai.SpecificationRules}.
     */
    static List<FieldError> problems(AppSpecification specification) {
        return Schema.of(specification).problems();
    }

    static Formulas of(Entity entity, String path, List<FieldError> problems) {
        var all = new Formulas();
        if (entity.fields().stream().allMatch(field -> field.formula() == null)) {
            return all;
        }
        var inputs = new HashMap<String, CelType>();
        for (var field : entity.fields()) {
            if (field.formula() == null && field.type().isNumeric()) {
                inputs.put(name(field.name()), SimpleType.DOUBLE);
            }
        }
        var language = new Expressions(inputs);
        for (int i = 0; i < entity.fields().size(); i++) {
            var where = "%s.fields[%d].formula".formatted(path, i);
            all.add(entity.fields().get(i), where, language, problems);
        }
        return all;
    }

    private void add(Field field, String path, Expressions language, List<FieldError> problems) {
        if (field.formula() == null) {
            return;
        }
        var source = WORD.matcher(field.formula()).replaceAll(word -> name(word.group()));
        switch (language.compile(source)) {
            case Compiled.Bad(var message) -> problems.add(new FieldError(path, message));
            case Compiled.Good(var program, var names, _, var type) -> {
                if (type.equals(SimpleType.DOUBLE.name())) {
                    byField.put(field.name(), new Formula(program, List.copyOf(names)));
                } else {
                    problems.add(new FieldError(path, "must give a number, not a " + type));
                }
            }
        }
    }

    /**
     * @param number of a field by its name in formulas
     */
    double value(String field, Function<String, Double> number) {
        var formula = byField.get(field);
        if (formula == null) {
            return 0;
        }
        var inputs = new HashMap<String, Object>();
        for (var input : formula.inputs()) {
            inputs.put(input, number.apply(plain(input)));
        }
        try {
            return formula.program().eval(inputs) instanceof Double result ? result : 0;
        } catch (CelEvaluationException none) {
            return 0;
        }
    }

    /** The fields that it is computed of. */
    Set<String> inputs(String field) {
        var formula = byField.get(field);
        return formula == null
                ? Set.of()
                : formula.inputs().stream().map(Formulas::plain).collect(Collectors.toSet());
    }

    private static String name(String field) {
        return KEPT.contains(field) ? field + "_" : field;
    }

    private static String plain(String name) {
        return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }
}

package gesso.cluster.widget;

import gesso.cluster.todo.TodoBackend;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every micro-app backend of this release, by name. */
public final class Backends {
    private static final Map<String, WidgetRules<?, ?>> RULES =
            List.of(new WidgetRules<>(new NoBackend()), new WidgetRules<>(new TodoBackend()))
                    .stream()
                    .collect(
                            Collectors.toMap(rules -> rules.backend().name(), Function.identity()));

    private Backends() {}

    public static Iterable<WidgetRules<?, ?>> all() {
        return RULES.values();
    }

    /** An unknown one is never guessed: the widget's data could not be read. */
    public static WidgetRules<?, ?> rules(String name) {
        var rules = RULES.get(name);
        if (rules == null) {
            throw new IllegalArgumentException("no backend " + name);
        }
        return rules;
    }
}

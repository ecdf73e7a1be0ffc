package gesso.ai.code;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Action;
import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code of an app as somebody would write it by hand: a classic script over the frozen global
 * {@code gesso}. Takes a specification that holds; what holds gives valid code.
 */
public final class AppCode {
    private static final int LINE = 100;

    private final AppSpecification app;
    private final Map<String, String> variables;

    private AppCode(AppSpecification app) {
        this.app = app;
        this.variables = Names.of(app.entities());
    }

    public static String of(AppSpecification specification) {
        return new AppCode(specification).script();
    }

    private String script() {
        var lines = new ArrayList<String>();
        lines.add("\"use strict\";");
        lines.add("// " + Script.comment(app.title() + ": " + app.summary()));
        lines.add(wrapped("const { ", builders(), " } = gesso;"));
        lines.add("");
        for (var entity : app.entities()) {
            collection(entity, lines);
            lines.add("");
        }
        lines.add("app({");
        lines.add("  title: %s,".formatted(Script.string(app.title())));
        lines.add("  summary: %s,".formatted(Script.string(app.summary())));
        lines.add("  views: [");
        app.views().forEach(view -> lines.add("    %s,".formatted(view(view))));
        lines.add("  ],");
        lines.add(wrapped("  actions: [", app.actions().stream().map(this::action).toList(), "],"));
        lines.add("});");
        return String.join("\n", lines) + "\n";
    }

    /** All that is used and nothing else, in the order of their enums. */
    private List<String> builders() {
        var types =
                app.entities().stream()
                        .flatMap(entity -> entity.fields().stream())
                        .map(Field::type)
                        .distinct()
                        .sorted()
                        .map(FieldType::word);
        var kinds = app.views().stream().map(View::kind).distinct().sorted().map(Kind::word);
        var doings = app.actions().stream().map(Action::kind).distinct().sorted().map(Doing::word);
        return Stream.of(Stream.of("app", "collection"), types, kinds, doings)
                .flatMap(words -> words)
                .toList();
    }

    private void collection(Entity entity, List<String> lines) {
        lines.add(
                "const %s = collection(%s, %s, {"
                        .formatted(
                                variables.get(entity.name()),
                                Script.string(entity.name()),
                                Script.string(entity.title())));
        entity.fields().forEach(one -> lines.add("  %s: %s,".formatted(one.name(), field(one))));
        lines.add("});");
    }

    private static String field(Field field) {
        var call = new StringJoiner(", ", field.type().word() + "(", ")");
        call.add(Script.string(field.label()));
        if (field.options() != null) {
            call.add(
                    field.options().stream()
                            .map(Script::string)
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        var options = new ArrayList<String>();
        if (field.required()) {
            options.add("required: true");
        }
        if (field.min() != null) {
            options.add("min: " + Script.number(field.min()));
        }
        if (field.max() != null) {
            options.add("max: " + Script.number(field.max()));
        }
        if (field.unit() != null) {
            options.add("unit: " + Script.string(field.unit()));
        }
        if (field.formula() != null) {
            options.add("formula: " + Script.arrow(field.formula()));
        }
        if (!options.isEmpty()) {
            call.add("{ " + String.join(", ", options) + " }");
        }
        return call.toString();
    }

    private String view(View view) {
        var options = new StringJoiner(", ", "{ ", " }");
        BiConsumer<String, @Nullable String> option =
                (name, value) -> {
                    if (value != null) {
                        options.add(name + ": " + Script.string(value));
                    }
                };
        option.accept("title", view.title());
        option.accept("group", view.group());
        option.accept("date", view.date());
        option.accept("value", view.value());
        option.accept("done", view.done());
        option.accept("order", view.order());
        return "%s(%s, %s)".formatted(view.kind().word(), variables.get(view.entity()), options);
    }

    private String action(Action action) {
        var variable = variables.get(action.entity());
        return action.field() == null
                ? "%s(%s)".formatted(action.kind().word(), variable)
                : "%s(%s, %s)"
                        .formatted(action.kind().word(), variable, Script.string(action.field()));
    }

    private static String wrapped(String before, List<String> words, String after) {
        var line = before + String.join(", ", words) + after;
        if (line.length() <= LINE) {
            return line;
        }
        var indent = " ".repeat(before.length() - before.stripLeading().length());
        var lines = new ArrayList<String>();
        lines.add(before.stripTrailing());
        var next = new StringBuilder();
        for (var word : words) {
            if (!next.isEmpty() && indent.length() + 4 + next.length() + word.length() > LINE) {
                lines.add(indent + "  " + next);
                next.setLength(0);
            }
            next.append(next.isEmpty() ? "" : " ").append(word).append(',');
        }
        lines.add(indent + "  " + next);
        lines.add(indent + after.stripLeading());
        return String.join("\n", lines);
    }
}

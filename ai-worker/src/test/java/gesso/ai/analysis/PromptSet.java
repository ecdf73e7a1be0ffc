package gesso.ai.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gesso.ai.analysis.Analysis.Declined;
import gesso.ai.analysis.Analysis.Understood;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Prompts of many people, with what a reader expects of them; written by somebody who did not know
 * the grammar. Each is scored: kind, fields that were found, fields too many, types.
 */
final class PromptSet {
    private PromptSet() {}

    /**
     * @param wrong what a reader would not accept, in words; empty when all is right
     */
    record Score(
            String id,
            int wanted,
            int found,
            int typed,
            int extra,
            boolean kind,
            List<String> wrong) {
        boolean right() {
            return wrong.isEmpty();
        }
    }

    static List<JsonNode> of(String file) {
        try (var in = PromptSet.class.getResourceAsStream("/gesso/ai/" + file)) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Score score(JsonNode prompt) {
        var id = prompt.path("id").asText();
        return switch (Analyser.analyse(prompt.path("prompt").asText())) {
            case Declined(var why, _) ->
                    prompt.path("hostile").asBoolean()
                            ? new Score(id, 0, 0, 0, 0, true, List.of())
                            : new Score(id, 0, 0, 0, 0, false, List.of("declined: " + why));
            case Understood(var app) -> score(id, prompt, app);
        };
    }

    private static Score score(String id, JsonNode prompt, AppSpecification app) {
        var wrong = new ArrayList<String>();
        var view = app.views().getFirst();
        boolean kind =
                Stream.concat(Stream.of(prompt.path("kind").asText()), texts(prompt.path("also")))
                        .anyMatch(view.kind().word()::equals);
        boolean vague = prompt.path("vague").asBoolean();
        if (!kind && !vague && !prompt.path("hostile").asBoolean()) {
            wrong.add("kind " + view.kind().word());
        }
        if (vague && app.question() == null) {
            wrong.add("no question");
        }
        var fields = app.entities().getFirst().fields();
        var used = new HashSet<Field>();
        int wanted = 0;
        int found = 0;
        int typed = 0;
        for (var field : prompt.path("fields")) {
            wanted++;
            var name = field.path("name").asText().toLowerCase(Locale.ROOT);
            var like = like(name, field, fields, used);
            if (like.isEmpty()) {
                wrong.add("no " + name);
                continue;
            }
            found++;
            used.add(like.get());
            var type = like.get().type().word();
            if (Stream.concat(
                            Stream.of(field.path("type").asText()), texts(field.path("alsoTypes")))
                    .anyMatch(type::equals)) {
                typed++;
            } else {
                wrong.add(name + " is " + type);
            }
            options(field.path("options"), like.get()).ifPresent(wrong::add);
        }
        if (prompt.has("group") && kind && !same(prompt.path("group").asText(), view.group())) {
            wrong.add("group " + view.group());
        }
        var asked = new HashSet<String>();
        texts(prompt.path("options")).forEach(one -> asked.add(one.toLowerCase(Locale.ROOT)));
        if (!asked.isEmpty() && kind && !answers(fields).containsAll(asked)) {
            wrong.add("answers " + answers(fields));
        }
        int extra =
                vague || wanted == 0
                        ? 0
                        : (int)
                                fields.stream()
                                        .filter(one ->
                                                one.formula() == null
                                                        && !used.contains(one)
                                                        && !isOfView(one, app))
                                        .count();
        if (extra > 1) {
            wrong.add(
                    extra
                            + " too many: "
                            + fields.stream()
                                    .filter(one -> !used.contains(one))
                                    .map(Field::label)
                                    .toList());
        }
        return new Score(
                id,
                wanted,
                found,
                typed,
                extra,
                kind || vague || prompt.path("hostile").asBoolean(),
                wrong);
    }

    /** What the kind itself needs. */
    private static boolean isOfView(Field field, AppSpecification app) {
        var view = app.views().getFirst();
        return Stream.of(view.group(), view.date(), view.value(), view.done())
                .anyMatch(field.name()::equals);
    }

    private static Set<String> answers(List<Field> fields) {
        var answers = new HashSet<String>();
        for (var field : fields) {
            if (field.options() != null) {
                field.options().forEach(one -> answers.add(one.toLowerCase(Locale.ROOT)));
            }
        }
        return answers;
    }

    private static Optional<String> options(JsonNode wanted, Field field) {
        if (!wanted.isArray() || wanted.isEmpty() || field.options() == null) {
            return Optional.empty();
        }
        var there = answers(List.of(field));
        return texts(wanted).allMatch(one -> there.contains(one.toLowerCase(Locale.ROOT)))
                ? Optional.empty()
                : Optional.of("options of " + field.name() + ": " + field.options());
    }

    private static Optional<Field> like(
            String name, JsonNode wanted, List<Field> fields, Set<Field> used) {
        var stem = Words.singular(name);
        return Stream.<java.util.function.Predicate<Field>>of(
                        one -> one.label().equalsIgnoreCase(name),
                        one ->
                                one.label().toLowerCase(Locale.ROOT).contains(stem)
                                        || Words.singular(one.label().toLowerCase(Locale.ROOT))
                                                .contains(stem),
                        one -> stem.contains(Words.singular(one.label().toLowerCase(Locale.ROOT))),
                        one -> one.name().toLowerCase(Locale.ROOT).contains(stem.replace(" ", "")),
                        // Of the last resort: the same thing in another word.
                        one ->
                                one.type().word().equals(wanted.path("type").asText())
                                        && !one.type().word().equals("text")
                                        && one.formula() == null)
                .flatMap(fits -> fields.stream().filter(one -> !used.contains(one)).filter(fits))
                .findFirst();
    }

    private static boolean same(String wanted, @org.jspecify.annotations.Nullable String name) {
        if (name == null) {
            return false;
        }
        var one = Words.singular(wanted.toLowerCase(Locale.ROOT)).replace(" ", "");
        return name.toLowerCase(Locale.ROOT).contains(one)
                || one.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}

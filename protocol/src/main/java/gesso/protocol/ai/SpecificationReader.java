package gesso.protocol.ai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a specification that somebody has sent: nothing of it is taken for granted. What can be
 * read is checked by {@link SpecificationRules}; faults name the place.
 */
public final class SpecificationReader {
    private final List<FieldError> errors = new ArrayList<>();

    private SpecificationReader() {}

    public static Decoded<AppSpecification> read(JsonNode sent) {
        var shape = new SpecificationReader();
        shape.whole(sent);
        if (!shape.errors.isEmpty()) {
            return Decoded.invalid(shape.errors);
        }
        try {
            var specification = Json.MAPPER.treeToValue(sent, AppSpecification.class);
            var faults = SpecificationRules.check(specification);
            return faults.isEmpty() ? new Decoded.Ok<>(specification) : Decoded.invalid(faults);
        } catch (JsonProcessingException unreadable) {
            return Decoded.invalid(List.of(new FieldError(path(unreadable), message(unreadable))));
        }
    }

    private void whole(JsonNode sent) {
        if (!sent.isObject()) {
            errors.add(new FieldError("", "must be a specification"));
            return;
        }
        texts("", sent, "title", "summary", "icon");
        for (var entity : items("entities", sent, "entities")) {
            texts(entity.path(), entity.node(), "name", "title");
            for (var field : items(entity.path() + ".fields", entity.node(), "fields")) {
                texts(field.path(), field.node(), "name", "label", "type");
                items(field.path() + ".options", field.node(), "options", true);
            }
            for (var rule : items(entity.path() + ".rules", entity.node(), "rules", true)) {
                texts(rule.path(), rule.node(), "cel", "message");
            }
        }
        for (var view : items("views", sent, "views")) {
            texts(view.path(), view.node(), "kind", "title", "entity");
        }
        for (var action : items("actions", sent, "actions")) {
            texts(action.path(), action.node(), "kind", "entity");
        }
    }

    private record Item(String path, JsonNode node) {}

    private List<Item> items(String path, JsonNode in, String name) {
        return items(path, in, name, false);
    }

    private List<Item> items(String path, JsonNode in, String name, boolean optional) {
        var list = in.path(name);
        if (optional && (list.isMissingNode() || list.isNull())) {
            return List.of();
        }
        if (!list.isArray()) {
            errors.add(new FieldError(path, "must be a list"));
            return List.of();
        }
        var items = new ArrayList<Item>();
        for (int i = 0; i < list.size(); i++) {
            var at = path + "[" + i + "]";
            var item = list.get(i);
            if (item.isObject()) {
                items.add(new Item(at, item));
            } else if (!name.equals("options") || !item.isTextual()) {
                errors.add(new FieldError(at, "is not what belongs here"));
            }
        }
        return items;
    }

    private void texts(String path, JsonNode in, String... names) {
        for (var name : names) {
            if (!in.path(name).isTextual()) {
                errors.add(
                        new FieldError(path.isEmpty() ? name : path + "." + name, "must be text"));
            }
        }
    }

    private static String path(JsonProcessingException unreadable) {
        if (!(unreadable instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(one ->
                        one.getFieldName() == null
                                ? "[" + one.getIndex() + "]"
                                : "." + one.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String message(JsonProcessingException unreadable) {
        return unreadable.getClass().getSimpleName().startsWith("UnrecognizedProperty")
                ? "is not a part of a specification"
                : "cannot be what was sent";
    }
}

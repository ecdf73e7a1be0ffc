package gesso.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object from outside, field by field, and remembers each fault with its path. A
 * faulty field reads as some harmless value; {@link #done} gives the result only when there was no
 * fault and no field that nobody asked for. Not thread-safe; used once.
 */
public final class Fields {
    /** Further faults of the same object are not listed. */
    public static final int ERRORS_MAX = 20;

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final List<Fields> nested = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
        if (!object.isObject()) {
            fault(path, "must be an object");
        }
    }

    /** Null or nothing counts as an empty object. */
    public static Fields of(@Nullable JsonNode data) {
        boolean none = data == null || data.isNull() || data.isMissingNode();
        var object = none || data == null ? JsonNodeFactory.instance.objectNode() : data;
        var fields = new Fields(object, "", new ArrayList<>());
        Texts.firstBad(object)
                .ifPresent(at -> fields.fault(at, "must not hold U+0000 or half a character"));
        return fields;
    }

    public <T> Decoded<T> done(T value) {
        unasked();
        return errors.isEmpty() ? new Decoded.Ok<>(value) : Decoded.invalid(errors);
    }

    public boolean has(String name) {
        asked.add(name);
        return object.hasNonNull(name);
    }

    /** It is there, be it null. */
    public boolean names(String name) {
        asked.add(name);
        return object.has(name);
    }

    public boolean isText(String name) {
        return object.path(name).isTextual();
    }

    /** Absent and null read as null; anything else as {@code read} reads it. */
    public <T> @Nullable T optional(String name, Function<String, T> read) {
        return has(name) ? read.apply(name) : null;
    }

    /** Any string; its length is counted in UTF-16 units. */
    public String text(String name, int min, int max) {
        var node = required(name);
        if (!node.isTextual()) {
            return faulty(name, node, "must be a string", "");
        }
        var text = node.textValue();
        if (text.length() < min || text.length() > max) {
            return faulty(name, node, "must have " + min + " to " + max + " characters", "");
        }
        return text;
    }

    /** A string with something to see in it. */
    public String title(String name, int max) {
        var text = text(name, 0, max);
        return text.isBlank() && object.path(name).isTextual()
                ? faulty(name, object.path(name), "must not be blank", "")
                : text;
    }

    public String matching(String name, Predicate<String> shape, String message) {
        var node = required(name);
        return node.isTextual() && shape.test(node.textValue())
                ? node.textValue()
                : faulty(name, node, message, "");
    }

    public String widget(String name) {
        return matching(name, Ids::isWidget, "must be 1 to 40 of a-z, 0-9 and -");
    }

    public String entity(String name) {
        return matching(name, Ids::isEntity, "must be 1 to 64 of a-z, 0-9 and -");
    }

    public String operation(String name) {
        return matching(name, Ids::isOperation, "must be 1 to 64 visible ASCII characters");
    }

    public int integer(String name, int min, int max) {
        return (int) whole(name, min, max);
    }

    public long whole(String name, long min, long max) {
        var node = required(name);
        if (!node.isIntegralNumber()) {
            return faulty(name, node, "must be a whole number", min);
        }
        return node.canConvertToLong() && node.longValue() >= min && node.longValue() <= max
                ? node.longValue()
                : faulty(name, node, "must be from " + min + " to " + max, min);
    }

    public boolean truth(String name) {
        var node = required(name);
        return node.isBoolean()
                ? node.booleanValue()
                : faulty(name, node, "must be true or false", false);
    }

    /** One of an enum's values by its lower-case word. */
    public <T extends Enum<T>> T oneOf(String name, Class<T> words, Function<T, String> word) {
        var node = required(name);
        var known = words.getEnumConstants();
        for (var value : known) {
            if (node.isTextual() && word.apply(value).equals(node.textValue())) {
                return value;
            }
        }
        var list = String.join(", ", java.util.Arrays.stream(known).map(word).toList());
        return faulty(name, node, "must be one of " + list, known[0]);
    }

    /** An object whose fields are read through the answer. */
    public Fields nested(String name) {
        var node = required(name);
        var child =
                node.isMissingNode()
                        ? new Fields(JsonNodeFactory.instance.objectNode(), at(name), errors)
                        : new Fields(node, at(name), errors);
        nested.add(child);
        return child;
    }

    /** An object with keys of its sender's choice. */
    public JsonNode json(String name) {
        var node = required(name);
        return node.isObject()
                ? node
                : faulty(name, node, "must be an object", JsonNodeFactory.instance.objectNode());
    }

    /** Any JSON value, null included. */
    public JsonNode anything(String name) {
        asked.add(name);
        return object.has(name) ? object.path(name) : required(name);
    }

    /** Whatever is there, null included; for those who only hand it on. */
    public Optional<JsonNode> given(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name));
    }

    /** A list of at most {@code max} distinct widget ids. */
    public List<String> widgets(String name, int max) {
        var node = required(name);
        if (!node.isArray() || node.size() > max) {
            return faulty(
                    name, node, "must be a list of at most " + max + " widget ids", List.of());
        }
        var ids = new ArrayList<String>();
        for (var item : node) {
            if (!item.isTextual() || !Ids.isWidget(item.textValue())) {
                return faulty(name, node, "must be a list of widget ids", List.of());
            }
            ids.add(item.textValue());
        }
        return ids.stream().distinct().toList();
    }

    /** The names of this object's fields, which must be widget ids, at most {@code max}. */
    public List<String> ids(int max) {
        var ids = new ArrayList<String>();
        object.fieldNames().forEachRemaining(ids::add);
        if (ids.size() > max || !ids.stream().allMatch(Ids::isWidget)) {
            asked.addAll(ids);
            fault(path, "must have widget ids as names, at most " + max);
            return List.of();
        }
        return ids;
    }

    /** Says of a field what only the caller can know. */
    public void fault(String field, String message) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(new FieldError(field, message));
        }
    }

    /** The full path of a field of this object. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private JsonNode required(String name) {
        asked.add(name);
        var node = object.path(name);
        if (node.isMissingNode() && object.isObject()) {
            fault(at(name), "is required");
        }
        return node;
    }

    private <T> T faulty(String name, JsonNode node, String message, T harmless) {
        if (!node.isMissingNode()) {
            fault(at(name), message);
        }
        return harmless;
    }

    private void unasked() {
        nested.forEach(Fields::unasked);
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!asked.contains(name)) {
                        fault(at(name), "is not known");
                    }
                });
    }
}

package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of what a record holds, and what to say where a value does not fit it. */
final class FieldSchemas {
    private static final String LINE = "^[^\\r\\n]*$";
    private static final String FILLED = "\\S";

    /**
     * Each character fits one part alone: else a long line would be tried in all ways to cut it.
     */
    private static final String FILLED_LINE = "^[^\\S\\r\\n]*\\S[^\\r\\n]*$";

    private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private static final String PERSON = "^[a-z0-9-]{1,64}$";
    private static final String URL = "^https?://\\S+$";
    private static final String EMAIL = "^[^\\s@]+@[^\\s@]+$";

    private FieldSchemas() {}

    /** Computed fields are none of it: nobody fills them in. */
    static ObjectNode of(Entity entity) {
        var schema = Json.object().put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var field : entity.fields()) {
            if (field.formula() == null) {
                properties.set(field.name(), of(field));
                if (field.required()) {
                    required.add(field.name());
                }
            }
        }
        return schema;
    }

    private static JsonNode of(Field field) {
        return switch (field.type()) {
            case TEXT -> text(field, Limits.TEXT_MAX, field.required() ? FILLED_LINE : LINE);
            case LONGTEXT -> text(field, Limits.LONGTEXT_MAX, field.required() ? FILLED : null);
            case NUMBER -> number("number", field, -Limits.NUMBER_MAX, Limits.NUMBER_MAX);
            case DURATION -> number("number", field, 0, Limits.NUMBER_MAX);
            case RATING -> number("integer", field, 1, Limits.NUMBER_MAX);
            case BOOLEAN -> Json.object().put("type", "boolean");
            case CHOICE -> {
                var one = Json.object().put("type", "string");
                options(field).forEach(one.putArray("enum")::add);
                yield one;
            }
            case DATE -> Json.object().put("type", "string").put("format", "date");
            case TIME -> shaped(TIME);
            case PERSON -> shaped(PERSON);
            case URL -> shaped(URL).put("maxLength", Limits.URL_MAX);
            case EMAIL -> shaped(EMAIL).put("maxLength", Limits.EMAIL_MAX);
        };
    }

    private static ObjectNode shaped(String pattern) {
        return Json.object().put("type", "string").put("pattern", pattern);
    }

    private static ObjectNode text(Field field, int most, @Nullable String pattern) {
        var schema = Json.object().put("type", "string").put("maxLength", longest(field, most));
        if (field.min() != null) {
            schema.put("minLength", (int) Math.clamp(field.min(), 0, most));
        }
        return pattern == null ? schema : schema.put("pattern", pattern);
    }

    private static int longest(Field field, int most) {
        return field.max() == null ? most : (int) Math.clamp(field.max(), 0, most);
    }

    private static ObjectNode number(String type, Field field, double least, double most) {
        var schema = Json.object().put("type", type);
        schema.set("minimum", Numbers.of(least(field, least)));
        schema.set("maximum", Numbers.of(most(field, most)));
        return schema;
    }

    private static double least(Field field, double least) {
        return field.min() == null ? least : Math.max(field.min(), -Limits.NUMBER_MAX);
    }

    private static double most(Field field, double most) {
        return field.max() == null ? most : Math.min(field.max(), Limits.NUMBER_MAX);
    }

    private static List<String> options(Field field) {
        return Objects.requireNonNullElse(field.options(), List.of());
    }

    /**
     * A sentence that names the field as people know it.
     *
     * @param keyword of JSON Schema that the value does not meet
     */
    static String sentence(Field field, String keyword) {
        return field.label() + " " + what(field, keyword);
    }

    private static String what(Field field, String keyword) {
        return switch (field.type()) {
            case TEXT -> text(field, keyword, Limits.TEXT_MAX);
            case LONGTEXT -> text(field, keyword, Limits.LONGTEXT_MAX);
            case NUMBER, DURATION -> number(field, keyword);
            case RATING ->
                    "must be %s to %s stars"
                            .formatted(
                                    Numbers.shown(least(field, 1)),
                                    Numbers.shown(most(field, Limits.NUMBER_MAX)));
            case BOOLEAN -> "must be yes or no";
            case CHOICE -> "must be one of " + String.join(", ", options(field));
            case DATE -> "must be a day such as 2026-11-28";
            case TIME -> "must be a time such as 08:30";
            case PERSON -> "must be somebody on the canvas";
            case URL ->
                    keyword.equals("maxLength")
                            ? "must have at most %d characters".formatted(Limits.URL_MAX)
                            : "must begin with http:// or https://";
            case EMAIL -> "must be an e-mail address";
        };
    }

    private static String text(Field field, String keyword, int most) {
        return switch (keyword) {
            case "type" -> "must be text";
            case "maxLength" -> "must have at most %d characters".formatted(longest(field, most));
            case "minLength" ->
                    "must have at least %s characters".formatted(Numbers.shown(least(field, 0)));
            default -> field.required() ? "is required, on one line" : "must be one line";
        };
    }

    private static String number(Field field, String keyword) {
        var unit = field.unit() == null ? "" : " " + field.unit();
        return switch (keyword) {
            case "minimum" ->
                    "must be at least " + Numbers.shown(least(field, lowest(field))) + unit;
            case "maximum" ->
                    "must be at most " + Numbers.shown(most(field, Limits.NUMBER_MAX)) + unit;
            default -> "must be a number";
        };
    }

    private static double lowest(Field field) {
        return switch (field.type()) {
            case DURATION -> 0;
            case TEXT, LONGTEXT, NUMBER, DATE, TIME, BOOLEAN, CHOICE, RATING, PERSON, URL, EMAIL ->
                    -Limits.NUMBER_MAX;
        };
    }
}

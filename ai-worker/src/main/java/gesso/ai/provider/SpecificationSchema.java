package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Icons;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a model's answer must look like, in the part of JSON Schema that strict services take: each
 * property required, none besides, null by {@code anyOf}, at most 5,000 characters. Lengths and
 * what refers to what are checked afterwards.
 */
final class SpecificationSchema {
    static final int LENGTH_MAX = 5_000;
    static final JsonNode SCHEMA = schema();

    private SpecificationSchema() {}

    private static JsonNode schema() {
        var whole =
                object().with("title", type("string"))
                        .with("summary", type("string"))
                        .with("icon", words(Icons.KNOWN.stream().sorted().toList()))
                        .with("entities", list(ref("entity")))
                        .with("views", list(ref("view")))
                        .with("actions", list(ref("action")))
                        .with("question", ref("text"))
                        .done();
        var parts = whole.putObject("$defs");
        parts.set("text", nullable(type("string")));
        parts.set("number", nullable(type("number")));
        parts.set(
                "field",
                object().with("name", type("string"))
                        .with("label", type("string"))
                        .with(
                                "type",
                                words(
                                        Arrays.stream(FieldType.values())
                                                .map(FieldType::word)
                                                .toList()))
                        .with("required", type("boolean"))
                        .with("min", ref("number"))
                        .with("max", ref("number"))
                        .with("options", nullable(list(type("string"))))
                        .with("unit", ref("text"))
                        .with("formula", ref("text"))
                        .done());
        parts.set(
                "rule",
                object().with("cel", type("string"))
                        .with("message", type("string"))
                        .with("field", ref("text"))
                        .done());
        parts.set(
                "entity",
                object().with("name", type("string"))
                        .with("title", type("string"))
                        .with("fields", list(ref("field")))
                        .with("rules", nullable(list(ref("rule"))))
                        .done());
        parts.set(
                "view",
                object().with("kind", words(Arrays.stream(Kind.values()).map(Kind::word).toList()))
                        .with("title", type("string"))
                        .with("entity", type("string"))
                        .with("group", ref("text"))
                        .with("date", ref("text"))
                        .with("value", ref("text"))
                        .with("done", ref("text"))
                        .with("order", ref("text"))
                        .done());
        parts.set(
                "action",
                object().with(
                                "kind",
                                words(Arrays.stream(Doing.values()).map(Doing::word).toList()))
                        .with("entity", type("string"))
                        .with("field", ref("text"))
                        .done());
        return whole;
    }

    private static ObjectNode type(String name) {
        return Json.object().put("type", name);
    }

    private static ObjectNode ref(String part) {
        return Json.object().put("$ref", "#/$defs/" + part);
    }

    private static ObjectNode list(JsonNode of) {
        return type("array").set("items", of);
    }

    private static ObjectNode nullable(JsonNode one) {
        var either = Json.object();
        either.putArray("anyOf").add(one).add(type("null"));
        return either;
    }

    private static ObjectNode words(Collection<String> words) {
        return type("string").set("enum", Json.tree(List.copyOf(words)));
    }

    private static Properties object() {
        return new Properties(Json.object(), Json.object());
    }

    private record Properties(ObjectNode whole, ObjectNode properties) {

        Properties with(String name, JsonNode schema) {
            properties.set(name, schema);
            return this;
        }

        ObjectNode done() {
            whole.put("type", "object").set("properties", properties);
            var required = whole.putArray("required");
            properties.fieldNames().forEachRemaining(required::add);
            return whole.put("additionalProperties", false);
        }
    }
}

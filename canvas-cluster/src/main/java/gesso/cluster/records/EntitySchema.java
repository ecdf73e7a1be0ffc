package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a record of one collection must be. What people fill in is judged, and nothing else: an edit
 * of one field is not held up by what another version of the app has left in others.
 */
final class EntitySchema {
    static final String VALUES = "values";

    /** Further faults are not listed. */
    private static final int ERRORS_MAX = 20;

    /** Of a name that nobody has given a field. */
    private static final int NAME_SHOWN = 40;

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    /**
     * @param values as they are to be kept; of an edit with null where one goes
     */
    record Judged(ObjectNode values, List<FieldError> errors) {}

    private final Map<String, Field> fields;
    private final Schema schema;
    private final Conditions conditions;

    /**
     * @param problems gets what of its formulas and rules cannot be read
     */
    EntitySchema(Entity entity, String path, List<FieldError> problems) {
        fields =
                entity.fields().stream()
                        .collect(
                                Collectors.toMap(
                                        Field::name,
                                        Function.identity(),
                                        (one, _) -> one,
                                        LinkedHashMap::new));
        schema = SCHEMAS.getSchema((JsonNode) FieldSchemas.of(entity));
        var formulas = Formulas.of(entity, path, problems);
        conditions = Conditions.of(entity, fields, formulas, path, problems);
    }

    static String at(String field) {
        return VALUES + "." + field;
    }

    @Nullable Field field(String name) {
        return fields.get(name);
    }

    Judged whole(JsonNode given) {
        var values = Json.object();
        for (var entry : given.properties()) {
            if (!isEmpty(entry.getValue())) {
                values.set(entry.getKey(), Numbers.plain(entry.getValue()));
            }
        }
        var errors = faults(values, fields.keySet());
        return new Judged(
                values, errors.isEmpty() ? conditions.broken(values, fields.keySet()) : errors);
    }

    Judged edit(JsonNode current, JsonNode given) {
        var changes = Json.object();
        var values = Json.object();
        for (var entry : given.properties()) {
            var value = Numbers.plain(entry.getValue());
            if (isEmpty(value)) {
                changes.putNull(entry.getKey());
            } else {
                changes.set(entry.getKey(), value);
                values.set(entry.getKey(), value);
            }
        }
        var changed = new HashSet<String>();
        changes.fieldNames().forEachRemaining(changed::add);
        var errors = faults(values, changed);
        return new Judged(
                changes,
                errors.isEmpty()
                        ? conditions.broken(Item.changed(current, changes), changed)
                        : errors);
    }

    /** Forms send an empty text for what is not filled in. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isTextual() && value.textValue().isEmpty();
    }

    /**
     * @param asked fields that must be there where they are required
     */
    private List<FieldError> faults(JsonNode values, Set<String> asked) {
        var found = new LinkedHashMap<String, FieldError>();
        for (var error : schema.validate(values)) {
            boolean missing = error.getKeyword().equals("required");
            var name = nameOf(error);
            if (!missing || asked.contains(name)) {
                var shown = name.substring(0, Math.min(name.length(), NAME_SHOWN));
                found.putIfAbsent(
                        name, new FieldError(at(shown), sentence(error.getKeyword(), name)));
            }
        }
        return new ArrayList<>(found.values().stream().limit(ERRORS_MAX).toList());
    }

    private String sentence(String keyword, String name) {
        var field = fields.get(name);
        return field == null
                ? "is no field of the app"
                : field.formula() != null
                        ? field.label() + " is computed"
                        : keyword.equals("required")
                                ? field.label() + " is required"
                                : FieldSchemas.sentence(field, keyword);
    }

    private static String nameOf(Error error) {
        var property = error.getProperty();
        return property != null
                ? property
                : String.valueOf(error.getInstanceLocation().getName(-1));
    }
}

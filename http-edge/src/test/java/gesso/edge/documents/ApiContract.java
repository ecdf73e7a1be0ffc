package gesso.edge.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;

/** Holds real bodies to the schemas of the document. */
public final class ApiContract {
    /** Ends in .yaml: the validator reads the document as its name says. */
    private static final String NAME = "https://gesso.example/openapi.yaml";

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(
                    Dialects.getOpenApi31(),
                    builder -> builder.schemas(Map.of(NAME, ApiDocument.read().yaml())));

    private ApiContract() {}

    /**
     * What is wrong with {@code body} as a {@code schema} of the components; nothing if all is
     * right.
     */
    public static List<String> faults(String schema, JsonNode body) {
        return SCHEMAS
                .getSchema(SchemaLocation.of(NAME + "#/components/schemas/" + schema))
                .validate(body)
                .stream()
                .map(Object::toString)
                .toList();
    }
}

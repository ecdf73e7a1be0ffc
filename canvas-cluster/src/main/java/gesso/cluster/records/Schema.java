package gesso.cluster.records;

import gesso.protocol.FieldError;
import gesso.protocol.ai.AppSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A specification made ready to judge records by. Making it takes milliseconds, judging
 * microseconds: one serves all widgets of an app's version.
 *
 * @param problems what of it cannot be read; then nothing is to be judged by it
 */
record Schema(Map<String, EntitySchema> entities, List<FieldError> problems) {

    static Schema of(AppSpecification specification) {
        var entities = new HashMap<String, EntitySchema>();
        var problems = new ArrayList<FieldError>();
        for (int i = 0; i < specification.entities().size(); i++) {
            var entity = specification.entities().get(i);
            entities.put(
                    entity.name(), new EntitySchema(entity, "entities[%d]".formatted(i), problems));
        }
        return new Schema(Map.copyOf(entities), List.copyOf(problems));
    }

    Optional<EntitySchema> entity(String collection) {
        return Optional.ofNullable(entities.get(collection));
    }
}

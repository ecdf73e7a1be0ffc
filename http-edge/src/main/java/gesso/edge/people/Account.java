package gesso.edge.people;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param id random, for ever; the only part that events know
 * @param email lower case; null for a guest
 * @param preferences a JSON object
 */
record Account(String id, String name, @Nullable String email, JsonNode preferences) {}

package gesso.cluster.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One record as everybody sees it.
 *
 * @param values by field, without those that are empty; a tree that is never changed
 * @param by who added it
 * @param at when, in Unix milliseconds
 * @param votes people who gave it their vote, sorted; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(String id, JsonNode values, String by, long at, @Nullable List<String> votes) {

    Item with(JsonNode next) {
        return new Item(id, next, by, at, votes);
    }

    Item with(List<String> next) {
        return new Item(id, values, by, at, next.isEmpty() ? null : List.copyOf(next));
    }

    List<String> voters() {
        return votes == null ? List.of() : votes;
    }

    Item withVote(String user, boolean given) {
        var next = new TreeSet<>(voters());
        if (given) {
            next.add(user);
        } else {
            next.remove(user);
        }
        return with(List.copyOf(next));
    }

    /** Under one name; JSON null for nothing. */
    JsonNode value(String field) {
        var value = values.get(field);
        return value == null ? Json.MAPPER.nullNode() : value;
    }

    /** With these values in place of those of the same names; null takes one away. */
    static ObjectNode changed(JsonNode values, JsonNode changes) {
        var next = Json.object();
        next.setAll((ObjectNode) values);
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                next.remove(change.getKey());
            } else {
                next.set(change.getKey(), change.getValue());
            }
        }
        return next;
    }

    /** Bytes of the values as canonical JSON. */
    static int size(JsonNode values) {
        return Json.canonical(values).length;
    }
}

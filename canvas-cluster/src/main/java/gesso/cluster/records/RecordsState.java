package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;

/**
 * The records of one widget, by collection; collections without any are not kept.
 *
 * @param count of all records
 * @param bytes of all their values
 */
public record RecordsState(TreePMap<String, ItemList> collections, int count, int bytes) {
    public static final RecordsState EMPTY = new RecordsState(TreePMap.empty(), 0, 0);

    ItemList in(String collection) {
        return collections.getOrDefault(collection, ItemList.EMPTY);
    }

    /** Total: an event that does not fit changes nothing, for it has happened. */
    RecordsState evolve(RecordsEvent event) {
        return switch (event) {
            case RecordsEvent.Added(var collection, var id, var values, var by, var at) ->
                    insert(collection, Integer.MAX_VALUE, new Item(id, values, by, at, null));
            case RecordsEvent.Edited(var collection, var id, var values, _) ->
                    change(collection, id, values);
            case RecordsEvent.Stepped(var collection, var id, var field, _, var value, _) ->
                    change(collection, id, Json.object().set(field, value));
            case RecordsEvent.Removed(var collection, var id, _, _) -> remove(collection, id);
            case RecordsEvent.Restored(var collection, _, var record, var index) ->
                    insert(collection, index, record);
            case RecordsEvent.Moved(var collection, var id, var after, _) ->
                    with(collection, list -> list.move(id, after));
            case RecordsEvent.Voted(var collection, var id, var user, _) ->
                    with(collection, list -> list.vote(id, user));
            case RecordsEvent.Unvoted(var collection, _, var user) ->
                    with(collection, list -> list.unvote(user));
        };
    }

    JsonNode view() {
        var shown = Json.object();
        collections.forEach((name, list) -> shown.set(name, Json.tree(list.all())));
        return Json.object().set("collections", shown);
    }

    static RecordsState restore(JsonNode view) {
        var state = EMPTY;
        for (var collection : view.path("collections").properties()) {
            for (var item : collection.getValue()) {
                state =
                        state.insert(
                                collection.getKey(),
                                Integer.MAX_VALUE,
                                Json.value(item, Item.class));
            }
        }
        return state;
    }

    private RecordsState insert(String collection, int index, Item item) {
        return in(collection).find(item.id()).isPresent()
                ? this
                : new RecordsState(
                        collections.plus(collection, in(collection).insert(index, item)),
                        count + 1,
                        bytes + Item.size(item.values()));
    }

    private RecordsState remove(String collection, String id) {
        var list = in(collection);
        return list.find(id)
                .map(item -> {
                    var rest = list.remove(id);
                    return new RecordsState(
                            rest.isEmpty()
                                    ? collections.minus(collection)
                                    : collections.plus(collection, rest),
                            count - 1,
                            bytes - Item.size(item.values()));
                })
                .orElse(this);
    }

    private RecordsState change(String collection, String id, JsonNode changes) {
        var list = in(collection);
        return list.find(id)
                .map(item -> {
                    var next = Item.changed(item.values(), changes);
                    return new RecordsState(
                            collections.plus(collection, list.put(item.with(next))),
                            count,
                            bytes + Item.size(next) - Item.size(item.values()));
                })
                .orElse(this);
    }

    private RecordsState with(String collection, UnaryOperator<ItemList> how) {
        var list = in(collection);
        return list.isEmpty()
                ? this
                : new RecordsState(collections.plus(collection, how.apply(list)), count, bytes);
    }
}

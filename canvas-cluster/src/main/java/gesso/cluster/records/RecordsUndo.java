package gesso.cluster.records;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import java.util.Objects;

/**
 * What takes an event back: the value that was replaced, as long as nobody has replaced it since.
 * No specification is asked: what was there may come back under any.
 */
final class RecordsUndo {
    private RecordsUndo() {}

    static Decision<RecordsEvent> compensate(RecordsState state, RecordsEvent event) {
        var list = state.in(event.collection());
        return switch (event) {
            case RecordsEvent.Added e -> remove(list, e);
            case RecordsEvent.Restored e -> remove(list, e);
            case RecordsEvent.Removed(var collection, var id, var record, var index) ->
                    list.find(id).isPresent()
                                    || Limits.isFull(state)
                                    || Limits.isTooLarge(state, Item.size(record.values()))
                            ? nothing()
                            : accept(new RecordsEvent.Restored(collection, id, record, index));
            case RecordsEvent.Edited e -> edit(state, list, e);
            case RecordsEvent.Stepped e -> step(list, e);
            case RecordsEvent.Moved e -> move(list, e);
            case RecordsEvent.Voted e -> vote(list, e);
            case RecordsEvent.Unvoted(var collection, var id, var user) ->
                    list.votes().containsKey(user) || list.find(id).isEmpty()
                            ? nothing()
                            : accept(new RecordsEvent.Voted(collection, id, user, null));
        };
    }

    private static Decision<RecordsEvent> remove(ItemList list, RecordsEvent of) {
        return list.find(of.id())
                .<Decision<RecordsEvent>>map(item ->
                        accept(
                                new RecordsEvent.Removed(
                                        of.collection(),
                                        of.id(),
                                        item,
                                        list.order().indexOf(of.id()))))
                .orElseGet(Decision::nothing);
    }

    /** Field by field: those that hold what the edit gave them. */
    private static Decision<RecordsEvent> edit(
            RecordsState state, ItemList list, RecordsEvent.Edited e) {
        var item = list.find(e.id());
        if (item.isEmpty()) {
            return nothing();
        }
        var values = Json.object();
        var was = Json.object();
        for (var change : e.values().properties()) {
            var name = change.getKey();
            if (Json.same(item.get().value(name), change.getValue())) {
                values.set(name, e.was().path(name));
                was.set(name, change.getValue());
            }
        }
        return values.isEmpty() || outgrows(state, item.get(), values)
                ? nothing()
                : accept(new RecordsEvent.Edited(e.collection(), e.id(), values, was));
    }

    /** What others have added meanwhile may have taken the room. */
    private static boolean outgrows(RecordsState state, Item item, JsonNode changes) {
        int before = Item.size(item.values());
        int size = Item.size(Item.changed(item.values(), changes));
        return size > before
                && (size > Limits.RECORD_BYTES || Limits.isTooLarge(state, size - before));
    }

    private static Decision<RecordsEvent> step(ItemList list, RecordsEvent.Stepped e) {
        boolean untouched =
                list.find(e.id())
                        .filter(item -> Json.same(item.value(e.field()), e.value()))
                        .isPresent();
        return untouched
                ? accept(
                        new RecordsEvent.Stepped(
                                e.collection(),
                                e.id(),
                                e.field(),
                                negative(e.by()),
                                e.was(),
                                e.value()))
                : nothing();
    }

    private static JsonNode negative(JsonNode by) {
        return Numbers.plain(DecimalNode.valueOf(by.decimalValue().negate()));
    }

    /** A record that others have moved from there, or moved again, stays. */
    private static Decision<RecordsEvent> move(ItemList list, RecordsEvent.Moved e) {
        boolean untouched =
                list.find(e.id()).isPresent() && Objects.equals(list.before(e.id()), e.after());
        boolean home = e.was() == null || list.find(e.was()).isPresent();
        return untouched && home
                ? accept(new RecordsEvent.Moved(e.collection(), e.id(), e.was(), e.after()))
                : nothing();
    }

    private static Decision<RecordsEvent> vote(ItemList list, RecordsEvent.Voted e) {
        if (!e.id().equals(list.votes().get(e.user()))) {
            return nothing();
        }
        return list.find(e.was()).isPresent() && e.was() != null
                ? accept(new RecordsEvent.Voted(e.collection(), e.was(), e.user(), e.id()))
                : accept(new RecordsEvent.Unvoted(e.collection(), e.id(), e.user()));
    }
}

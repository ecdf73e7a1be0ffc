package gesso.cluster.records;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.records.EntitySchema.Judged;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What each command does to a widget's records: one event, or none when nothing changes. */
final class RecordsCommands {
    private static final int NAME_MAX = 32;

    private final Schema schema;
    private final RecordsState state;
    private final Fields f;
    private final Origin origin;

    private RecordsCommands(Schema schema, RecordsState state, Fields f, Origin origin) {
        this.schema = schema;
        this.state = state;
        this.f = f;
        this.origin = origin;
    }

    static Decision<RecordsEvent> decide(
            Schema schema, RecordsState state, String command, JsonNode data, Origin origin) {
        var one = new RecordsCommands(schema, state, Fields.of(data), origin);
        return switch (command) {
            case "records.add" -> one.add();
            case "records.edit" -> one.edit();
            case "records.remove" -> one.remove();
            case "records.move" -> one.move();
            case "records.step" -> one.step();
            case "records.vote" -> one.vote();
            case "records.unvote" -> one.unvote();
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    private Decision<RecordsEvent> add() {
        var collection = collection();
        var given = f.optional("id", f::widget);
        var values = f.json(EntitySchema.VALUES);
        return when(
                f.done(values),
                _ -> {
                    var entity = schema.entity(collection);
                    if (entity.isEmpty()) {
                        return noCollection(collection);
                    }
                    if (Item.size(values) > Limits.RECORD_BYTES) {
                        return tooLarge();
                    }
                    var id =
                            given == null ? Sums.id("record", origin.client(), origin.op()) : given;
                    if (state.in(collection).find(id).isPresent()) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    if (Limits.isFull(state)) {
                        return refuse(
                                Refusal.TOO_LARGE,
                                "an app keeps " + Limits.RECORDS_MAX + " records");
                    }
                    return judged(
                            entity.get().whole(values),
                            kept -> {
                                long at = HybridClock.millis(origin.at());
                                return Limits.isTooLarge(state, Item.size(kept))
                                        ? full()
                                        : accept(
                                                new RecordsEvent.Added(
                                                        collection, id, kept, origin.user(), at));
                            });
                });
    }

    private Decision<RecordsEvent> edit() {
        var values = f.json(EntitySchema.VALUES);
        return ofKnown((item, entity) -> {
            if (Item.size(values) > Limits.RECORD_BYTES) {
                return tooLarge();
            }
            return judged(entity.edit(item.values(), values), changes -> edited(item, changes));
        });
    }

    /** The event has those that differ only, so that each can be undone by itself. */
    private Decision<RecordsEvent> edited(Item item, JsonNode given) {
        var changes = Json.object();
        var was = Json.object();
        for (var entry : given.properties()) {
            var before = item.value(entry.getKey());
            if (!Json.same(before, entry.getValue())) {
                changes.set(entry.getKey(), entry.getValue());
                was.set(entry.getKey(), before);
            }
        }
        if (changes.isEmpty()) {
            return nothing();
        }
        int size = Item.size(Item.changed(item.values(), changes));
        if (size > Limits.RECORD_BYTES) {
            return tooLarge();
        }
        return Limits.isTooLarge(state, size - Item.size(item.values()))
                ? full()
                : accept(new RecordsEvent.Edited(collection(), item.id(), changes, was));
    }

    private Decision<RecordsEvent> remove() {
        return ofItem(item ->
                accept(
                        new RecordsEvent.Removed(
                                collection(),
                                item.id(),
                                item,
                                state.in(collection()).order().indexOf(item.id()))));
    }

    /** Behind another record, else to the front. */
    private Decision<RecordsEvent> move() {
        var after = f.optional("after", f::widget);
        return ofItem(item -> {
            var list = state.in(collection());
            if (after != null && list.find(after).isEmpty()) {
                return noRecord();
            }
            var was = list.before(item.id());
            return item.id().equals(after) || Objects.equals(after, was)
                    ? nothing()
                    : accept(new RecordsEvent.Moved(collection(), item.id(), after, was));
        });
    }

    /** Adds to a number what it is just then; what is not filled in counts as zero. */
    private Decision<RecordsEvent> step() {
        var name = f.text("field", 1, NAME_MAX);
        var by = f.anything("by");
        if (!by.isMissingNode() && !(by.isNumber() && isStep(by.doubleValue()))) {
            f.fault("by", "must be a number other than zero");
        }
        return ofKnown((item, entity) -> {
            var field = entity.field(name);
            if (field == null || !field.type().isNumeric()) {
                return invalid("field", "is no number of the app");
            }
            var was = item.value(name);
            var now = Numbers.read(was);
            if (now.isEmpty()) {
                return invalid("field", field.label() + " holds no number yet");
            }
            var value = Numbers.of(Numbers.sum(now.getAsDouble(), by.doubleValue()));
            return judged(
                    entity.edit(item.values(), Json.object().set(name, value)),
                    _ ->
                            accept(
                                    new RecordsEvent.Stepped(
                                            collection(),
                                            item.id(),
                                            name,
                                            Numbers.plain(by),
                                            value,
                                            was)));
        });
    }

    private static boolean isStep(double by) {
        return by != 0 && Math.abs(by) <= Limits.NUMBER_MAX;
    }

    /** One vote for each person and collection: it goes where it was given last. */
    private Decision<RecordsEvent> vote() {
        return ofItem(item -> {
            var was = state.in(collection()).votes().get(origin.user());
            return item.id().equals(was)
                    ? nothing()
                    : accept(new RecordsEvent.Voted(collection(), item.id(), origin.user(), was));
        });
    }

    private Decision<RecordsEvent> unvote() {
        return when(
                f.done(collection()),
                collection -> {
                    var voted = state.in(collection).votes().get(origin.user());
                    return voted == null
                            ? nothing()
                            : accept(new RecordsEvent.Unvoted(collection, voted, origin.user()));
                });
    }

    /** It may be one that only another version of the app knows: what is there can be tidied. */
    private Decision<RecordsEvent> ofItem(Function<Item, Decision<RecordsEvent>> then) {
        var collection = collection();
        return when(
                f.done(f.widget("id")),
                id -> state.in(collection).find(id).map(then).orElseGet(RecordsCommands::noRecord));
    }

    private Decision<RecordsEvent> ofKnown(
            BiFunction<Item, EntitySchema, Decision<RecordsEvent>> then) {
        return ofItem(item ->
                schema.entity(collection())
                        .map(entity -> then.apply(item, entity))
                        .orElseGet(() -> noCollection(collection())));
    }

    private static Decision<RecordsEvent> judged(
            Judged judged, Function<JsonNode, Decision<RecordsEvent>> then) {
        if (judged.errors().isEmpty()) {
            return then.apply(judged.values());
        }
        var first = judged.errors().getFirst();
        return new Decision.Refused<>(
                Refusal.INVALID, first.field() + ": " + first.message(), judged.errors());
    }

    private static <T> Decision<RecordsEvent> when(
            Decoded<T> read, Function<T, Decision<RecordsEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }

    private String collection() {
        return f.text("collection", 1, NAME_MAX);
    }

    private static Decision<RecordsEvent> noCollection(String name) {
        return invalid("collection", "the app keeps no '" + name + "'");
    }

    private static Decision<RecordsEvent> noRecord() {
        return refuse(Refusal.NOT_FOUND, "there is no such record");
    }

    private static Decision<RecordsEvent> tooLarge() {
        return refuse(Refusal.TOO_LARGE, "a record holds 16 KiB");
    }

    private static Decision<RecordsEvent> full() {
        return refuse(Refusal.TOO_LARGE, "the records of an app hold 4 MiB");
    }
}

package gesso.cluster.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.Command;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The smallest rules that can accept, refuse, change nothing, make several events and fail. */
final class LedgerRules implements Rules<SortedMap<String, String>, LedgerRules.Put> {
    record Put(String key, String value) {}

    record Write(String key, String value) implements Command {}

    /** Two events of one operation. */
    record Pair(String key, String value) implements Command {}

    record Fail() implements Command {}

    @Override
    public SortedMap<String, String> initial() {
        return new TreeMap<>();
    }

    @Override
    public Decision<Put> decide(SortedMap<String, String> state, Command command, Origin origin) {
        return switch (command) {
            case Write(var key, var value) when value.isEmpty() ->
                    Decision.refuse(Refusal.CONFLICT, "no value for " + key);
            case Write(var key, var value) when value.equals(state.get(key)) -> Decision.nothing();
            case Write(var key, var value) -> Decision.accept(new Put(key, value));
            case Pair(var key, var value) ->
                    Decision.accept(new Put(key + "1", value), new Put(key + "2", value));
            default -> throw new IllegalStateException("a defect");
        };
    }

    @Override
    public SortedMap<String, String> evolve(
            SortedMap<String, String> state, Recorded<Put> recorded) {
        var next = new TreeMap<>(state);
        next.put(recorded.event().key(), recorded.event().value());
        return next;
    }

    @Override
    public @Nullable JsonNode answer(Command command, List<Put> events) {
        return events.isEmpty() ? null : Json.object().put("key", events.getLast().key());
    }

    @Override
    public JsonNode data(Put event) {
        return Json.tree(event);
    }

    @Override
    public Put event(String manifest, JsonNode data) {
        if (!manifest.equals("ledger.put.1")) {
            throw new IllegalArgumentException("unknown manifest " + manifest);
        }
        return Json.value(data, Put.class);
    }

    @Override
    public String manifest(Put event) {
        return "ledger.put.1";
    }

    @Override
    public JsonNode snapshot(SortedMap<String, String> state) {
        return Json.tree(state);
    }

    @Override
    public SortedMap<String, String> restore(JsonNode snapshot) {
        var state = new TreeMap<String, String>();
        snapshot.fields().forEachRemaining(e -> state.put(e.getKey(), e.getValue().asText()));
        return state;
    }
}

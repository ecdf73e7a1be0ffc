package gesso.cluster.calendar;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** The event that takes another back, as far as nobody has changed the same since. */
final class CalendarUndo {
    private CalendarUndo() {}

    static Decision<CalendarEvent> compensate(CalendarState state, CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Created(var item) -> removal(state, item.id());
            case CalendarEvent.Restored(var id, _, _) -> removal(state, id);
            case CalendarEvent.Removed(var id, var item, var index) ->
                    state.index(id) >= 0 || !hasRoom(state, 1)
                            ? nothing()
                            : accept(new CalendarEvent.Restored(id, item, index));
            case CalendarEvent.Edited(var id, var set, var was) ->
                    back(state, id, set, was, (a, b) -> new CalendarEvent.Edited(id, a, b));
            case CalendarEvent.Moved(var id, var set, var was) ->
                    back(state, id, set, was, (a, b) -> new CalendarEvent.Moved(id, a, b));
            case CalendarEvent.Excepted(var id, var on, var now, var was) ->
                    state.find(id)
                            .filter(one -> one.rule() != null)
                            .filter(one -> Objects.equals(one.exception(on).orElse(null), now))
                            .map(_ ->
                                    CalendarUndo.one(new CalendarEvent.Excepted(id, on, was, now)))
                            .orElseGet(Decision::nothing);
            case CalendarEvent.Split(var id, var set, var was, var item) ->
                    isAs(state, id, set) && state.find(item.id()).filter(item::equals).isPresent()
                            ? accept(new CalendarEvent.Joined(id, was, set, item))
                            : nothing();
            case CalendarEvent.Joined(var id, var set, var was, var item) ->
                    isAs(state, id, set) && state.index(item.id()) < 0 && hasRoom(state, 1)
                            ? accept(new CalendarEvent.Split(id, was, set, item))
                            : nothing();
            case CalendarEvent.Imported(var items) -> {
                var left = items.stream().filter(state.events()::contains).toList();
                yield left.isEmpty() ? nothing() : accept(new CalendarEvent.Withdrawn(left));
            }
            case CalendarEvent.Withdrawn(var items) -> {
                var gone = items.stream().filter(one -> state.index(one.id()) < 0).toList();
                yield gone.isEmpty() || !hasRoom(state, gone.size())
                        ? nothing()
                        : accept(new CalendarEvent.Imported(gone));
            }
        };
    }

    /** What the event changes; whatever takes it back changes the same. */
    static String property(CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Created(var item) -> "presence of " + item.id();
            case CalendarEvent.Removed(var id, _, _) -> "presence of " + id;
            case CalendarEvent.Restored(var id, _, _) -> "presence of " + id;
            case CalendarEvent.Edited(var id, var set, _) -> keys(set) + " of " + id;
            case CalendarEvent.Moved(var id, var set, _) -> keys(set) + " of " + id;
            case CalendarEvent.Excepted(var id, var on, _, _) -> on + " of " + id;
            case CalendarEvent.Split(var id, _, _, var item) -> item.id() + " after " + id;
            case CalendarEvent.Joined(var id, _, _, var item) -> item.id() + " after " + id;
            case CalendarEvent.Imported(var items) -> "import of " + ids(items);
            case CalendarEvent.Withdrawn(var items) -> "import of " + ids(items);
        };
    }

    private static Decision<CalendarEvent> removal(CalendarState state, String id) {
        return state.find(id)
                .map(now -> one(new CalendarEvent.Removed(id, now, state.index(id))))
                .orElseGet(Decision::nothing);
    }

    /** Field by field; those that tell when it is, all or none. */
    private static Decision<CalendarEvent> back(
            CalendarState state,
            String id,
            JsonNode set,
            JsonNode was,
            BiFunction<JsonNode, JsonNode, CalendarEvent> event) {
        var found = state.find(id);
        if (found.isEmpty()) {
            return nothing();
        }
        var now = CalendarRules.was(found.get(), set);
        boolean moved =
                Entry.TIMES.stream()
                        .anyMatch(key -> set.has(key) && !Json.same(now.path(key), set.path(key)));
        var back = Json.object();
        for (var key : Entry.KEYS) {
            boolean same = set.has(key) && Json.same(now.path(key), set.path(key));
            if (same && !(moved && Entry.TIMES.contains(key))) {
                back.set(key, was.path(key));
            }
        }
        return back.isEmpty() || !fits(found.get(), back)
                ? nothing()
                : accept(event.apply(back, CalendarRules.was(found.get(), back)));
    }

    /** Exceptions that came since then must not be left without their series. */
    private static boolean fits(Entry now, ObjectNode back) {
        boolean repeats = back.has("rule") ? !back.path("rule").isNull() : now.rule() != null;
        boolean excepted =
                back.has("exceptions")
                        ? !back.path("exceptions").isEmpty()
                        : !now.exceptions().isEmpty();
        return repeats || !excepted;
    }

    private static boolean isAs(CalendarState state, String id, JsonNode set) {
        return state.find(id)
                .filter(one -> Json.same(CalendarRules.was(one, set), set))
                .isPresent();
    }

    private static boolean hasRoom(CalendarState state, int more) {
        return state.events().size() + more <= CalendarLimits.EVENTS_MAX;
    }

    private static Decision<CalendarEvent> one(CalendarEvent event) {
        return accept(event);
    }

    private static String keys(JsonNode set) {
        var keys = Entry.KEYS.stream().filter(set::has).toList();
        return String.join(",", keys);
    }

    private static String ids(List<Entry> items) {
        return items.isEmpty() ? "nothing" : items.getFirst().id() + "+" + (items.size() - 1);
    }
}

package gesso.cluster.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events in the order in which they were made. */
public record CalendarState(List<Entry> events) {
    public static final CalendarState EMPTY = new CalendarState(List.of());

    Optional<Entry> find(String id) {
        int at = index(id);
        return at < 0 ? Optional.empty() : Optional.of(events.get(at));
    }

    int index(String id) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    int weight() {
        return events.stream().mapToInt(Entry::weight).sum();
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    CalendarState evolve(CalendarEvent event) {
        return switch (event) {
            case CalendarEvent.Created(var item) -> insert(events.size(), item);
            case CalendarEvent.Edited(var id, var set, _) -> change(id, one -> one.with(set));
            case CalendarEvent.Moved(var id, var set, _) -> change(id, one -> one.with(set));
            case CalendarEvent.Excepted(var id, var on, var now, _) ->
                    change(id, one -> excepted(one, on, now));
            case CalendarEvent.Split(var id, var set, _, var item) -> split(id, set, item);
            case CalendarEvent.Joined(var id, var set, _, var item) ->
                    remove(Set.of(item.id())).change(id, one -> one.with(set));
            case CalendarEvent.Removed(var id, _, _) -> remove(Set.of(id));
            case CalendarEvent.Restored(_, var item, var index) -> insert(index, item);
            case CalendarEvent.Imported(var items) -> {
                var next = this;
                for (var item : items) {
                    next = next.insert(next.events.size(), item);
                }
                yield next;
            }
            case CalendarEvent.Withdrawn(var items) ->
                    remove(items.stream().map(Entry::id).collect(Collectors.toSet()));
        };
    }

    private static Entry excepted(Entry series, String on, @Nullable Deviation now) {
        var next = new ArrayList<>(series.exceptions(one -> !one.on().equals(on)));
        if (now != null) {
            next.add(now);
        }
        next.sort(Comparator.comparing(Deviation::on));
        return series.with(series.span(), series.rule(), next);
    }

    private CalendarState split(String id, JsonNode set, Entry item) {
        int at = index(id);
        return at < 0 ? this : change(id, one -> one.with(set)).insert(at + 1, item);
    }

    private CalendarState insert(int index, Entry item) {
        if (index(item.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(events);
        next.add(Math.clamp(index, 0, events.size()), item);
        return new CalendarState(List.copyOf(next));
    }

    private CalendarState change(String id, UnaryOperator<Entry> how) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var next = new ArrayList<>(events);
        next.set(at, how.apply(next.get(at)));
        return new CalendarState(List.copyOf(next));
    }

    private CalendarState remove(Set<String> ids) {
        var next = events.stream().filter(one -> !ids.contains(one.id())).toList();
        return next.size() == events.size() ? this : new CalendarState(List.copyOf(next));
    }
}

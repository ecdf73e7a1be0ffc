package gesso.cluster.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries, oldest first. */
public record SampleState(List<SampleEntry> entries) {
    public static final SampleState EMPTY = new SampleState(List.of());

    Optional<SampleEntry> find(String id) {
        int at = index(id);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    int index(String id) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    SampleState evolve(SampleEvent event) {
        return switch (event) {
            case SampleEvent.Added(var id, var text, var user, var time) ->
                    insert(entries.size(), new SampleEntry(id, text, user, time));
            case SampleEvent.Edited(var id, var text, _) -> edit(id, text);
            case SampleEvent.Removed(var id, _, _) -> remove(id);
            case SampleEvent.Restored(_, var item, var index) -> insert(index, item);
        };
    }

    private SampleState insert(int index, SampleEntry entry) {
        if (index(entry.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(entries);
        next.add(Math.clamp(index, 0, entries.size()), entry);
        return new SampleState(List.copyOf(next));
    }

    private SampleState edit(String id, String text) {
        return new SampleState(
                entries.stream()
                        .map(entry -> entry.id().equals(id) ? entry.withText(text) : entry)
                        .toList());
    }

    private SampleState remove(String id) {
        return new SampleState(entries.stream().filter(entry -> !entry.id().equals(id)).toList());
    }
}

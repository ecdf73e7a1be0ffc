package gesso.cluster.sample;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;

import gesso.cluster.live.Decision;

/** What takes an event back, as long as nobody has changed since what it changed. */
final class SampleUndo {
    private SampleUndo() {}

    static Decision<SampleEvent> compensate(SampleState state, SampleEvent event) {
        return switch (event) {
            case SampleEvent.Added e -> remove(state, e.id());
            case SampleEvent.Restored e -> remove(state, e.id());
            case SampleEvent.Removed(var id, var item, var index) ->
                    state.index(id) >= 0 || state.entries().size() >= SampleBackend.ENTRIES_MAX
                            ? nothing()
                            : accept(new SampleEvent.Restored(id, item, index));
            case SampleEvent.Edited(var id, var text, var was) ->
                    state.find(id).filter(now -> now.text().equals(text)).isPresent()
                            ? accept(new SampleEvent.Edited(id, was, text))
                            : nothing();
        };
    }

    private static Decision<SampleEvent> remove(SampleState state, String id) {
        return state.find(id)
                .<Decision<SampleEvent>>map(
                        now -> accept(new SampleEvent.Removed(id, now, state.index(id))))
                .orElseGet(Decision::nothing);
    }
}

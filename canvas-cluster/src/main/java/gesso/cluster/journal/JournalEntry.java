package gesso.cluster.journal;

import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;

/** An event that is stored, with its place in its entity's journal. */
public record JournalEntry(long revision, JournalEvent event) {

    /**
     * @param of {@code canvas}, a widget id, or {@code app}
     */
    public EventView view(String of) {
        return EventCodec.view(
                of,
                revision,
                new EventCodec.Stored(event.origin(), event.manifest(), event.data()));
    }
}

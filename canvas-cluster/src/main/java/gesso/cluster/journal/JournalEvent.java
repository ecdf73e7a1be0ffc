package gesso.cluster.journal;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Origin;
import gesso.protocol.journal.EventCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way into or out of the journal.
 *
 * @param payload the stored bytes, encoded once; those of an older version are encoded anew
 * @param step its place among the events that its operation makes in this entity
 * @param firsts what begins together with it; empty when it was read
 * @param folded the state after it, when this process has just decided it; null when it was read
 */
public record JournalEvent(
        String manifest,
        Origin origin,
        JsonNode data,
        byte[] payload,
        int step,
        @Nullable Object folded,
        List<First> firsts) {

    /** The first event of another entity that begins with this one: both are stored, or none. */
    public record First(String persistenceId, JournalEvent event) {}

    public static JournalEvent read(String manifest, byte[] payload) {
        var stored = EventCodec.decode(manifest, payload);
        boolean newest = stored.manifest().equals(manifest);
        return new JournalEvent(
                stored.manifest(),
                stored.origin(),
                stored.data(),
                newest ? payload : EventCodec.encode(stored.origin(), stored.data()),
                0,
                null,
                List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalEvent event
                && manifest.equals(event.manifest)
                && origin.equals(event.origin)
                && data.equals(event.data);
    }

    @Override
    public int hashCode() {
        return 31 * manifest.hashCode() + origin.hashCode();
    }
}

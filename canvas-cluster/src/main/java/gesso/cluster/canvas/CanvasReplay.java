package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.widget.Backends;
import gesso.protocol.Role;
import gesso.protocol.bus.CloudEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A canvas with the data of all its apps, made of nothing but the events that services outside get.
 * They may come more than once; of each entity those that are new come by revision. Confined to one
 * thread.
 */
public final class CanvasReplay {
    private final String canvas;
    private final long until;
    private final CanvasPast<JsonNode> past;
    private final Map<String, Long> revisions = new HashMap<>();
    private long events;
    private long last;

    /**
     * @param until the instant that is wanted
     */
    public CanvasReplay(String canvas, long until) {
        this.canvas = canvas;
        this.until = until;
        this.past = CanvasPast.shown(canvas, until, Role.OWNER, Backends.found());
    }

    /** What is of another canvas, of a later instant, or known already, changes nothing. */
    public void add(CloudEvents.Received event) {
        if (!event.subject().equals(canvas) || event.origin().at() > until) {
            return;
        }
        var entity = event.id().substring(0, event.id().lastIndexOf('#'));
        add(
                entity,
                new JournalEntry(
                        event.revision(),
                        new JournalEvent(
                                event.manifest(),
                                event.origin(),
                                event.stored(),
                                new byte[0],
                                0,
                                null,
                                List.of())));
    }

    /** An event as the journal has it. */
    public void add(String persistenceId, JournalEntry entry) {
        long revision = entry.revision();
        long known = revisions.getOrDefault(persistenceId, 0L);
        if (revision <= known) {
            return;
        }
        if (revision > known + 1) {
            throw new IllegalStateException(
                    "%s goes from %d to %d".formatted(persistenceId, known, revision));
        }
        revisions.put(persistenceId, revision);
        events++;
        last = Math.max(last, entry.event().origin().at());
        past.add(persistenceId, entry);
    }

    /** Events that counted. */
    public long events() {
        return events;
    }

    /** As {@code GET .../at/{instant}} tells its owner; JSON null before its birth. */
    public JsonNode result() {
        var result = past.result();
        if (result instanceof ObjectNode there && until == Long.MAX_VALUE) {
            there.put("at", last);
        }
        return result;
    }
}

package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.protocol.entity.EventView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest events of an entity, contiguous, for subscribers that come back and for resends. Kept
 * as they are stored, which takes a third of what their trees take. Bounded by number and by bytes.
 * Actor-confined.
 */
final class Tail {
    private record Entry(String manifest, byte[] payload) {}

    private final String of;
    private final int maxEvents;
    private final int maxBytes;
    private ArrayDeque<Entry> newest = new ArrayDeque<>(0);
    private long revision;
    private int bytes;

    /**
     * @param of as events name the entity
     */
    Tail(String of, LiveLimits limits) {
        this.of = of;
        this.maxEvents = limits.tailEvents();
        this.maxBytes = limits.tailBytes();
    }

    /** Forgets all: the next event is the one after this revision. */
    void restart(long after) {
        letGo();
        revision = after;
    }

    /** The same, where it is: who comes back later gets a fresh state. */
    void letGo() {
        if (!newest.isEmpty()) {
            newest = new ArrayDeque<>(0);
            bytes = 0;
        }
    }

    void add(JournalEvent event) {
        newest.addLast(new Entry(event.manifest(), event.payload()));
        revision++;
        bytes += event.payload().length;
        while (newest.size() > maxEvents || bytes > maxBytes) {
            bytes -= newest.removeFirst().payload().length;
        }
    }

    /** All events after a revision; empty when some of them are no longer here. */
    Optional<List<EventView>> after(long since) {
        return since > revision
                ? Optional.empty()
                : range(since + 1, revision)
                        .map(events -> events.stream().map(entry -> entry.view(of)).toList());
    }

    /** The events of a range of revisions; empty when some of them are no longer here. */
    Optional<List<JournalEntry>> range(long from, long to) {
        long before = revision - newest.size();
        if (from <= before) {
            return Optional.empty();
        }
        var events = new ArrayList<JournalEntry>();
        long at = before;
        for (var entry : newest) {
            at++;
            if (at >= from && at <= to) {
                events.add(
                        new JournalEntry(at, JournalEvent.read(entry.manifest(), entry.payload())));
            }
        }
        return Optional.of(events);
    }
}

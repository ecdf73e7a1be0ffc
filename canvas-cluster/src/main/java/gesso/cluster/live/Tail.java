package gesso.cluster.live;

import gesso.protocol.entity.EventView;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The newest events of an entity, contiguous, for subscribers that come back and for resends.
 * Bounded by number and by bytes. Actor-confined.
 */
final class Tail {
    private record Entry(EventView event, int bytes) {}

    private final int maxEvents;
    private final int maxBytes;
    private final ArrayDeque<Entry> newest = new ArrayDeque<>();
    private long revision;
    private int bytes;

    Tail(int maxEvents, int maxBytes, long revision) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.revision = revision;
    }

    void add(EventView event, int size) {
        newest.addLast(new Entry(event, size));
        revision = event.rev();
        bytes += size;
        while (newest.size() > maxEvents || bytes > maxBytes) {
            bytes -= newest.removeFirst().bytes();
        }
    }

    /** All events after a revision; empty when some of them are no longer here. */
    Optional<List<EventView>> after(long since) {
        return since < revision - newest.size() || since > revision
                ? Optional.empty()
                : Optional.of(between(since + 1, revision));
    }

    /** The events of a range of revisions; empty when some of them are no longer here. */
    Optional<List<EventView>> range(long from, long to) {
        return from <= revision - newest.size() ? Optional.empty() : Optional.of(between(from, to));
    }

    private List<EventView> between(long from, long to) {
        return newest.stream()
                .map(Entry::event)
                .filter(event -> event.rev() >= from && event.rev() <= to)
                .toList();
    }
}

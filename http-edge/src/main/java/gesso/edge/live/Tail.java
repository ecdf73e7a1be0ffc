package gesso.edge.live;

import gesso.protocol.entity.EntityUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one entity, contiguous, encoded once, and at most one state from which they
 * lead on. Bounded by count and bytes: the oldest go, and a state that they no longer continue goes
 * with them.
 */
final class Tail {
    /** One event, encoded. */
    record Entry(long rev, ByteString bytes) {}

    private static final long UNKNOWN = -1;

    private final int eventsMax;
    private final int bytesMax;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long rev = UNKNOWN;
    private long bytes;
    private EntityUpdate.@Nullable State state;

    Tail(int eventsMax, int bytesMax) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
    }

    /** Newest revision; negative as long as nothing is known. */
    long rev() {
        return rev;
    }

    boolean isKnown() {
        return rev != UNKNOWN;
    }

    EntityUpdate.@Nullable State state() {
        return state;
    }

    /** Starts at {@code base} without a state: what follows continues a reader's own. */
    void startAt(long base) {
        clear();
        rev = base;
    }

    /** Newer than anything known: what was there before does not lead here. */
    void startWith(EntityUpdate.State fresh) {
        clear();
        rev = fresh.rev();
        state = fresh;
    }

    /** A state from which the kept events lead on, or false. */
    boolean keep(EntityUpdate.State older) {
        if (!covers(older.rev())) {
            return false;
        }
        state = older;
        return true;
    }

    void add(Entry next) {
        if (next.rev() != rev + 1) {
            throw new IllegalArgumentException(next.rev() + " does not follow " + rev);
        }
        entries.addLast(next);
        rev = next.rev();
        bytes += next.bytes().size();
        while (entries.size() > eventsMax || bytes > bytesMax) {
            bytes -= entries.removeFirst().bytes().size();
        }
        if (state != null && !covers(state.rev())) {
            state = null;
        }
    }

    /** Whether a reader at {@code since} can be led on by {@link #after}. */
    boolean covers(long since) {
        return isKnown() && since >= rev - entries.size() && since <= rev;
    }

    List<Entry> after(long since) {
        var missing = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.rev() > since) {
                missing.add(entry);
            }
        }
        return missing;
    }

    private void clear() {
        entries.clear();
        bytes = 0;
        state = null;
    }
}

package gesso.edge.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * What waits for one socket. Replies and notes are kept whatever happens; events and states can be
 * dropped all at once, and then somebody has to lead the client on anew; of presence only the
 * newest of each session waits. Not thread-safe.
 */
final class Outbox {
    private static final ByteString OPEN = ByteString.fromString("[");
    private static final ByteString COMMA = ByteString.fromString(",");
    private static final ByteString CLOSE = ByteString.fromString("]");

    /** {@code of} is empty for what is never dropped; {@code rev} negative for a state. */
    private record Item(ByteString bytes, String of, long rev) {
        boolean isNote() {
            return of.isEmpty();
        }
    }

    private static final long STATE = -1;

    private final Deque<Item> items = new ArrayDeque<>();
    private final Map<String, ByteString> live = new LinkedHashMap<>();
    private long deltaBytes;
    private int notes;

    boolean isEmpty() {
        return items.isEmpty() && live.isEmpty();
    }

    /** Bytes of waiting events; states do not count, as everybody shares their bytes. */
    long deltaBytes() {
        return deltaBytes;
    }

    int notes() {
        return notes;
    }

    int size() {
        return items.size();
    }

    void note(ByteString bytes) {
        items.addLast(new Item(bytes, "", 0));
        notes++;
    }

    void event(String of, long rev, ByteString bytes) {
        items.addLast(new Item(bytes, of, rev));
        deltaBytes += bytes.size();
    }

    void state(String of, ByteString bytes) {
        items.addLast(new Item(bytes, of, STATE));
    }

    void live(String session, ByteString bytes) {
        live.remove(session);
        live.put(session, bytes);
    }

    void noLive(String session) {
        live.remove(session);
    }

    /**
     * Drops events, states and presence.
     *
     * @return for each entity the first revision that the client will not get; negative where a
     *     state was dropped first, so that nothing of it is known
     */
    Map<String, Long> dropDeltas() {
        var lost = new LinkedHashMap<String, Long>();
        for (var item : items) {
            if (!item.isNote()) {
                lost.putIfAbsent(item.of(), item.rev());
            }
        }
        items.removeIf(item -> !item.isNote());
        live.clear();
        deltaBytes = 0;
        return lost;
    }

    /** One message as it is, more as an array, up to about {@code bytesMax}; never empty. */
    ByteString take(int bytesMax) {
        var first = next();
        if (isEmpty() || first.size() >= bytesMax) {
            return first;
        }
        var frame = new ByteStringBuilder();
        frame.append(OPEN).append(first);
        while (!isEmpty() && frame.length() < bytesMax) {
            frame.append(COMMA).append(next());
        }
        return frame.append(CLOSE).result();
    }

    private ByteString next() {
        var item = items.pollFirst();
        if (item == null) {
            var oldest = live.entrySet().iterator();
            var bytes = oldest.next().getValue();
            oldest.remove();
            return bytes;
        }
        if (item.isNote()) {
            notes--;
        } else if (item.rev() != STATE) {
            deltaBytes -= item.bytes().size();
        }
        return item.bytes();
    }
}

package gesso.cluster.live;

import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.OperationReply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest operations that an entity has accepted, to know a resend without asking the journal.
 * While the entity rests they are packed into bytes. Actor-confined.
 */
final class Operations {

    /** What is remembered of an accepted operation. */
    sealed interface First {
        /** Of what was asked. */
        String sum();

        /** Revision of its last event; 0 when it made none. */
        long upTo();
    }

    /**
     * Its answer is made anew from its events.
     *
     * @param events how many it made; 0 when only the journal can tell
     */
    record Stored(String sum, long upTo, int events) implements First {}

    /** It changed nothing, so that nothing but its answer is left of it. */
    record Unstored(String sum, OperationReply.Accepted answer) implements First {
        @Override
        public long upTo() {
            return 0;
        }
    }

    private final int max;
    private @Nullable LinkedHashMap<OperationKey, First> newest = new LinkedHashMap<>();
    private byte[] packed = {};
    private long missingUpTo;

    /**
     * @param missingUpTo operations with events up to this revision are not known here
     */
    Operations(int max, long missingUpTo) {
        this.max = max;
        this.missingUpTo = missingUpTo;
    }

    @Nullable First find(OperationKey key) {
        return newest().get(key);
    }

    /** What is not here has never been accepted. */
    boolean knowsAll() {
        return missingUpTo == 0;
    }

    void add(OperationKey key, First first) {
        var known = newest();
        known.put(key, first);
        if (known.size() > max) {
            var eldest = known.entrySet().iterator();
            missingUpTo = Math.max(missingUpTo, eldest.next().getValue().upTo());
            eldest.remove();
        }
    }

    void pack() {
        if (newest != null) {
            packed = PackedOperations.pack(newest);
            newest = null;
        }
    }

    private Map<OperationKey, First> newest() {
        if (newest == null) {
            newest = PackedOperations.unpack(packed);
            packed = new byte[0];
        }
        return newest;
    }
}

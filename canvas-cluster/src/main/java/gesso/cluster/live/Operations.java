package gesso.cluster.live;

import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.OperationReply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest operations that an entity has accepted, to know a resend without asking the journal.
 * Actor-confined.
 */
final class Operations {

    /**
     * @param upTo revision of its last event; 0 when it made none
     * @param answer the first answer; null when only the journal has it
     */
    record First(String sum, long upTo, OperationReply.@Nullable Accepted answer) {}

    private final int max;
    private final Map<OperationKey, First> newest = new LinkedHashMap<>();
    private long missingUpTo;

    /**
     * @param missingUpTo operations with events up to this revision are not known here
     */
    Operations(int max, long missingUpTo) {
        this.max = max;
        this.missingUpTo = missingUpTo;
    }

    @Nullable First find(OperationKey key) {
        return newest.get(key);
    }

    /** What is not here has never been accepted. */
    boolean knowsAll() {
        return missingUpTo == 0;
    }

    void add(OperationKey key, First first) {
        newest.put(key, first);
        if (newest.size() > max) {
            var eldest = newest.entrySet().iterator();
            missingUpTo = Math.max(missingUpTo, eldest.next().getValue().upTo());
            eldest.remove();
        }
    }
}

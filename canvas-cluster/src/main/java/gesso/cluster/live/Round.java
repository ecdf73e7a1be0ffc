package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the operations of one batch, in order: a resend gets its first answer or waits
 * for the journal's word, another use of a known id is refused, everything new is decided.
 *
 * @param handled so many from the start; for the others the batch had no room
 * @param again those of which only the journal knows the answer
 */
record Round<S, E>(Batch<S, E> batch, int handled, List<Inner.Asked> again) {

    /** What the journal was asked for before, and what it said. */
    record LookedUp(Set<OperationKey> asked, Map<OperationKey, List<JournalEntry>> found) {
        static final LookedUp NOTHING = new LookedUp(Set.of(), Map.of());
    }

    /**
     * @param admit a reason not to decide an operation, or null
     */
    static <S, E> Round<S, E> of(
            Batch<S, E> batch,
            List<Pending> taken,
            Resends<S, E> resends,
            LookedUp journal,
            Function<Operation, @Nullable OperationReply> admit,
            long wall) {
        var again = new ArrayList<Inner.Asked>();
        int next = 0;
        for (; next < taken.size() && !batch.isFull(); next++) {
            var pending = taken.get(next);
            var key = pending.key();
            var first = resends.find(key);
            var stored = journal.found().get(key);
            if (stored != null) {
                batch.answer(pending, resends.firstAnswer(pending, stored));
            } else if (first == null) {
                if (resends.isUnknown(key) && !journal.asked().contains(key)) {
                    batch.isUnasked(key);
                }
                var refused = admit.apply(pending.operation());
                if (refused == null) {
                    batch.decide(pending, wall);
                } else {
                    batch.answer(pending, refused);
                }
            } else if (!first.sum().equals(pending.operation().sum())) {
                batch.answer(pending, Batch.reused(pending.operation()));
            } else {
                var answer = resends.remembered(pending, first);
                if (answer == null) {
                    again.add(new Inner.Asked(pending, null));
                } else {
                    batch.answer(pending, answer);
                }
            }
        }
        return new Round<>(batch, next, again);
    }
}

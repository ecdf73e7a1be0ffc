package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.OperationReply;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Knows what was accepted before. The newest operations are remembered. Of older ones the journal
 * is asked before anything else when the sender says that it sends again. Of the others it is asked
 * only when they make no event: those that make one cannot be stored twice, as the journal's unique
 * index refuses it, and after such a refusal every operation is asked for, for a while. The first
 * answer is made anew from the events that the operation made: those of the tail, or the journal's
 * when they are no longer there. Actor-confined.
 */
final class Resends<S, E> {
    private static final long CAREFUL_NANOS = 60_000_000_000L;

    private final LiveEntity.Parts<S, E> parts;
    private final Tail tail;
    private Operations operations;
    private long carefulUntil = System.nanoTime();

    Resends(LiveEntity.Parts<S, E> parts, Tail tail) {
        this.parts = parts;
        this.tail = tail;
        this.operations = new Operations(parts.limits().operations(), 0);
    }

    /**
     * A new life of the entity.
     *
     * @param newest events
     * @param from revision before the first of them
     */
    void recovered(List<JournalEntry> newest, long from) {
        operations = new Operations(parts.limits().operations(), from);
        for (var entry : newest) {
            operations.add(
                    OperationKey.of(entry.event().origin()),
                    new Operations.Stored(entry.event().origin().sum(), entry.revision(), 0));
        }
    }

    Operations.@Nullable First find(OperationKey key) {
        return operations.find(key);
    }

    /** The first answer; null when the journal must be asked for it. */
    @Nullable OperationReply remembered(Pending pending, Operations.First first) {
        return switch (first) {
            case Operations.Unstored(_, var answer) -> answer;
            case Operations.Stored(_, _, var events) when events == 0 -> null;
            case Operations.Stored(_, var upTo, var events) ->
                    tail.range(upTo - events + 1, upTo)
                            .map(stored -> firstAnswer(pending, stored))
                            .orElse(null);
        };
    }

    /** Only the journal can say whether it was accepted. */
    boolean isUnknown(OperationKey key) {
        return !operations.knowsAll() && operations.find(key) == null;
    }

    /** Those of which the journal must be asked before they are decided. */
    Set<OperationKey> askedFirst(List<Pending> taken) {
        boolean careful = System.nanoTime() - carefulUntil < 0;
        var unknown = new HashSet<OperationKey>();
        for (var pending : taken) {
            if ((careful || pending.operation().again()) && isUnknown(pending.key())) {
                unknown.add(pending.key());
            }
        }
        return unknown;
    }

    /** Somebody has sent an old operation as if it were new. */
    void beCareful() {
        carefulUntil = System.nanoTime() + CAREFUL_NANOS;
    }

    CompletionStage<Map<OperationKey, List<JournalEntry>>> lookUp(Collection<OperationKey> keys) {
        return parts.reader().operations(parts.persistenceId(), keys);
    }

    void remember(Pending pending, OperationReply.Accepted accepted) {
        if (operations.find(pending.key()) == null) {
            var sum = pending.operation().sum();
            int events = accepted.events().size();
            operations.add(
                    pending.key(),
                    events == 0
                            ? new Operations.Unstored(sum, accepted)
                            : new Operations.Stored(sum, accepted.revision(), events));
        }
    }

    /** Keeps what tells a resend, as small as it can be. */
    void rest() {
        operations.pack();
    }

    /** What was answered when these events were stored, or that the id was used for else. */
    OperationReply firstAnswer(Pending pending, List<JournalEntry> stored) {
        var operation = pending.operation();
        var last = stored.getLast();
        if (!last.event().origin().sum().equals(operation.sum())) {
            return Batch.reused(operation);
        }
        var events =
                stored.stream()
                        .map(e -> parts.rules().event(e.event().manifest(), e.event().data()))
                        .toList();
        return new OperationReply.Accepted(
                operation.id(),
                last.revision(),
                last.event().origin().at(),
                parts.rules().answer(operation.command(), events),
                stored.stream().map(entry -> entry.view(parts.of())).toList());
    }
}

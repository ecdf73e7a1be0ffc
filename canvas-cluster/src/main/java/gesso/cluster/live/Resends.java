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

/**
 * Knows what was accepted before. The newest operations are remembered, older ones are asked of the
 * journal, and the first answer is made anew from the events that the operation made.
 * Actor-confined.
 */
final class Resends<S, E> {
    private final LiveEntity.Parts<S, E> parts;
    private Operations operations;

    Resends(LiveEntity.Parts<S, E> parts) {
        this.parts = parts;
        this.operations = new Operations(parts.limits().operations(), 0);
    }

    /**
     * A new life of the entity.
     *
     * @param tail the newest events
     * @param from revision before the first of them
     */
    void recovered(List<JournalEntry> tail, long from) {
        operations = new Operations(parts.limits().operations(), from);
        for (var entry : tail) {
            operations.add(
                    OperationKey.of(entry.event().origin()),
                    new Operations.First(entry.event().origin().sum(), entry.revision(), null));
        }
    }

    Operations.@org.jspecify.annotations.Nullable First find(OperationKey key) {
        return operations.find(key);
    }

    /** Of these only the journal can say whether they were accepted. */
    Set<OperationKey> unknown(List<Pending> taken) {
        if (operations.knowsAll()) {
            return Set.of();
        }
        var unknown = new HashSet<OperationKey>();
        for (var pending : taken) {
            if (operations.find(pending.key()) == null) {
                unknown.add(pending.key());
            }
        }
        return unknown;
    }

    CompletionStage<Map<OperationKey, List<JournalEntry>>> lookUp(Collection<OperationKey> keys) {
        return parts.reader().operations(parts.persistenceId(), keys);
    }

    void remember(Pending pending, OperationReply.Accepted accepted) {
        if (operations.find(pending.key()) == null) {
            long upTo = accepted.events().isEmpty() ? 0 : accepted.revision();
            operations.add(
                    pending.key(), new Operations.First(pending.operation().sum(), upTo, accepted));
        }
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

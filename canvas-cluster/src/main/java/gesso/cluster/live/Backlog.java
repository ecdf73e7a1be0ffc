package gesso.cluster.live;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What waits in an entity: operations to be decided, in order, and messages that cannot be served
 * yet. Bounded in number here and in time by {@link #late}. Times are monotonic nanoseconds.
 * Actor-confined.
 */
final class Backlog {
    private record Deferred(EntityMessage message, long since) {}

    private final LiveLimits limits;
    private final ArrayDeque<Pending> operations = new ArrayDeque<>(0);
    private final ArrayDeque<Deferred> deferred = new ArrayDeque<>(0);

    Backlog(LiveLimits limits) {
        this.limits = limits;
    }

    boolean isEmpty() {
        return operations.isEmpty() && deferred.isEmpty();
    }

    boolean hasOperations() {
        return !operations.isEmpty();
    }

    int waiting() {
        return operations.size();
    }

    /** False when there is no room. */
    boolean offer(Pending pending) {
        return operations.size() < limits.pending() && operations.offerLast(pending);
    }

    void first(Pending pending) {
        operations.addFirst(pending);
    }

    /** Puts these before all that wait, in their order. */
    void giveBack(List<Pending> taken) {
        taken.reversed().forEach(operations::addFirst);
    }

    /** How an entity sorts what it takes. */
    interface Sorting {
        /** Must wait for others. */
        boolean holdsBack(Pending pending);

        /** Comes alone, before or after a batch. */
        boolean isAlone(Pending pending);

        /** Takes it out of the batch; true when it has done so. */
        boolean conducts(Pending pending);
    }

    /** The operations of one batch. Those held back keep their place. */
    List<Pending> take(Sorting sorting) {
        var taken = new ArrayList<Pending>();
        var held = new ArrayList<Pending>();
        while (!operations.isEmpty() && taken.size() < limits.batchOperations()) {
            var next = operations.removeFirst();
            if (sorting.holdsBack(next)) {
                held.add(next);
            } else if (taken.isEmpty() && sorting.conducts(next)) {
                continue;
            } else if (!taken.isEmpty() && sorting.isAlone(next)) {
                operations.addFirst(next);
                break;
            } else {
                taken.add(next);
            }
        }
        giveBack(held);
        return taken;
    }

    List<Pending> takeAll() {
        var all = List.copyOf(operations);
        operations.clear();
        return all;
    }

    /** Operations that have waited longer than the entity's patience. */
    List<Pending> late(long now) {
        var late = new ArrayList<Pending>();
        while (!operations.isEmpty() && isLate(operations.getFirst().since(), now)) {
            late.add(operations.removeFirst());
        }
        return late;
    }

    /** False when there is no room. */
    boolean defer(EntityMessage message, long now) {
        return deferred.size() < limits.deferred() && deferred.add(new Deferred(message, now));
    }

    List<EntityMessage> takeDeferred(Predicate<EntityMessage> which) {
        var chosen = deferred.stream().filter(kept -> which.test(kept.message())).toList();
        deferred.removeAll(chosen);
        return chosen.stream().map(Deferred::message).toList();
    }

    List<EntityMessage> lateDeferred(long now) {
        var late = new ArrayList<EntityMessage>();
        while (!deferred.isEmpty() && isLate(deferred.getFirst().since(), now)) {
            late.add(deferred.removeFirst().message());
        }
        return late;
    }

    void forget(ActorRef<EntityUpdate> subscriber) {
        takeDeferred(message ->
                message instanceof Subscribe(_, var waiting) && waiting.equals(subscriber));
    }

    private boolean isLate(long since, long now) {
        return now - since > limits.patience().toNanos();
    }
}

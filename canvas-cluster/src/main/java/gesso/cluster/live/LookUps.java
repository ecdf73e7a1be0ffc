package gesso.cluster.live;

import gesso.cluster.journal.OperationKey;
import gesso.protocol.entity.EntityMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Operations that wait for the journal's word: those that nothing is decided before ({@link
 * #before}), and those that are decided and only wait for their answer ({@link #after}).
 * Actor-confined.
 */
final class LookUps {
    private final ActorContext<EntityMessage> context;
    private final Resends<?, ?> resends;
    private final LiveMetrics metrics;
    private List<Pending> undecided = List.of();
    private Set<OperationKey> asked = Set.of();
    private final List<Inner.Asked> unanswered = new ArrayList<>(0);

    LookUps(ActorContext<EntityMessage> context, Resends<?, ?> resends, LiveMetrics metrics) {
        this.context = context;
        this.resends = resends;
        this.metrics = metrics;
    }

    /** Asks for some of a batch that is to be decided then; {@link Inner.LookedUp} comes. */
    void before(List<Pending> taken, Set<OperationKey> unknown, int life) {
        undecided = taken;
        asked = unknown;
        metrics.lookUps.increment();
        context.pipeToSelf(resends.lookUp(unknown), (found, _) -> new Inner.LookedUp(life, found));
    }

    /** The batch that waited. */
    List<Pending> takeUndecided() {
        var taken = undecided;
        undecided = List.of();
        return taken;
    }

    /** What was asked for before that batch. */
    Set<OperationKey> asked() {
        return asked;
    }

    /** Asks whether they were accepted before; {@link Inner.Again} comes. */
    void after(List<Inner.Asked> doubtful) {
        if (doubtful.isEmpty()) {
            return;
        }
        unanswered.addAll(doubtful);
        metrics.lookUps.increment();
        var keys = doubtful.stream().map(one -> one.pending().key()).collect(Collectors.toSet());
        context.pipeToSelf(
                resends.lookUp(keys), (found, _) -> new Inner.Again(List.copyOf(doubtful), found));
    }

    void answered(List<Inner.Asked> done) {
        unanswered.removeAll(done);
    }

    /** Nothing waits here any more; what did has to be answered. */
    List<Pending> takeAll() {
        var all =
                Stream.concat(
                                takeUndecided().stream(),
                                unanswered.stream().map(Inner.Asked::pending))
                        .toList();
        unanswered.clear();
        return all;
    }
}

package gesso.cluster.live;

import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.JournalState;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.SnapshotFailed;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of an entity's journal: recovers, appends what it is given in one transaction each,
 * takes snapshots. Stops at the first failure; what was in flight is then unknown. Decides nothing.
 */
final class Scribe<S, E> extends EventSourcedBehavior<Scribe.Append, JournalEvent, Held<S>> {
    private static final Logger log = LoggerFactory.getLogger(Scribe.class);

    /**
     * @param after revision of the state that they were decided on
     */
    record Append(long after, List<JournalEvent> events) {}

    enum Start {
        /** Recovers from the newest snapshot and what came after it. */
        SNAPSHOT,
        /** Replays everything, after a recovery that failed. */
        REPLAY,
        /** Goes on for a front that has the state: learns the newest revision and no more. */
        RESUME
    }

    /**
     * @param life told back with every answer
     */
    record Setup<S, E>(
            String persistenceId,
            Rules<S, E> rules,
            LiveLimits limits,
            int life,
            Start start,
            Runnable snapshotTaken) {}

    private final ActorContext<Append> context;
    private final Setup<S, E> setup;
    private final ActorRef<? super Inner> front;
    private final ArrayDeque<JournalEntry> replayed = new ArrayDeque<>();
    private long from = -1;

    static <S, E> Behavior<Append> create(Setup<S, E> setup, ActorRef<? super Inner> front) {
        return Behaviors.setup(context -> new Scribe<>(context, setup, front));
    }

    private Scribe(ActorContext<Append> context, Setup<S, E> setup, ActorRef<? super Inner> front) {
        super(PersistenceId.ofUniqueId(setup.persistenceId()));
        this.context = context;
        this.setup = setup;
        this.front = front;
    }

    @Override
    public Held<S> emptyState() {
        return new Held<>(0, 0, setup.rules().initial());
    }

    @Override
    public Recovery recovery() {
        return switch (setup.start()) {
            case SNAPSHOT ->
                    Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.latest());
            case REPLAY -> Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
            case RESUME -> Recovery.disabled();
        };
    }

    @Override
    public CommandHandler<Append, JournalEvent, Held<S>> commandHandler() {
        return (_, append) -> append(append);
    }

    /** What was decided on another state than the journal's must not be stored after it. */
    private Effect<JournalEvent, Held<S>> append(Append append) {
        long stored = lastSequenceNumber(context);
        if (stored != append.after()) {
            log.warn(
                    "Another writer was first. entity={} known={} stored={}",
                    setup.persistenceId(),
                    append.after(),
                    stored);
            return Effect().stop();
        }
        return Effect()
                .persist(append.events())
                .thenRun(() -> front.tell(new Inner.Appended(setup.life())));
    }

    @Override
    public EventHandler<Held<S>, JournalEvent> eventHandler() {
        return this::evolve;
    }

    @SuppressWarnings("unchecked") // folded by the front of this very entity
    private Held<S> evolve(Held<S> held, JournalEvent event) {
        if (event.folded() != null) {
            return (Held<S>) event.folded();
        }
        from = from < 0 ? held.revision() : from;
        long revision = held.revision() + 1;
        replayed.addLast(new JournalEntry(revision, event));
        if (replayed.size() > setup.limits().operations()) {
            from = replayed.removeFirst().revision();
        }
        var happened = setup.rules().event(event.manifest(), event.data());
        return new Held<>(
                revision,
                event.origin().at(),
                setup.rules()
                        .evolve(held.state(), new Recorded<>(revision, event.origin(), happened)));
    }

    @Override
    public SignalHandler<Held<S>> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (held, _) -> recovered(held))
                .onSignal(SnapshotCompleted.class, (_, _) -> setup.snapshotTaken().run())
                .onSignal(SnapshotFailed.class, (_, failed) -> snapshotFailed(failed))
                .build();
    }

    private void recovered(Held<S> held) {
        if (setup.start() == Start.RESUME) {
            return;
        }
        long start = from < 0 ? held.revision() : from;
        front.tell(new Inner.Recovered<>(setup.life(), held, List.copyOf(replayed), start));
        replayed.clear();
    }

    private void snapshotFailed(SnapshotFailed failed) {
        log.warn(
                "Snapshot not taken. entity={} reason={}",
                context.getSelf().path().name(),
                failed.getFailure().toString());
    }

    @Override
    public boolean shouldSnapshot(Held<S> held, JournalEvent event, long sequenceNr) {
        return sequenceNr % setup.limits().snapshotEvery() == 0;
    }

    @Override
    public SnapshotAdapter<Held<S>> snapshotAdapter() {
        return new Stored<>(setup.persistenceId(), setup.rules());
    }

    /** The plugin's row has the revision; the instant travels in the snapshot. */
    private record Stored<S, E>(String persistenceId, Rules<S, E> rules)
            implements SnapshotAdapter<Held<S>> {
        @Override
        public Object toJournal(Held<S> held) {
            return new JournalState(held.revision(), held.at(), rules.snapshot(held.state()));
        }

        @Override
        public Held<S> fromJournal(Object stored) {
            var state = (JournalState) stored;
            return new Held<>(state.revision(), state.at(), rules.restore(state.state()));
        }
    }
}

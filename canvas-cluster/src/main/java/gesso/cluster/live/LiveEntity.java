package gesso.cluster.live;

import gesso.cluster.journal.JournalConflicts;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalReader;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.HybridClock;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Close;
import gesso.protocol.entity.EntityMessage.Closed;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.EntityMessage.Read;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityMessage.Unsubscribe;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.ReceiveBuilder;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the rules of one entity. Collects what arrives while a commit is under way,
 * decides it in order, stores it in one transaction, and only then answers and publishes. Reads and
 * subscriptions are served from the last committed state and wait for nothing. After any failure of
 * the journal the writing child is started anew and everything in flight is answered with retry:
 * its operations can be sent again and have one effect.
 */
public abstract class LiveEntity<S, E> extends AbstractBehavior<EntityMessage> {
    /** The message by which a shard ends an entity. */
    public static final EntityMessage STOP = new Inner.Stop();

    protected static final int RETRY_MILLIS = 250;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Inner.Gathered GATHERED = new Inner.Gathered();

    /**
     * What an entity is made of.
     *
     * @param of as events name it: {@code canvas}, a widget id, {@code app}
     * @param wall Unix milliseconds; an entity has no other clock but a monotonic one
     */
    public record Parts<S, E>(
            ActorContext<EntityMessage> context,
            TimerScheduler<EntityMessage> timers,
            ActorRef<ClusterSharding.ShardCommand> shard,
            String kind,
            String persistenceId,
            String of,
            Rules<S, E> rules,
            LiveLimits limits,
            LongSupplier wall,
            JournalReader reader) {}

    private enum Phase {
        RECOVERING,
        READY,
        LOOKING_UP,
        PERSISTING
    }

    protected final Parts<S, E> parts;
    private final Batch.Frame<S, E> frame;
    private final LiveMetrics metrics;
    private final Backlog backlog;
    private final Pace pace;
    private final Subscribers subscribers;
    private final Resends<S, E> resends;
    private final Scribes<S, E> scribes;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Backlog.Sorting sorting =
            new Backlog.Sorting() {
                @Override
                public boolean holdsBack(Pending pending) {
                    return LiveEntity.this.holdsBack(pending);
                }

                @Override
                public boolean isAlone(Pending pending) {
                    return spansEntities(pending);
                }

                @Override
                public boolean conducts(Pending pending) {
                    return LiveEntity.this.conducts(pending);
                }
            };

    private Phase phase = Phase.RECOVERING;
    private Held<S> held;
    private HybridClock clock = HybridClock.ZERO;
    private Tail tail;
    private boolean stopping;
    private boolean everRecovered;
    private List<Pending> lookingUp = List.of();
    private Set<OperationKey> lookedUp = Set.of();
    private final List<Inner.Asked> asking = new ArrayList<>();
    private @Nullable Batch<S, E> inFlight;
    private long active = System.nanoTime();
    private long lastAlive = System.nanoTime();

    protected LiveEntity(Parts<S, E> parts) {
        super(parts.context());
        this.parts = parts;
        this.metrics = new LiveMetrics(parts.kind());
        this.frame =
                new Batch.Frame<>(
                        parts.of(), parts.rules(), parts.limits(), this::appVersion, metrics);
        this.held = new Held<>(0, 0, parts.rules().initial());
        this.tail = new Tail(parts.limits().tailEvents(), parts.limits().tailBytes(), 0);
        this.backlog = new Backlog(parts.limits());
        this.pace = new Pace(parts.limits());
        this.subscribers = new Subscribers(parts.context());
        this.resends = new Resends<>(parts);
        this.scribes = new Scribes<>(parts);
        parts.timers().startTimerWithFixedDelay(new Inner.Tick(), TICK);
    }

    // What kinds of entities differ in

    /** Answers a read from the committed state. */
    protected abstract void read(Read read);

    /** A fresh state for subscribers, without anything that is true of one reader only. */
    protected abstract EntityUpdate.State fresh();

    /** A reason not to decide this operation now; null to decide it. */
    protected @Nullable OperationReply admit(Operation operation) {
        return null;
    }

    /** Whether operations can be decided now; while not, they wait, and after a while get retry. */
    protected boolean open() {
        return true;
    }

    /**
     * Takes an operation that spans several entities out of the batch; true when it has done so.
     */
    protected boolean conducts(Pending pending) {
        return false;
    }

    /** Whether this operation must wait for others, although the entity is open. */
    protected boolean holdsBack(Pending pending) {
        return false;
    }

    /** Whether a read or a subscription can be served now; while not, it waits. */
    protected boolean serves(EntityMessage message) {
        return true;
    }

    /** Sends the answer of an accepted operation, at once or when others have confirmed it. */
    protected void acknowledge(Pending pending, OperationReply.Accepted accepted) {
        reply(pending, accepted);
    }

    protected @Nullable String appVersion(E event) {
        return null;
    }

    /** Gives a recovered state what it does not know from its own events. */
    protected S retained(S recovered) {
        return recovered;
    }

    /** Once in a life, before anything is served. */
    protected void recoveredFirst() {}

    /** The state has become another; called after each commit and each recovery. */
    protected void changed(S before, List<EventView> events) {}

    /** Every half second. */
    protected void tick() {}

    /** Somebody relies on this entity being in memory. */
    protected boolean needed() {
        return false;
    }

    protected void stopped() {}

    /** Messages that only this kind knows. */
    protected ReceiveBuilder<EntityMessage> more(ReceiveBuilder<EntityMessage> builder) {
        return builder;
    }

    // What kinds of entities use

    protected final Held<S> held() {
        return held;
    }

    protected final S state() {
        return held.state();
    }

    protected final boolean recovered() {
        return phase != Phase.RECOVERING;
    }

    protected final long wallMillis() {
        return parts.wall().getAsLong();
    }

    /** The newest instant given or taken over; every later event is after it. */
    protected final long now() {
        return clock.last();
    }

    /** Moves the clock to the present and past everything that it gave. */
    protected final long advance() {
        clock = clock.tick(wallMillis());
        return clock.last();
    }

    /** Takes over an instant that must be obeyed, whatever the wall clock says. */
    protected final void obey(long instant) {
        clock = clock.recover(instant);
    }

    protected final void observe(long instant) {
        clock = clock.observe(instant, wallMillis());
    }

    /** Puts an operation before all that wait. */
    protected final void first(Pending pending) {
        backlog.first(pending);
        pump();
    }

    protected final void reply(Pending pending, OperationReply reply) {
        metrics.answered(reply, pending.since());
        pending.replyTo().tell(reply);
    }

    /** Runs when what has become of everything decided so far is known. */
    protected final void whenSettled(Runnable then) {
        if (inFlight == null && recovered()) {
            then.run();
        } else {
            afterCommit.add(then);
        }
    }

    /** Keeps a message that cannot be served yet; false when it can be handled now. */
    protected final boolean defer(EntityMessage message) {
        if (recovered() && serves(message)) {
            return false;
        }
        if (!backlog.defer(message, System.nanoTime())) {
            giveUp(message);
        }
        return true;
    }

    /** Handles what was kept and can be served now. */
    protected final void undefer() {
        if (recovered()) {
            backlog.takeDeferred(this::serves).forEach(getContext().getSelf()::tell);
        }
    }

    /** Refuses everything that waits: operations and reads. */
    protected final void refuseAll(Refusal why, String detail) {
        backlog.takeAll()
                .forEach(pending ->
                        reply(
                                pending,
                                new OperationReply.Refused(
                                        pending.operation().id(), why, detail, List.of())));
        for (var read : backlog.takeDeferred(Read.class::isInstance)) {
            ((Read) read).replyTo().tell(new ReadReply.Refused(why, detail));
        }
    }

    /** Something waits to be decided or served. */
    protected final boolean hasWaiting() {
        return !backlog.isEmpty();
    }

    /** Replaces what the state knows from elsewhere than its own events. */
    protected final void restate(UnaryOperator<S> change) {
        whenSettled(
                () -> held = new Held<>(held.revision(), held.at(), change.apply(held.state())));
    }

    /** Answers a message that waited too long for a recovery, when its sender waits for one. */
    protected void giveUp(EntityMessage message) {
        if (message instanceof Read read) {
            read.replyTo().tell(new ReadReply.Retry(RETRY_MILLIS));
        }
    }

    protected final void pump() {
        while (phase == Phase.READY && backlog.hasOperations() && !stopping && open()) {
            if (gathers()) {
                return;
            }
            var taken = backlog.take(sorting);
            if (taken.isEmpty()) {
                return;
            }
            var unknown = resends.askedFirst(taken);
            if (unknown.isEmpty()) {
                decide(taken, Set.of(), Map.of());
            } else {
                lookUp(taken, unknown);
            }
        }
    }

    private boolean gathers() {
        long now = System.nanoTime();
        long wait = pace.wait(backlog.waiting(), now);
        if (wait == 0) {
            pace.begins(now);
            return false;
        }
        if (!parts.timers().isTimerActive(GATHERED)) {
            parts.timers().startSingleTimer(GATHERED, GATHERED, Duration.ofNanos(wait));
        }
        return true;
    }

    private Behavior<EntityMessage> onGathered() {
        pump();
        return this;
    }

    // The shell itself

    @Override
    public final Receive<EntityMessage> createReceive() {
        return more(newReceiveBuilder()
                        .onMessage(Execute.class, this::onExecute)
                        .onMessage(Read.class, this::onRead)
                        .onMessage(Subscribe.class, this::onSubscribe)
                        .onMessage(Unsubscribe.class, this::onUnsubscribe)
                        .onMessage(Close.class, this::onClose)
                        .onMessage(Inner.Appended.class, this::onAppended)
                        .onMessage(Inner.Recovered.class, this::onRecovered)
                        .onMessage(Inner.LookedUp.class, this::onLookedUp)
                        .onMessage(Inner.Again.class, this::onAgain)
                        .onMessage(Inner.SubscriberGone.class, this::onSubscriberGone)
                        .onMessage(Inner.Tick.class, _ -> onTick())
                        .onMessage(Inner.Gathered.class, _ -> onGathered())
                        .onMessage(Inner.Revive.class, _ -> onRevive())
                        .onMessage(Inner.Stop.class, _ -> onStop())
                        .onSignal(
                                ChildFailed.class,
                                failed -> onScribeStopped(failed, failed.cause()))
                        .onSignal(Terminated.class, ended -> onScribeStopped(ended, null))
                        .onSignal(PostStop.class, _ -> onPostStop()))
                .build();
    }

    private Behavior<EntityMessage> onExecute(Execute execute) {
        active = System.nanoTime();
        for (var operation : execute.operations()) {
            pace.arrived(operation.client(), active);
            var pending = new Pending(operation, execute.replyTo(), active);
            if (stopping || !backlog.offer(pending)) {
                reply(pending, new OperationReply.Retry(operation.id(), RETRY_MILLIS));
            }
        }
        pump();
        return this;
    }

    /** Whether {@link #conducts} would take it. */
    protected boolean spansEntities(Pending pending) {
        return false;
    }

    private void lookUp(List<Pending> taken, Set<OperationKey> unknown) {
        phase = Phase.LOOKING_UP;
        lookingUp = taken;
        lookedUp = unknown;
        metrics.lookUps.increment();
        int asking = scribes.life();
        getContext()
                .pipeToSelf(
                        resends.lookUp(unknown), (found, _) -> new Inner.LookedUp(asking, found));
    }

    private Behavior<EntityMessage> onLookedUp(Inner.LookedUp answer) {
        if (phase != Phase.LOOKING_UP || answer.life() != scribes.life()) {
            return this;
        }
        phase = Phase.READY;
        var taken = lookingUp;
        lookingUp = List.of();
        if (answer.found() == null) {
            retry(taken);
        } else {
            decide(taken, lookedUp, answer.found());
        }
        pump();
        return this;
    }

    private void decide(
            List<Pending> taken,
            Set<OperationKey> asked,
            Map<OperationKey, List<JournalEntry>> found) {
        var batch = new Batch<>(frame, held, clock);
        var again = new ArrayList<Inner.Asked>();
        long wall = wallMillis();
        int next = 0;
        for (; next < taken.size() && !batch.isFull(); next++) {
            var pending = taken.get(next);
            var first = resends.find(pending.key());
            var stored = found.get(pending.key());
            if (stored != null) {
                batch.answer(pending, resends.firstAnswer(pending, stored));
            } else if (first == null) {
                if (resends.isUnknown(pending.key()) && !asked.contains(pending.key())) {
                    batch.isUnasked(pending.key());
                }
                var refused = admit(pending.operation());
                if (refused == null) {
                    batch.decide(pending, wall);
                } else {
                    batch.answer(pending, refused);
                }
            } else if (!first.sum().equals(pending.operation().sum())) {
                batch.answer(pending, Batch.reused(pending.operation()));
            } else if (first.answer() == null) {
                again.add(new Inner.Asked(pending, null));
            } else {
                batch.answer(pending, first.answer());
            }
        }
        backlog.giveBack(taken.subList(next, taken.size()));
        metrics.batch(next);
        askJournal(again);
        clock = batch.clock();
        inFlight = batch;
        if (batch.events().isEmpty()) {
            settle(batch);
        } else {
            phase = Phase.PERSISTING;
            scribes.append(new Scribe.Append(List.copyOf(batch.events())));
        }
    }

    /** Answers when the journal has said whether they were accepted before. */
    private void askJournal(List<Inner.Asked> asked) {
        if (asked.isEmpty()) {
            return;
        }
        asking.addAll(asked);
        metrics.lookUps.increment();
        var keys = asked.stream().map(one -> one.pending().key()).collect(Collectors.toSet());
        getContext()
                .pipeToSelf(
                        resends.lookUp(keys),
                        (found, _) -> new Inner.Again(List.copyOf(asked), found));
    }

    private Behavior<EntityMessage> onAgain(Inner.Again answer) {
        asking.removeAll(answer.asked());
        var found = answer.found();
        for (var one : answer.asked()) {
            var pending = one.pending();
            var stored = found == null ? null : found.get(pending.key());
            var otherwise = found == null ? null : one.otherwise();
            if (stored != null) {
                send(pending, resends.firstAnswer(pending, stored));
            } else if (otherwise != null) {
                sendFirst(pending, otherwise);
            } else {
                retry(List.of(pending));
            }
        }
        return this;
    }

    private Behavior<EntityMessage> onAppended(Inner.Appended appended) {
        var batch = inFlight;
        if (appended.life() != scribes.life() || batch == null) {
            return this;
        }
        phase = Phase.READY;
        scribes.isWell();
        settle(batch);
        if (stopping) {
            return Behaviors.stopped();
        }
        pump();
        return this;
    }

    /** The batch is committed: now it is true. */
    private void settle(Batch<S, E> batch) {
        inFlight = null;
        var before = held.state();
        held = batch.held();
        for (int i = 0; i < batch.events().size(); i++) {
            tail.add(batch.views().get(i), batch.events().get(i).payload().length);
        }
        if (!batch.views().isEmpty()) {
            subscribers.publish(new EntityUpdate.Events(parts.of(), List.copyOf(batch.views())));
            changed(before, batch.views());
        }
        var doubtful = new ArrayList<Inner.Asked>();
        for (var outcome : batch.outcomes()) {
            if (batch.isDoubtful(outcome)) {
                doubtful.add(new Inner.Asked(outcome.pending(), outcome.reply()));
            } else {
                sendFirst(outcome.pending(), outcome.reply());
            }
        }
        askJournal(doubtful);
        settled();
    }

    private void sendFirst(Pending pending, OperationReply answer) {
        if (answer instanceof OperationReply.Accepted accepted) {
            resends.remember(pending, accepted);
        }
        send(pending, answer);
    }

    private void send(Pending pending, OperationReply answer) {
        if (answer instanceof OperationReply.Accepted accepted) {
            acknowledge(pending, accepted);
        } else {
            reply(pending, answer);
        }
    }

    private void settled() {
        var then = List.copyOf(afterCommit);
        afterCommit.clear();
        then.forEach(Runnable::run);
    }

    private Behavior<EntityMessage> onRead(Read read) {
        active = System.nanoTime();
        if (!defer(read)) {
            read(read);
        }
        return this;
    }

    private Behavior<EntityMessage> onSubscribe(Subscribe subscribe) {
        active = System.nanoTime();
        if (defer(subscribe)) {
            return this;
        }
        var subscriber = subscribe.subscriber();
        subscribers.add(subscriber);
        var missing = subscribe.since() < 0 ? null : tail.after(subscribe.since()).orElse(null);
        subscriber.tell(missing == null ? fresh() : new EntityUpdate.Events(parts.of(), missing));
        return this;
    }

    private Behavior<EntityMessage> onUnsubscribe(Unsubscribe unsubscribe) {
        subscribers.remove(unsubscribe.subscriber());
        backlog.forget(unsubscribe.subscriber());
        return this;
    }

    private Behavior<EntityMessage> onSubscriberGone(Inner.SubscriberGone gone) {
        subscribers.gone(gone.subscriber());
        return this;
    }

    private Behavior<EntityMessage> onClose(Close close) {
        active = System.nanoTime();
        if (!defer(close)) {
            obey(close.instant());
            whenSettled(() -> close.replyTo().tell(new Closed(parts.of(), close.instant())));
        }
        return this;
    }

    @SuppressWarnings("unchecked") // the scribe of this very entity has the same state
    private Behavior<EntityMessage> onRecovered(Inner.Recovered<?> recovered) {
        if (recovered.life() != scribes.life()) {
            return this;
        }
        var before = held;
        held = (Held<S>) recovered.held();
        held = new Held<>(held.revision(), held.at(), retained(held.state()));
        clock = clock.recover(held.at());
        resends.recovered(recovered.tail(), recovered.from());
        tail = new Tail(parts.limits().tailEvents(), parts.limits().tailBytes(), recovered.from());
        for (var entry : recovered.tail()) {
            tail.add(entry.view(parts.of()), entry.event().payload().length);
        }
        metrics.recovered(scribes.since(), recovered.tail().size());
        phase = Phase.READY;
        if (everRecovered && held.revision() > before.revision()) {
            subscribers.publish(
                    tail.after(before.revision())
                            .<EntityUpdate>map(e -> new EntityUpdate.Events(parts.of(), e))
                            .orElseGet(this::fresh));
        }
        if (!everRecovered) {
            everRecovered = true;
            recoveredFirst();
        }
        changed(before.state(), tail.after(before.revision()).orElse(List.of()));
        settled();
        undefer();
        pump();
        return this;
    }

    private Behavior<EntityMessage> onScribeStopped(Terminated ended, @Nullable Throwable cause) {
        if (!scribes.isCurrent(ended.getRef())) {
            return this;
        }
        boolean wasRecovering = phase == Phase.RECOVERING;
        metrics.failures.increment();
        phase = Phase.RECOVERING;
        var batch = inFlight;
        inFlight = null;
        if (batch != null) {
            undo(batch, cause);
        }
        retry(lookingUp);
        lookingUp = List.of();
        if (stopping) {
            return Behaviors.stopped();
        }
        if (wasRecovering && isUnreadable(cause)) {
            metrics.unreadable.increment();
            getContext()
                    .getLog()
                    .error(
                            "ALERT journal not readable, nothing skipped. entity={}",
                            parts.persistenceId(),
                            cause);
        }
        scribes.failed();
        return this;
    }

    /** An old operation in disguise: nothing is stored, and all are decided again with care. */
    private void undo(Batch<S, E> batch, @Nullable Throwable cause) {
        var pending = batch.outcomes().stream().map(Batch.Outcome::pending).toList();
        if (JournalConflicts.isOfOperation(cause) && !stopping) {
            metrics.disguised.increment();
            resends.beCareful();
            backlog.giveBack(pending);
        } else {
            retry(pending);
        }
    }

    private static boolean isUnreadable(@Nullable Throwable cause) {
        for (var reason = cause; reason != null; reason = reason.getCause()) {
            if (reason instanceof IllegalArgumentException) {
                return true;
            }
        }
        return false;
    }

    private Behavior<EntityMessage> onRevive() {
        scribes.revive();
        return this;
    }

    private Behavior<EntityMessage> onTick() {
        long monotonic = System.nanoTime();
        retry(backlog.late(monotonic));
        backlog.lateDeferred(monotonic).forEach(this::giveUp);
        if (recovered() && monotonic - lastAlive > parts.limits().alive().toNanos()) {
            lastAlive = monotonic;
            subscribers.publish(new EntityUpdate.Alive(parts.of(), held.revision()));
        }
        tick();
        if (subscribers.isEmpty()
                && !backlog.hasOperations()
                && inFlight == null
                && !needed()
                && monotonic - active > parts.limits().idle().toNanos()) {
            metrics.passivations.increment();
            active = monotonic;
            parts.shard().tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
        }
        return this;
    }

    private Behavior<EntityMessage> onStop() {
        stopping = true;
        retry(lookingUp);
        lookingUp = List.of();
        retry(asking.stream().map(Inner.Asked::pending).toList());
        asking.clear();
        retry(backlog.takeAll());
        backlog.takeDeferred(_ -> true).forEach(this::giveUp);
        return inFlight == null ? Behaviors.stopped() : this;
    }

    private Behavior<EntityMessage> onPostStop() {
        stopped();
        return this;
    }

    private void retry(List<Pending> pending) {
        pending.forEach(
                one -> reply(one, new OperationReply.Retry(one.operation().id(), RETRY_MILLIS)));
    }

    /** The word for what is not there, or not for this reader. */
    protected static ReadReply.Refused notFound(String detail) {
        return new ReadReply.Refused(Refusal.NOT_FOUND, detail);
    }
}

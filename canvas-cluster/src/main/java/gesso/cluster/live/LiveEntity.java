package gesso.cluster.live;

import gesso.cluster.journal.JournalConflicts;
import gesso.cluster.journal.JournalReader;
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
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.release.ClusterLevel;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * The shell around the rules of one entity. Collects what arrives while a commit is under way,
 * decides it in order, stores it in one transaction, and only then answers and publishes. Reads and
 * subscriptions are served from the last committed state and wait for nothing. After any failure of
 * the journal the writing child is started anew and everything in flight is answered with retry:
 * its operations can be sent again and have one effect. An entity that nobody watches and that
 * nothing is sent rests after a while: it keeps its state and the ids of its newest operations, as
 * bytes, and lets go of what the journal has. What comes then is served as ever.
 */
public abstract class LiveEntity<S, E> extends LiveHooks<S, E> {
    /** The message by which a shard ends an entity. */
    public static final EntityMessage STOP = new Inner.Stop();

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
    private final ClusterLevel level;
    private final Backlog backlog;
    private final Pace pace;
    private final Tail tail;
    private final Audience audience;
    private final Resends<S, E> resends;
    private final Scribes<S, E> scribes;
    private List<Runnable> afterCommit = new ArrayList<>(0);
    private final LookUps lookUps;
    private final Backlog.Sorting sorting = sorting();

    private Phase phase = Phase.RECOVERING;
    private final Kept<S, E> kept;
    private HybridClock clock = HybridClock.ZERO;
    private boolean stopping;
    private boolean ended;
    private boolean everRecovered;
    private @Nullable Batch<S, E> inFlight;
    private final long started = System.nanoTime();
    private long active = started;

    protected LiveEntity(Parts<S, E> parts) {
        this.parts = parts;
        this.metrics = LiveMetrics.of(parts.kind());
        this.level = ClusterLevel.get(parts.context().getSystem());
        this.frame =
                new Batch.Frame<>(
                        parts.of(),
                        parts.rules(),
                        parts.limits(),
                        this::asked,
                        this::firsts,
                        this::appVersion,
                        metrics);
        this.kept = new Kept<>(parts.rules(), this::retained);
        this.tail = new Tail(parts.of(), parts.limits());
        this.backlog = new Backlog(parts.limits());
        this.pace = new Pace(parts.limits());
        this.audience = new Audience(parts, tail);
        this.resends = new Resends<>(parts, tail);
        this.lookUps = new LookUps(parts.context(), resends, metrics);
        this.scribes = new Scribes<>(parts);
        parts.timers().startTimerWithFixedDelay(new Inner.Tick(), TICK);
    }

    @Override
    protected void acknowledge(Pending pending, OperationReply.Accepted accepted) {
        reply(pending, accepted);
    }

    // What kinds of entities use

    protected final ActorContext<EntityMessage> context() {
        return parts.context();
    }

    protected final Held<S> held() {
        return kept.held();
    }

    protected final S state() {
        return held().state();
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
            backlog.takeDeferred(this::serves).forEach(context().getSelf()::tell);
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
        whenSettled(() -> {
            var held = kept.held();
            kept.hold(new Held<>(held.revision(), held.at(), change.apply(held.state())));
        });
    }

    protected final void pump() {
        while (phase == Phase.READY && backlog.hasOperations() && !stopping && open()) {
            scribes.wake();
            if (gathers()) {
                return;
            }
            var taken = backlog.take(sorting);
            if (taken.isEmpty()) {
                return;
            }
            var unknown = resends.askedFirst(taken);
            if (unknown.isEmpty()) {
                decide(taken, Round.LookedUp.NOTHING);
            } else {
                phase = Phase.LOOKING_UP;
                lookUps.before(taken, unknown, scribes.life());
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

    // The shell itself

    @Override
    public final Behavior<EntityMessage> receive(
            TypedActorContext<EntityMessage> self, EntityMessage message) {
        switch (message) {
            case Execute execute -> onExecute(execute);
            case Read read -> onRead(read);
            case Subscribe subscribe -> onSubscribe(subscribe);
            case Unsubscribe(var subscriber) -> onUnsubscribe(subscriber);
            case Close close -> onClose(close);
            case Inner inner -> onInner(inner);
            default -> {
                if (!handles(message)) {
                    return Behaviors.unhandled();
                }
            }
        }
        return next();
    }

    private void onInner(Inner message) {
        switch (message) {
            case Inner.Appended appended -> onAppended(appended);
            case Inner.Recovered<?> recovered -> onRecovered(recovered);
            case Inner.LookedUp answer -> onLookedUp(answer);
            case Inner.Again answer -> onAgain(answer);
            case Inner.SubscriberGone(var subscriber) -> audience.gone(subscriber);
            case Inner.Tick _ -> onTick();
            case Inner.Gathered _ -> pump();
            case Inner.Revive _ -> scribes.revive();
            case Inner.Stop _ -> onStop();
        }
    }

    @Override
    public final Behavior<EntityMessage> receiveSignal(
            TypedActorContext<EntityMessage> self, Signal signal) {
        switch (signal) {
            case ChildFailed failed -> onScribeStopped(failed, failed.cause());
            case Terminated terminated -> onScribeStopped(terminated, null);
            case PostStop _ -> stopped();
            default -> {
                return Behaviors.unhandled();
            }
        }
        return next();
    }

    private Behavior<EntityMessage> next() {
        return ended ? Behaviors.stopped() : this;
    }

    private void onExecute(Execute execute) {
        active = System.nanoTime();
        for (var operation : execute.operations()) {
            pace.arrived(operation.client(), active);
            var pending = new Pending(operation, execute.replyTo(), active);
            if (stopping || !backlog.offer(pending)) {
                reply(pending, new OperationReply.Retry(operation.id(), RETRY_MILLIS));
            }
        }
        pump();
    }

    private void onLookedUp(Inner.LookedUp answer) {
        if (phase != Phase.LOOKING_UP || answer.life() != scribes.life()) {
            return;
        }
        phase = Phase.READY;
        var taken = lookUps.takeUndecided();
        if (answer.found() == null) {
            retry(taken);
        } else {
            decide(taken, new Round.LookedUp(lookUps.asked(), answer.found()));
        }
        pump();
    }

    @Override
    final boolean allows(Operation operation) {
        return level.allows(operation.command());
    }

    /**
     * What only members of a newer release could read is not stored while there are older ones;
     * whoever has sent it. It may have been stored before such a one came: a resend is past this.
     */
    private @Nullable OperationReply admitted(Operation operation) {
        return allows(operation)
                ? admit(operation)
                : new OperationReply.Retry(operation.id(), RETRY_MILLIS);
    }

    private void decide(List<Pending> taken, Round.LookedUp journal) {
        var held = kept.held();
        var batch = new Batch<>(frame, held, clock);
        var round = Round.of(batch, taken, resends, journal, this::admitted, wallMillis());
        backlog.giveBack(taken.subList(round.handled(), taken.size()));
        metrics.batch(round.handled());
        lookUps.after(round.again());
        clock = batch.clock();
        inFlight = batch;
        if (batch.events().isEmpty()) {
            settle(batch);
        } else {
            phase = Phase.PERSISTING;
            scribes.append(new Scribe.Append(held.revision(), List.copyOf(batch.events())));
        }
    }

    private void onAgain(Inner.Again answer) {
        lookUps.answered(answer.asked());
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
    }

    private void onAppended(Inner.Appended appended) {
        var batch = inFlight;
        if (appended.life() != scribes.life() || batch == null) {
            return;
        }
        phase = Phase.READY;
        scribes.isWell();
        settle(batch);
        if (stopping) {
            ended = true;
            return;
        }
        pump();
    }

    /** The batch is committed: now it is true. */
    private void settle(Batch<S, E> batch) {
        inFlight = null;
        var before = state();
        kept.hold(batch.held());
        batch.events().forEach(tail::add);
        if (!batch.views().isEmpty()) {
            audience.tell(batch.views());
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
        lookUps.after(doubtful);
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
        var then = afterCommit;
        afterCommit = new ArrayList<>(0);
        then.forEach(Runnable::run);
    }

    private void onRead(Read read) {
        active = System.nanoTime();
        if (!defer(read)) {
            read(read);
        }
    }

    private void onSubscribe(Subscribe subscribe) {
        active = System.nanoTime();
        if (!defer(subscribe)) {
            scribes.wake(); // the first edit must not wait for it
            audience.add(subscribe.subscriber(), subscribe.since(), this::fresh);
        }
    }

    private void onUnsubscribe(ActorRef<EntityUpdate> subscriber) {
        audience.remove(subscriber);
        backlog.forget(subscriber);
    }

    private void onClose(Close close) {
        active = System.nanoTime();
        if (!defer(close)) {
            obey(close.instant());
            whenSettled(() -> close.replyTo().tell(new Closed(parts.of(), close.instant())));
        }
    }

    @SuppressWarnings("unchecked") // the scribe of this very entity has the same state
    private void onRecovered(Inner.Recovered<?> recovered) {
        if (recovered.life() != scribes.life()) {
            return;
        }
        var before = kept.held();
        var held = (Held<S>) recovered.held();
        kept.hold(new Held<>(held.revision(), held.at(), retained(held.state())));
        clock = clock.recover(held.at());
        resends.recovered(recovered.tail(), recovered.from());
        tail.restart(recovered.from());
        recovered.tail().forEach(entry -> tail.add(entry.event()));
        metrics.recovered(scribes.since(), recovered.tail().size());
        phase = Phase.READY;
        if (everRecovered && held.revision() > before.revision()) {
            audience.catchUp(before.revision(), this::fresh);
        }
        if (!everRecovered) {
            everRecovered = true;
            recoveredFirst();
        }
        changed(before.state(), tail.after(before.revision()).orElse(List.of()));
        settled();
        undefer();
        pump();
    }

    private void onScribeStopped(Terminated child, @Nullable Throwable cause) {
        if (!scribes.isCurrent(child.getRef())) {
            return;
        }
        boolean wasRecovering = phase == Phase.RECOVERING;
        metrics.failures.increment();
        phase = Phase.RECOVERING;
        var batch = inFlight;
        inFlight = null;
        if (batch != null) {
            undo(batch, cause);
        }
        retry(lookUps.takeUndecided());
        if (stopping) {
            ended = true;
            return;
        }
        if (wasRecovering && isUnreadable(cause)) {
            metrics.unreadable.increment();
            context()
                    .getLog()
                    .error(
                            "ALERT journal not readable, nothing skipped. entity={}",
                            parts.persistenceId(),
                            cause);
        }
        scribes.failed();
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
            if (reason instanceof IllegalArgumentException
                    || reason instanceof UncheckedIOException) {
                return true;
            }
        }
        return false;
    }

    private void onTick() {
        long monotonic = System.nanoTime();
        retry(backlog.late(monotonic));
        backlog.lateDeferred(monotonic).forEach(this::giveUp);
        if (recovered()) {
            audience.alive(monotonic, kept.revision());
        }
        tick();
        if (!audience.isEmpty() || backlog.hasOperations() || inFlight != null) {
            return;
        }
        long quiet = monotonic - active;
        if (phase == Phase.READY && quiet > parts.limits().rest().toNanos()) {
            letGo();
        }
        if (!needed() && (quiet > parts.limits().idle().toNanos() || isLongUnborn(monotonic))) {
            metrics.passivations.increment();
            active = monotonic;
            parts.shard().tell(new ClusterSharding.Passivate<>(context().getSelf()));
        }
    }

    /**
     * Its journal may begin without it, by an import; and who asks for what is not there shall not
     * fill the memory.
     */
    private boolean isLongUnborn(long monotonic) {
        return phase == Phase.READY
                && kept.revision() == 0
                && monotonic - started > parts.limits().unborn().toNanos();
    }

    /** All of it comes back when it is asked for. */
    private void letGo() {
        tail.letGo();
        resends.rest();
        pace.rest();
        rest();
        if (!needed()) {
            kept.pack();
        }
        if (scribes.rest()) {
            metrics.rests.increment();
        }
    }

    private void onStop() {
        stopping = true;
        retry(lookUps.takeAll());
        retry(backlog.takeAll());
        backlog.takeDeferred(_ -> true).forEach(this::giveUp);
        ended = inFlight == null;
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

package gesso.cluster.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.journal.CanvasJournal;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.OperationKey;
import gesso.cluster.journal.PersistenceIds;
import gesso.cluster.live.LiveEntity;
import gesso.cluster.live.Pending;
import gesso.cluster.widget.Backends;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.At;
import gesso.protocol.entity.EntityMessage.Closed;
import gesso.protocol.entity.EntityMessage.Confirm;
import gesso.protocol.entity.EntityMessage.Lease;
import gesso.protocol.entity.EntityMessage.Present;
import gesso.protocol.entity.EntityMessage.Release;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.widget.WidgetEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One canvas: its placements, members and access. What takes rights or a widget away is
 * acknowledged when every room and widget that has a lease knows it, or its lease has run out.
 */
public final class CanvasEntity extends LiveEntity<Canvas, CanvasEvent> {
    /** A reader may know an instant that a faster clock has given. */
    private static final long FUTURE_MILLIS = HybridClock.MAX_AHEAD_MILLIS;

    private record Unconfirmed(Pending pending, OperationReply.Accepted answer, long access) {}

    private record WidgetClosed(Closed closed) implements EntityMessage {}

    private record Told(ActorRef<ReadReply> reader, ReadReply reply) implements EntityMessage {}

    private record Planned(Pending pending, @Nullable Optional<Fork> plan)
            implements EntityMessage {}

    private record Undone(Pending pending, OperationReply reply) implements EntityMessage {}

    private final String id;
    private final Leases<ActorRef<LeaseUpdate>, ActorRef<RoomMessage>> leases =
            new Leases<>(System.nanoTime());
    private final List<Unconfirmed> unconfirmed = new ArrayList<>();
    private final Instants instants = new Instants();
    private final Neighbours neighbours;
    private final Backends backends;
    private final CanvasJournal journal;
    private final UndoQueue undos;
    private final ActorRef<Closed> closedTo;
    private final Map<OperationKey, Fork> forks = new HashMap<>();
    private boolean hadPast;
    private Access access = CanvasViews.access(Canvas.ABSENT);

    /**
     * @param backends of the widgets, to fold their past
     */
    public CanvasEntity(
            String id, Neighbours neighbours, Backends backends, Parts<Canvas, CanvasEvent> parts) {
        super(parts);
        this.id = id;
        this.neighbours = neighbours;
        this.backends = backends;
        this.journal = new CanvasJournal(parts.reader(), id);
        this.undos = new UndoQueue(parts.limits().operations());
        this.closedTo = parts.context().messageAdapter(Closed.class, WidgetClosed::new);
    }

    @Override
    protected boolean handles(EntityMessage message) {
        switch (message) {
            case Lease lease -> onLease(lease);
            case Release release -> onRelease(release);
            case Confirm confirm -> onConfirm(confirm);
            case At at -> onAt(at);
            case Present present -> onPresent(present);
            case WidgetClosed answer -> onWidgetClosed(answer);
            case Told(var reader, var reply) -> reader.tell(reply);
            case Undone done -> onUndone(done);
            case Planned planned -> onPlanned(planned);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    protected void read(EntityMessage.Read read) {
        var role = state().role(read.user());
        read.replyTo()
                .tell(
                        role.isEmpty()
                                ? notFound("there is no such canvas")
                                : isDeleted()
                                        ? gone()
                                        : new ReadReply.State(
                                                held().revision(),
                                                held().at(),
                                                Json.tree(
                                                        CanvasViews.view(
                                                                id, state(), role.get()))));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(
                EventView.CANVAS,
                held().revision(),
                held().at(),
                Json.tree(CanvasViews.view(id, state(), null)));
    }

    @Override
    protected void recoveredFirst() {
        hadPast = held().revision() > 0;
    }

    @Override
    protected void changed(Canvas before, List<EventView> events) {
        if (state().access() > access.revision()) {
            access = CanvasViews.access(state());
            leases.forEach(
                    access,
                    (holder, seen) ->
                            holder.tell(new LeaseUpdate.Changed(seen, context().getSelf())));
        }
    }

    @Override
    protected void acknowledge(Pending pending, OperationReply.Accepted accepted) {
        if (!EventViews.takeAway(accepted.events()) || settled(access.revision())) {
            reply(pending, accepted);
        } else {
            unconfirmed.add(new Unconfirmed(pending, accepted, access.revision()));
        }
    }

    @Override
    protected boolean needed() {
        return !leases.isEmpty()
                || !unconfirmed.isEmpty()
                || !instants.isEmpty()
                || !forks.isEmpty()
                || !undos.isEmpty();
    }

    @Override
    protected void rest() {
        undos.rest();
    }

    @Override
    protected void tick() {
        leases.expire(System.nanoTime());
        answerConfirmed();
        foldClosed();
        instants.takeLate(System.nanoTime()).forEach(late -> late.asked().late());
    }

    @Override
    protected void giveUp(EntityMessage message) {
        switch (message) {
            case At(_, _, var replyTo) -> replyTo.tell(new ReadReply.Retry(RETRY_MILLIS));
            case Present(_, var replyTo) -> replyTo.tell(new ReadReply.Retry(RETRY_MILLIS));
            default -> super.giveUp(message);
        }
    }

    // Undo and redo

    @Override
    protected boolean spansEntities(Pending pending) {
        return UndoQueue.isUndo(pending.operation()) || isUnplanned(pending);
    }

    @Override
    protected boolean holdsBack(Pending pending) {
        return undos.holdsBack(pending.operation());
    }

    @Override
    protected boolean conducts(Pending pending) {
        if (!spansEntities(pending)) {
            return false;
        }
        var operation = pending.operation();
        if (operation.command() instanceof CanvasCommand.Fork wanted) {
            plan(pending, wanted);
            return true;
        }
        var refused = mayUndo(operation);
        var known = undos.answered(operation);
        if (refused != null) {
            reply(pending, refused);
        } else if (known != null) {
            reply(pending, known);
        } else {
            undos.add(pending);
            undoNext();
        }
        return true;
    }

    private @Nullable OperationReply mayUndo(Operation operation) {
        var role = state().role(operation.user());
        if (role.isEmpty()) {
            return refused(operation, Refusal.NOT_FOUND, "there is no such canvas");
        }
        if (isDeleted()) {
            return refused(operation, Refusal.GONE, "the canvas is deleted");
        }
        return role.get().mayEdit()
                ? null
                : refused(operation, Refusal.FORBIDDEN, "not with the role " + role.get().code());
    }

    private void undoNext() {
        var pending = undos.next();
        if (pending == null) {
            return;
        }
        observe(pending.operation().clock());
        var situation =
                new Undoing.Situation(
                        state(), access.revision(), advance(), held().revision(), held().at());
        var retry = new OperationReply.Retry(pending.operation().id(), RETRY_MILLIS);
        context()
                .pipeToSelf(
                        new Undoing(journal, neighbours, backends.lasting())
                                .run(situation, pending.operation()),
                        (reply, failed) -> new Undone(pending, failed == null ? reply : retry));
    }

    private void onUndone(Undone done) {
        undos.done(done.pending(), done.reply());
        reply(done.pending(), done.reply());
        undoNext();
        pump();
    }

    // Forks

    private boolean isUnplanned(Pending pending) {
        return pending.operation().command() instanceof CanvasCommand.Fork
                && state().life() == Life.ABSENT
                && !forks.containsKey(pending.key());
    }

    /** Reads what the new canvas begins with; then it is decided as any other operation. */
    private void plan(Pending pending, CanvasCommand.Fork wanted) {
        var source = new CanvasJournal(parts.reader(), wanted.canvas());
        context()
                .pipeToSelf(
                        source.foldUntil(wanted.at(), () -> CanvasPast.forked(wanted, backends)),
                        (plan, _) -> new Planned(pending, plan));
    }

    private void onPlanned(Planned planned) {
        var pending = planned.pending();
        var plan = planned.plan();
        if (plan == null) {
            reply(pending, new OperationReply.Retry(pending.operation().id(), RETRY_MILLIS));
        } else if (plan.isEmpty()) {
            reply(
                    pending,
                    refused(
                            pending.operation(),
                            Refusal.BEFORE_BIRTH,
                            "the canvas was not there then"));
        } else {
            forks.put(pending.key(), plan.get());
            first(pending);
        }
    }

    @Override
    protected Command asked(Operation operation) {
        var fork = forks.remove(OperationKey.of(operation));
        return fork == null ? operation.command() : fork;
    }

    @Override
    protected List<JournalEvent.First> firsts(Command asked, Origin last) {
        return asked instanceof Fork fork
                ? fork.seeds(last).entrySet().stream()
                        .map(seed -> first(seed.getKey(), seed.getValue(), last))
                        .toList()
                : List.of();
    }

    /** At the instant of the fork's last event, so that the whole fork is there at its answer's. */
    private JournalEvent.First first(String widget, WidgetEvent seed, Origin origin) {
        var data = EventCodec.data(seed);
        return new JournalEvent.First(
                PersistenceIds.widget(id, widget),
                new JournalEvent(
                        EventCodec.manifest(seed),
                        origin,
                        data,
                        EventCodec.encode(origin, data),
                        0,
                        null,
                        List.of()));
    }

    // The past

    private void onAt(At at) {
        if (defer(at)) {
            return;
        }
        var refused = unreadable(at.user(), at.instant());
        if (refused != null) {
            at.replyTo().tell(refused);
            return;
        }
        var asked = at.instant();
        long instant = asked == null ? advance() : asked;
        if (HybridClock.millis(instant) < wallMillis() - Instants.YOUNG_MILLIS) {
            fold(at, instant);
        } else {
            obey(instant);
            close(
                    instant,
                    new Instants.Asked() {
                        @Override
                        public void closed(long closed) {
                            fold(at, closed);
                        }

                        @Override
                        public void late() {
                            giveUp(at);
                        }
                    });
        }
    }

    private void onPresent(Present present) {
        if (defer(present)) {
            return;
        }
        var refused = unreadable(present.user(), null);
        if (refused != null) {
            present.replyTo().tell(refused);
            return;
        }
        close(
                advance(),
                new Instants.Asked() {
                    @Override
                    public void closed(long closed) {
                        settle(present, closed);
                    }

                    @Override
                    public void late() {
                        giveUp(present);
                    }
                });
    }

    private @Nullable ReadReply unreadable(String user, @Nullable Long instant) {
        if (state().role(user).isEmpty()) {
            return notFound("there is no such canvas");
        }
        if (isDeleted()) {
            return gone();
        }
        if (instant == null) {
            return null;
        }
        return HybridClock.millis(instant) > wallMillis() + FUTURE_MILLIS
                ? new ReadReply.Refused(Refusal.FUTURE, "that instant has not come yet")
                : null;
    }

    /** Widgets of a former life of this canvas may be active without a lease of this one. */
    private void close(long instant, Instants.Asked asked) {
        boolean all = hadPast && !leases.formersGone(System.nanoTime());
        if (all && state().widgets().size() > Instants.WAKES) {
            asked.late();
            return;
        }
        var active = all ? state().widgets().keySet() : leases.widgets();
        whenSettled(() -> {
            instants.add(asked, instant, active, System.nanoTime());
            var close = new EntityMessage.Close(instant, closedTo);
            active.forEach(widget ->
                    neighbours.tell(
                            Objects.requireNonNull(state().widgets().get(widget)).backend(),
                            widget,
                            close));
            foldClosed();
        });
    }

    private void onWidgetClosed(WidgetClosed answer) {
        instants.closed(answer.closed().of(), answer.closed().instant());
        foldClosed();
    }

    private void foldClosed() {
        instants.takeDone().forEach(done -> done.asked().closed(done.instant()));
    }

    private void settle(Present present, long instant) {
        long revision = held().revision();
        context()
                .pipeToSelf(
                        journal.settled(),
                        (_, failed) ->
                                new Told(
                                        present.replyTo(),
                                        failed == null
                                                ? new ReadReply.State(
                                                        revision, instant, Json.object())
                                                : unread(failed)));
    }

    private void fold(At at, long instant) {
        var role = state().role(at.user());
        if (role.isEmpty()) {
            at.replyTo().tell(notFound("there is no such canvas"));
            return;
        }
        context()
                .pipeToSelf(
                        journal.foldUntil(
                                instant, () -> CanvasPast.shown(id, instant, role.get(), backends)),
                        (data, failed) -> new Told(at.replyTo(), folded(data, instant, failed)));
    }

    private ReadReply unread(@Nullable Throwable failed) {
        context().getLog().warn("The past could not be read. canvas={}", id, failed);
        return new ReadReply.Retry(RETRY_MILLIS);
    }

    private ReadReply folded(@Nullable JsonNode data, long instant, @Nullable Throwable failed) {
        if (data == null) {
            return unread(failed);
        }
        if (data.isNull()) {
            return new ReadReply.Refused(Refusal.BEFORE_BIRTH, "the canvas was not there yet");
        }
        return new ReadReply.State(data.path("canvas").path("revision").longValue(), instant, data);
    }

    private void onLease(Lease lease) {
        if (defer(lease)) {
            return;
        }
        observe(lease.clock());
        var widget = lease.widget();
        var start = widget == null ? null : CanvasViews.start(state(), widget).orElse(null);
        if (state().life() == Life.ABSENT || (widget != null && start == null)) {
            lease.holder().tell(new LeaseUpdate.Denied(Refusal.NOT_FOUND));
        } else if (isDeleted()) {
            lease.holder().tell(new LeaseUpdate.Denied(Refusal.GONE));
        } else {
            var seen = Leases.forHolder(access, widget);
            if (leases.renew(
                    lease.holder(), widget, lease.room(), access.revision(), System.nanoTime())) {
                lease.holder().tell(new LeaseUpdate.Changed(seen, context().getSelf()));
            }
            lease.holder()
                    .tell(
                            new LeaseUpdate.Granted(
                                    seen,
                                    lease.sent(),
                                    now(),
                                    start,
                                    widget == null ? leases.rooms(lease.room()) : List.of()));
        }
    }

    private void onRelease(Release release) {
        leases.release(release.holder());
        answerConfirmed();
    }

    private void onConfirm(Confirm confirm) {
        leases.confirm(confirm.holder(), confirm.access());
        answerConfirmed();
    }

    private void answerConfirmed() {
        unconfirmed.removeIf(waiting -> {
            boolean done = settled(waiting.access());
            if (done) {
                reply(waiting.pending(), waiting.answer());
            }
            return done;
        });
    }

    /** A canvas that was born in this life has given no leases in a former one. */
    private boolean settled(long accessRevision) {
        long now = System.nanoTime();
        return leases.settled(accessRevision, now) && (!hadPast || leases.formersGone(now));
    }

    private boolean isDeleted() {
        return state().life() == Life.DELETED;
    }

    private static OperationReply refused(Operation operation, Refusal why, String detail) {
        return new OperationReply.Refused(operation.id(), why, detail, List.of());
    }

    private static ReadReply gone() {
        return new ReadReply.Refused(Refusal.GONE, "the canvas is deleted");
    }
}

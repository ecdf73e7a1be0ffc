package gesso.cluster.canvas;

import gesso.cluster.canvas.Canvas.Life;
import gesso.cluster.live.LiveEntity;
import gesso.cluster.live.Pending;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Confirm;
import gesso.protocol.entity.EntityMessage.Lease;
import gesso.protocol.entity.EntityMessage.Release;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ReceiveBuilder;

/**
 * One canvas: its placements, members and access. What takes rights or a widget away is
 * acknowledged when every room and widget that has a lease knows it, or its lease has run out.
 */
public final class CanvasEntity extends LiveEntity<Canvas, CanvasEvent> {
    private static final Set<String> TAKES_AWAY =
            Set.of(
                    "widget-removed",
                    "layout-reverted",
                    "member-role-changed",
                    "member-removed",
                    "deleted");

    private record Unconfirmed(Pending pending, OperationReply.Accepted answer, long access) {}

    private final String id;
    private final Leases leases = new Leases(System.nanoTime());
    private final List<Unconfirmed> unconfirmed = new ArrayList<>();
    private boolean hadPast;
    private Access access = CanvasViews.access(Canvas.ABSENT);

    public CanvasEntity(String id, Parts<Canvas, CanvasEvent> parts) {
        super(parts);
        this.id = id;
    }

    @Override
    protected ReceiveBuilder<EntityMessage> more(ReceiveBuilder<EntityMessage> builder) {
        return builder.onMessage(Lease.class, this::onLease)
                .onMessage(Release.class, this::onRelease)
                .onMessage(Confirm.class, this::onConfirm);
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
            leases.tellChanged(access, getContext().getSelf());
        }
    }

    @Override
    protected void acknowledge(Pending pending, OperationReply.Accepted accepted) {
        boolean takesAway =
                accepted.events().stream().anyMatch(event -> TAKES_AWAY.contains(event.type()));
        if (!takesAway || settled(access.revision())) {
            reply(pending, accepted);
        } else {
            unconfirmed.add(new Unconfirmed(pending, accepted, access.revision()));
        }
    }

    @Override
    protected boolean needed() {
        return !leases.isEmpty() || !unconfirmed.isEmpty();
    }

    @Override
    protected void tick() {
        leases.expire(System.nanoTime());
        answerConfirmed();
    }

    private Behavior<EntityMessage> onLease(Lease lease) {
        if (defer(lease)) {
            return this;
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
            if (leases.renew(lease, access.revision(), System.nanoTime())) {
                lease.holder().tell(new LeaseUpdate.Changed(seen, getContext().getSelf()));
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
        return this;
    }

    private Behavior<EntityMessage> onRelease(Release release) {
        leases.release(release.holder());
        answerConfirmed();
        return this;
    }

    private Behavior<EntityMessage> onConfirm(Confirm confirm) {
        leases.confirm(confirm.holder(), confirm.access());
        answerConfirmed();
        return this;
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

    private static ReadReply gone() {
        return new ReadReply.Refused(Refusal.GONE, "the canvas is deleted");
    }
}

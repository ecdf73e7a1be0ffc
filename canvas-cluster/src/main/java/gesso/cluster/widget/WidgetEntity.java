package gesso.cluster.widget;

import gesso.cluster.live.LiveEntity;
import gesso.cluster.live.Pending;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Confirm;
import gesso.protocol.entity.EntityMessage.Lease;
import gesso.protocol.entity.EntityMessage.Release;
import gesso.protocol.entity.EntityMessage.Subscribe;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a micro-app. Accepts and shows nothing without a lease of its canvas, and decides
 * under the newest access that the canvas has told: what was authorised under an older one is
 * authorised again here.
 */
public final class WidgetEntity<S, E> extends LiveEntity<Widget<S>, WidgetEvent> {
    private static final long ASK_AGAIN_NANOS = 200_000_000;
    private static final long RENEW_NANOS = LeaseUpdate.RENEW_MILLIS * 1_000_000;

    private record Leased(LeaseUpdate update) implements EntityMessage {}

    /**
     * @param found null when the registry could not say
     */
    private record Learnt<S, E>(
            Specifications.Of of, @Nullable Optional<MicroAppBackend<S, E>> found)
            implements EntityMessage {}

    private final String id;
    private final WidgetRules<S, E> rules;
    private final Consumer<EntityMessage> canvas;
    private final ActorRef<LeaseUpdate> holder;
    private final Decider<S, E> decider;
    private WidgetLease lease = WidgetLease.NONE;
    private @Nullable WidgetStart start;
    private long asked;

    /**
     * @param canvas reaches the canvas that the widget lies on
     * @param specifications by which the backend of {@code rules} decides
     */
    public WidgetEntity(
            WidgetRules<S, E> rules,
            Consumer<EntityMessage> canvas,
            Specifications<S, E> specifications,
            Parts<Widget<S>, WidgetEvent> parts) {
        super(parts);
        this.id = parts.of();
        this.rules = rules;
        this.canvas = canvas;
        this.decider =
                new Decider<>(
                        rules.backend(),
                        wanted ->
                                parts.context()
                                        .pipeToSelf(
                                                specifications.find(wanted),
                                                (found, failed) ->
                                                        new Learnt<>(
                                                                wanted,
                                                                failed == null ? found : null)));
        this.holder = parts.context().messageAdapter(LeaseUpdate.class, Leased::new);
        ask(System.nanoTime());
    }

    @Override
    protected boolean handles(EntityMessage message) {
        if (message instanceof Leased(var update)) {
            onLeased(update);
            return true;
        }
        if (message instanceof Learnt<?, ?> learnt) {
            onLearnt(learnt);
            return true;
        }
        return false;
    }

    @SuppressWarnings("unchecked") // asked above, of the same backend
    private void onLearnt(Learnt<?, ?> learnt) {
        var found = ((Learnt<S, E>) learnt).found();
        if (found != null) {
            decider.learnt(learnt.of(), found);
            whenSettled(this::pump);
        }
    }

    /** Reads need no more than a lease. */
    @Override
    protected boolean open() {
        if (isLeased()) {
            return isDecidable();
        }
        askSoon();
        return false;
    }

    private boolean isDecidable() {
        return start != null && decider.isReady(start, System.nanoTime());
    }

    @Override
    protected boolean serves(EntityMessage message) {
        boolean behind = message instanceof EntityMessage.Read read && isBehind(read.access());
        boolean wantsLease = message instanceof EntityMessage.Read || message instanceof Subscribe;
        if (!wantsLease || (isLeased() && !behind)) {
            return true;
        }
        askSoon();
        return false;
    }

    @Override
    protected boolean holdsBack(Pending pending) {
        if (isBehind(pending.operation().access())) {
            askSoon();
            return true;
        }
        return false;
    }

    @Override
    protected @Nullable OperationReply admit(Operation operation) {
        if (lease.isRemoved(id)) {
            return refused(operation, Refusal.GONE, "the widget is removed");
        }
        var role = lease.access().members().get(operation.user());
        boolean may =
                role != null
                        && operation.command() instanceof WidgetCommand command
                        && rules.opens(command, role);
        if (may) {
            return null;
        }
        if (operation.access() < lease.access().revision()) {
            return new OperationReply.Retry(operation.id(), RETRY_MILLIS);
        }
        return role == null
                ? refused(operation, Refusal.NOT_FOUND, "there is no such canvas")
                : refused(operation, Refusal.FORBIDDEN, "not with the role " + role.code());
    }

    @Override
    protected Command asked(Operation operation) {
        var role = lease.access().members().get(operation.user());
        return role != null && operation.command() instanceof WidgetCommand.App app
                ? new ByRole<>(role, decider.backend(), app)
                : operation.command();
    }

    @Override
    protected @Nullable String appVersion(WidgetEvent event) {
        return event instanceof WidgetEvent.OfApp ? rules.backend().version() : null;
    }

    @Override
    protected void read(EntityMessage.Read read) {
        boolean stranger = !lease.access().members().containsKey(read.user());
        read.replyTo()
                .tell(
                        stranger
                                ? notFound("there is no such canvas")
                                : lease.isRemoved(id)
                                        ? new ReadReply.Refused(
                                                Refusal.GONE, "the widget is removed")
                                        : new ReadReply.State(
                                                held().revision(), held().at(), Json.tree(view())));
    }

    @Override
    protected EntityUpdate.State fresh() {
        return new EntityUpdate.State(id, held().revision(), held().at(), Json.tree(view()));
    }

    @Override
    protected Widget<S> retained(Widget<S> recovered) {
        return start == null ? recovered : recovered.started(start);
    }

    @Override
    protected void tick() {
        long now = System.nanoTime();
        if (now - asked >= RENEW_NANOS) {
            ask(now);
        }
        // An answer of the registry may have been lost.
        if (hasWaiting() && isLeased() && isDecidable()) {
            pump();
        }
    }

    @Override
    protected void stopped() {
        canvas.accept(new Release(holder));
    }

    private void onLeased(LeaseUpdate update) {
        switch (update) {
            case LeaseUpdate.Granted granted -> {
                obey(granted.clock());
                lease = lease.granted(granted.access(), granted.sent());
                if (start == null) {
                    start = Objects.requireNonNull(granted.start());
                    restate(this::retained);
                }
                takeVersion();
                whenSettled(() -> {
                    undefer();
                    pump();
                });
            }
            case LeaseUpdate.Changed(var access, var confirmTo) -> {
                lease = lease.changed(access);
                takeVersion();
                // What is in flight was decided under the old access: nothing of it comes later.
                whenSettled(() -> confirmTo.tell(new Confirm(access.revision(), holder)));
            }
            case LeaseUpdate.Denied(var why) -> {
                lease = WidgetLease.NONE;
                refuseAll(why, "there is no such widget");
            }
        }
    }

    /** An upgrade changes what its canvas says of it; all else of a start stays for ever. */
    private void takeVersion() {
        var own = lease.access().widgets().get(id);
        var from = start;
        if (own != null && from != null && !own.version().equals(from.version())) {
            start =
                    new WidgetStart(
                            from.app(),
                            own.version(),
                            from.backend(),
                            from.config(),
                            from.removed());
        }
        isDecidable(); // asks early for what the first command will need
    }

    private Object view() {
        return rules.view(state(), Objects.requireNonNull(start));
    }

    private boolean isLeased() {
        return lease.holds(System.nanoTime()) && state().start() != null;
    }

    /** The asker knows of a newer access than this widget: the canvas must be asked first. */
    private boolean isBehind(long access) {
        return access > lease.access().revision();
    }

    private void askSoon() {
        long now = System.nanoTime();
        if (now - asked >= ASK_AGAIN_NANOS) {
            ask(now);
        }
    }

    private void ask(long now) {
        asked = now;
        canvas.accept(new Lease(id, now, now(), holder, null));
    }

    private static OperationReply refused(Operation operation, Refusal why, String detail) {
        return new OperationReply.Refused(operation.id(), why, detail, List.of());
    }
}

package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.access.Tokens;
import gesso.protocol.Clients;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.live.ClientFrame;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.FrameCodec.Inbound;
import gesso.protocol.live.ServerFrame;
import gesso.protocol.release.ClusterLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One socket of one person on one canvas: reads what the client says, within its limits, and passes
 * on what the room says, at the client's pace. It takes the next message only when it is done with
 * the one before, so a client that sends too fast waits in its own socket.
 */
public final class Session extends AbstractBehavior<Session.Message> {
    public static final String PROTOCOL = "gesso.v1";

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int RETRY_MILLIS = 1_000;

    /** Others' presence, what has changed and what is known of apps are told anew for it. */
    private static final int JOIN_WEIGHT = 20;

    /** Each of them may have an answer of its own. */
    private static final int WIDGETS_OF_A_MESSAGE = 10;

    public sealed interface Message permits ToSession, Own {}

    /** From the socket's stream, from entities and from itself. */
    sealed interface Own extends Message {}

    record Attached(Consumer<Wire.Out> wire) implements Own {}

    record Arrived(Wire.In message) implements Own {}

    /** The stream has taken the last frame. */
    record Taken() implements Own {}

    record Closed() implements Own {}

    private record Answered(OperationReply reply) implements Own {}

    private record Verified(@Nullable Optional<Tokens.Identity> identity) implements Own {}

    private record Found(List<Inbound> messages, Map<Apps.Wanted, Apps.Found> apps)
            implements Own {}

    private record RoomEnded() implements Own {}

    private record Beat() implements Own {}

    private record GiveUp() implements Own {}

    /** What a session needs of its node. */
    public record Surroundings(
            Function<String, CompletionStage<Optional<Tokens.Identity>>> verify,
            Apps apps,
            Predicate<String> mayCommand,
            EdgeClock clock,
            LiveLimits limits,
            LiveMetrics metrics) {}

    private final Caller caller;
    private final String canvas;
    private final String session = Ids.fresh();
    private final Surroundings around;
    private final LiveLimits limits;
    private final ClusterLevel level;
    private final TimerScheduler<Message> timers;
    private final ActorRef<Admission> opener;
    private final ActorRef<OperationReply> replies;
    private final Outlet outlet;
    private final Unanswered unanswered = new Unanswered();
    private final Allowance allowance;
    private final Map<String, Long> acked = new HashMap<>();
    private final Set<String> suspects = new HashSet<>();
    private @Nullable ActorRef<ToRoom> room;
    private @Nullable String client;
    private Map<Apps.Wanted, Apps.Found> apps = Map.of();
    private Instant expires;
    private boolean ended;
    private boolean streamEnded;

    static Behavior<Message> of(
            Caller caller,
            String canvas,
            Surroundings around,
            ActorRef<Rooms.Message> rooms,
            ActorRef<Admission> opener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers ->
                        new Session(context, timers, caller, canvas, around, rooms, opener)));
    }

    private Session(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Caller caller,
            String canvas,
            Surroundings around,
            ActorRef<Rooms.Message> rooms,
            ActorRef<Admission> opener) {
        super(context);
        this.caller = caller;
        this.canvas = canvas;
        this.around = around;
        this.limits = around.limits();
        this.level = ClusterLevel.get(context.getSystem());
        this.timers = timers;
        this.opener = opener;
        this.expires = caller.expires();
        this.allowance = new Allowance(limits.messagesPerSecond(), limits.messagesBurst());
        this.outlet = new Outlet(session, limits, around.metrics(), this::toRoom);
        this.replies = context.messageAdapter(OperationReply.class, Answered::new);
        timers.startSingleTimer(new GiveUp(), limits.attachTimeout());
        rooms.tell(
                new Rooms.To(
                        canvas,
                        new ToRoom.Enter(
                                session,
                                caller.user(),
                                caller.name(),
                                context.getSelf().narrow())));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Message.class, this::on)
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case ToSession told -> told(told);
            case Attached(var wire) -> {
                outlet.attach(wire);
                timers.cancel(new GiveUp());
                timers.startTimerWithFixedDelay(new Beat(), BEAT);
            }
            case Arrived(var in) -> arrived(in);
            case Found(var messages, var found) -> {
                apps = found;
                handle(messages);
                outlet.next();
            }
            case Taken _ -> outlet.taken();
            case Answered(var reply) -> answered(reply);
            case Verified(var identity) -> verified(identity);
            case Beat _ -> beat();
            case RoomEnded _ -> bye("drain", CloseCode.DRAIN);
            case Closed _ -> {
                streamEnded = true;
                ended = true;
            }
            case GiveUp _ -> ended = true;
        }
        if (ended) {
            return Behaviors.stopped();
        }
        if (!(message instanceof ToSession.Seen)) {
            outlet.flush();
        }
        return this;
    }

    private Behavior<Message> stopped() {
        if (room != null) {
            room.tell(new ToRoom.Leave(session));
        }
        if (!streamEnded) {
            outlet.abandon();
        }
        return this;
    }

    // What the room says

    private void told(ToSession told) {
        switch (told) {
            case ToSession.Entered entered -> entered(entered);
            case ToSession.Turned(var why) -> {
                opener.tell(new Admission.Refused(why));
                ended = true;
            }
            case ToSession.Delta delta -> outlet.delta(delta);
            case ToSession.News(var deltas) -> deltas.forEach(outlet::delta);
            case ToSession.Fresh(var of, var rev, var bytes) -> outlet.fresh(of, rev, bytes);
            case ToSession.Ready(var at) -> outlet.ready(at);
            case ToSession.Told(var bytes) -> outlet.note(bytes);
            case ToSession.Seen(var live) -> outlet.seen(live);
            case ToSession.Bye(var code, var close) -> bye(code, close);
        }
    }

    private void entered(ToSession.Entered entered) {
        room = entered.room();
        getContext().watchWith(entered.room(), new RoomEnded());
        send(hello(entered.role(), entered.at()));
        opener.tell(new Admission.Admitted(getContext().getSelf()));
    }

    private ServerFrame hello(Role role, long at) {
        var user = new ServerFrame.UserOf(caller.user(), caller.name());
        return new ServerFrame.Hello(session, user, role, canvas, at);
    }

    private void toRoom(ToRoom message) {
        if (room != null) {
            room.tell(message);
        }
    }

    // What the client says

    private void arrived(Wire.In in) {
        if (outlet.isClosing()) {
            outlet.next();
            return;
        }
        switch (in) {
            case Wire.In.Text(var text) -> read(FrameCodec.read(text));
            case Wire.In.Binary _ -> {
                if (allowed(1)) {
                    no(null, Refusal.INVALID, "frames are text");
                }
                outlet.next();
            }
            case Wire.In.TooLarge _ -> {
                bye(Refusal.TOO_LARGE.code(), CloseCode.TOO_LARGE);
                outlet.next();
            }
        }
    }

    private void read(List<Inbound> messages) {
        if (!allowed(messages.stream().mapToInt(Session::weight).sum())) {
            outlet.next();
            return;
        }
        var wanted = Orders.wantedBy(messages, canvas);
        if (wanted.isEmpty()) {
            handle(messages);
            outlet.next();
        } else {
            getContext()
                    .pipeToSelf(
                            Orders.find(around.apps(), wanted),
                            (found, _) -> new Found(messages, found == null ? Map.of() : found));
        }
    }

    /** As how many messages it counts: by what it costs the room, which others wait for. */
    private static int weight(Inbound message) {
        return switch (message) {
            case Inbound.Bad _ -> 1;
            case Inbound.Good(var frame) ->
                    switch (frame) {
                        case ClientFrame.Join _ -> JOIN_WEIGHT;
                        case ClientFrame.Watch(var widgets) ->
                                1 + widgets.size() / WIDGETS_OF_A_MESSAGE;
                        case ClientFrame.Unwatch(var widgets) ->
                                1 + widgets.size() / WIDGETS_OF_A_MESSAGE;
                        case ClientFrame.Cmd _,
                                ClientFrame.Live _,
                                ClientFrame.Auth _,
                                ClientFrame.Ping _ ->
                                1;
                    };
        };
    }

    private boolean allowed(int messages) {
        if (allowance.take(messages, System.nanoTime())) {
            return true;
        }
        bye("flood", CloseCode.FLOOD);
        return false;
    }

    private void handle(List<Inbound> messages) {
        for (var message : messages) {
            if (outlet.isClosing()) {
                return;
            }
            switch (message) {
                case Inbound.Bad(var answer) -> send(answer);
                case Inbound.Good(var frame) -> handle(frame);
            }
        }
        pump();
    }

    private void handle(ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Join join -> join(join);
            case ClientFrame.Watch(var widgets) -> {
                if (joined(null)) {
                    toRoom(new ToRoom.Watch(session, widgets));
                }
            }
            case ClientFrame.Unwatch(var widgets) -> {
                if (joined(null)) {
                    outlet.forget(widgets);
                    toRoom(new ToRoom.Unwatch(session, widgets));
                }
            }
            case ClientFrame.Cmd cmd -> command(cmd);
            case ClientFrame.Live(var data) -> show(data);
            case ClientFrame.Auth(var token) ->
                    getContext()
                            .pipeToSelf(
                                    around.verify().apply(token),
                                    (identity, _) -> new Verified(identity));
            case ClientFrame.Ping(var n) -> send(new ServerFrame.Pong(n));
        }
    }

    private void join(ClientFrame.Join join) {
        client = Clients.tab(caller.user(), join.client());
        var known = join.since() == null ? Map.<String, Long>of() : join.since();
        outlet.restart(known);
        toRoom(new ToRoom.Join(session, known, watched(join.watch())));
    }

    private static @Nullable Set<String> watched(@Nullable JsonNode watch) {
        if (watch == null || !watch.isArray()) {
            return null;
        }
        var widgets = new HashSet<String>();
        watch.forEach(widget -> widgets.add(widget.asText()));
        return widgets;
    }

    private boolean joined(@Nullable String id) {
        if (client == null) {
            no(id, Refusal.INVALID, "join comes first");
        }
        return client != null;
    }

    private void show(JsonNode data) {
        if (!joined(null)) {
            return;
        }
        if (Json.bytes(data).length > limits.presenceBytes()) {
            no(
                    null,
                    Refusal.TOO_LARGE,
                    "presence has " + limits.presenceBytes() + " bytes at most");
        } else {
            toRoom(new ToRoom.Show(session, data));
        }
    }

    private void command(ClientFrame.Cmd cmd) {
        if (client == null) {
            no(cmd.id(), Refusal.INVALID, "join comes first");
        } else if (unanswered.size() >= limits.unanswered()
                || !around.mayCommand().test(caller.user())) {
            retry(cmd.id(), RETRY_MILLIS);
        } else {
            switch (Orders.read(cmd, canvas, apps)) {
                case Orders.Read.Good(var command) when !level.allows(command) -> tooNew(cmd.id());
                case Orders.Read.Good(var command) ->
                        unanswered.add(
                                Orders.addressed(
                                        cmd, command, caller, client, session, around.clock()));
                case Orders.Read.No(var why, var detail) -> no(cmd.id(), why, detail);
                case Orders.Read.NotYet _ -> retry(cmd.id(), RETRY_MILLIS);
            }
        }
    }

    private void pump() {
        var batch = unanswered.take(System.nanoTime());
        if (!batch.isEmpty()) {
            toRoom(new ToRoom.Submit(caller.user(), batch, replies));
        }
    }

    private void answered(OperationReply reply) {
        var of = unanswered.answered(reply.op());
        if (of == null) {
            return;
        }
        switch (reply) {
            case OperationReply.Accepted accepted -> {
                around.clock().observe(accepted.at());
                // The last thing that an undo has made may well be a widget's.
                var last = accepted.events().isEmpty() ? of : accepted.events().getLast().of();
                acked.merge(last, accepted.revision(), Math::max);
                send(
                        new ServerFrame.Ack(
                                accepted.op(),
                                accepted.revision(),
                                accepted.at(),
                                accepted.data()));
            }
            case OperationReply.Refused(var op, var why, var detail, _) -> no(op, why, detail);
            case OperationReply.Retry(var op, var after) -> retry(op, after);
        }
        pump();
    }

    private void verified(@Nullable Optional<Tokens.Identity> identity) {
        var renewed =
                identity == null
                        ? Optional.<Tokens.Identity>empty()
                        : identity.filter(one -> one.user().equals(caller.user()));
        if (renewed.isPresent()) {
            expires = renewed.get().expires();
        } else {
            no(null, Refusal.UNAUTHENTICATED, "not a token of the same person");
        }
    }

    // Time

    private void beat() {
        long now = System.nanoTime();
        for (var op : unanswered.expire(now, limits.answerTimeout().toNanos())) {
            retry(op, RETRY_MILLIS);
        }
        pump();
        suspect();
        if (Instant.now().isAfter(expires.plus(limits.expiryGrace()))) {
            bye("expired", CloseCode.EXPIRED);
        } else if (outlet.isStuck(now)) {
            bye("lagging", CloseCode.LAGGING);
        }
    }

    /** An answer whose event has not come for a whole beat: the room may have lost its stream. */
    private void suspect() {
        acked.entrySet().removeIf(one -> !outlet.isBehind(one.getKey(), one.getValue()));
        suspects.retainAll(acked.keySet());
        acked.forEach((of, rev) -> {
            if (!suspects.add(of)) {
                toRoom(new ToRoom.Behind(of, rev));
            }
        });
    }

    // The socket

    private void bye(String code, CloseCode close) {
        if (!outlet.isClosing()) {
            outlet.bye(code, close);
            toRoom(new ToRoom.Leave(session));
            timers.startSingleTimer(new GiveUp(), limits.closeGrace());
        }
    }

    private void no(@Nullable String id, Refusal why, String detail) {
        send(new ServerFrame.No(id, why, detail));
    }

    private void retry(String id, int afterMillis) {
        around.metrics().retry();
        send(new ServerFrame.Retry(id, afterMillis, null));
    }

    private void tooNew(String id) {
        TooNew.withheld();
        send(new ServerFrame.Retry(id, TooNew.RETRY_MILLIS, TooNew.DETAIL));
    }

    private void send(ServerFrame frame) {
        outlet.send(frame);
    }
}

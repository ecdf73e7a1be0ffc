package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.util.ByteString;

/**
 * One canvas on one node: holds the canvas's lease, authorises by its access table, forwards
 * operations in order, follows the canvas and its widgets, and hands every event, encoded once, to
 * each of its sessions. It keeps nothing that is not elsewhere.
 */
public final class Room extends AbstractBehavior<ToRoom> {
    private static final Duration BEAT = Duration.ofMillis(LeaseUpdate.RENEW_MILLIS);

    /** Whoever waits for the lease asks for it, but not more often than this. */
    private static final long ASK_NANOS = Duration.ofMillis(50).toNanos();

    /** What a room needs of its node. */
    record Surroundings(
            String node,
            Entities entities,
            Names names,
            AppStandings standings,
            EdgeClock clock,
            LiveLimits limits,
            LiveMetrics metrics) {}

    private final String canvas;
    private final Surroundings around;
    private final ActorRef<Rooms.Message> rooms;
    private final TimerScheduler<ToRoom> timers;
    private final ActorRef<LeaseUpdate> leaseHolder;
    private final ActorRef<RoomMessage> neighbour;
    private final Gate gate = new Gate();
    private final Held held;
    private final Presence presence;
    private final Audience audience;
    private final Desk desk;
    private List<ActorRef<RoomMessage>> neighbours = List.of();
    private long handled;
    private long askedAt;
    private long idleSince;

    static Behavior<ToRoom> of(String canvas, Surroundings around, ActorRef<Rooms.Message> rooms) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Room(context, timers, canvas, around, rooms)));
    }

    private Room(
            ActorContext<ToRoom> context,
            TimerScheduler<ToRoom> timers,
            String canvas,
            Surroundings around,
            ActorRef<Rooms.Message> rooms) {
        super(context);
        this.canvas = canvas;
        this.around = around;
        this.rooms = rooms;
        this.timers = timers;
        this.leaseHolder = context.messageAdapter(LeaseUpdate.class, ToRoom.Leased::new);
        this.neighbour = context.messageAdapter(RoomMessage.class, ToRoom.Elsewhere::new);
        this.held = new Held(around.limits().held(), around.limits().holdTimeout().toNanos());
        this.presence = new Presence(around.limits(), around.metrics());
        this.desk = new Desk(canvas, gate, around.entities());
        this.audience = new Audience(canvas, gate, around, context);
        timers.startTimerWithFixedDelay(new ToRoom.Beat(), BEAT);
        long now = System.nanoTime();
        idleSince = now;
        askForLease(now);
    }

    @Override
    public Receive<ToRoom> createReceive() {
        return newReceiveBuilder()
                .onMessage(ToRoom.class, this::on)
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<ToRoom> on(ToRoom message) {
        long now = System.nanoTime();
        switch (message) {
            case ToRoom.Counted(var counted) -> {
                handled++;
                on(counted);
            }
            case ToRoom.Enter enter -> fromOutside(new Entry(enter), now);
            case ToRoom.Submit submit -> fromOutside(desk.submission(submit), now);
            case ToRoom.ReadWidget read -> fromOutside(desk.reading(read), now);
            case ToRoom.Authorise asked -> fromOutside(desk.authorisation(asked), now);
            case ToRoom.Leave(var session) -> leave(session, now);
            case ToRoom.Join join -> join(join, now);
            case ToRoom.Watch(var session, var widgets) -> audience.watch(session, widgets, now);
            case ToRoom.Unwatch(var session, var widgets) -> audience.unwatch(session, widgets);
            case ToRoom.Show(var session, var data) -> {
                presence.show(session, data, now);
                presenceChanged();
            }
            case ToRoom.Stall(var session) -> audience.stall(session);
            case ToRoom.Resume resume -> audience.resume(resume, now);
            case ToRoom.Behind(var of, var rev) -> audience.behind(of, rev, now);
            case ToRoom.Updated(var update) -> updated(update, now);
            case ToRoom.Named(var names) -> audience.named(names);
            case ToRoom.TellAll(var frame) -> audience.tellAll(frame);
            case ToRoom.AppsStand(var session, var apps) -> audience.appsStand(session, apps);
            case ToRoom.Leased(var update) -> leased(update, now);
            case ToRoom.Elsewhere(var other) -> {
                presence.hear(other, now);
                presenceChanged();
            }
            case ToRoom.ShowPresence _ -> showPresence(now);
            case ToRoom.TellNews _ -> audience.tellNews(now);
            case ToRoom.Beat _ -> beat(now);
            case ToRoom.Drain _ -> audience.dismiss("drain", CloseCode.DRAIN);
            case ToRoom.Stop _ -> {
                return Behaviors.stopped();
            }
        }
        return this;
    }

    private void fromOutside(Held.Attempt attempt, long now) {
        idleSince = now;
        if (held.pass(attempt, gate.isOpen(now), now) && now - askedAt > ASK_NANOS) {
            askForLease(now);
        }
    }

    private void askForLease(long now) {
        askedAt = now;
        around.entities()
                .canvas(
                        canvas,
                        new EntityMessage.Lease(
                                null, now, around.clock().last(), leaseHolder, neighbour));
    }

    private void leased(LeaseUpdate update, long now) {
        switch (update) {
            case LeaseUpdate.Granted grant -> {
                around.clock().observe(grant.clock());
                greetNeighbours(grant.rooms());
                if (gate.granted(grant)) {
                    accessChanged(grant.access(), now);
                }
                held.granted(grant.sent());
            }
            case LeaseUpdate.Changed change -> {
                if (gate.changed(change)) {
                    accessChanged(change.access(), now);
                }
                var known = gate.access();
                if (known != null && known.revision() >= change.access().revision()) {
                    change.confirmTo()
                            .tell(
                                    new EntityMessage.Confirm(
                                            change.access().revision(), leaseHolder));
                }
            }
            case LeaseUpdate.Denied(var why) -> {
                gate.deny(why);
                held.expire(null);
                audience.dismiss(why.code(), CloseCode.REVOKED);
                stopWhenIdle(now);
            }
        }
    }

    private void accessChanged(Access access, long now) {
        if (access.deleted()) {
            audience.dismiss(Refusal.GONE.code(), CloseCode.REVOKED);
            return;
        }
        for (var seat : audience.seats()) {
            var role = access.members().get(seat.user);
            if (role == null) {
                audience.dismiss(seat, "revoked", CloseCode.REVOKED);
                presence.leave(seat.session);
            } else if (role != seat.role) {
                seat.role = role;
                seat.socket.tell(
                        new ToSession.Told(
                                ByteString.fromArrayUnsafe(
                                        FrameCodec.bytes(new ServerFrame.RoleIs(role)))));
                presence.leave(seat.session);
                showPeer(seat);
            }
        }
        presenceChanged();
        audience.accessChanged(access, now);
    }

    private void join(ToRoom.Join join, long now) {
        var seat = audience.join(join, now);
        if (seat == null) {
            return;
        }
        var peers = presence.all(seat.session);
        if (peers != null) {
            seat.socket.tell(new ToSession.Told(peers));
        }
        var moves = presence.allMoves();
        if (!moves.isEmpty()) {
            audience.show(seat, moves);
            audience.tellEarly(seat);
        }
        showPeer(seat);
        presenceChanged();
        tellNeighbours();
        audience.askStandings(seat.session);
    }

    private void showPeer(Seat seat) {
        if (seat.joined && seat.role.isPeer()) {
            presence.enter(new RoomMessage.Peer(seat.session, seat.user, seat.name, seat.role));
        }
    }

    private void leave(String session, long now) {
        audience.leave(session);
        presence.leave(session);
        presenceChanged();
        if (audience.isEmpty()) {
            idleSince = now;
            tellNeighbours();
        }
    }

    private void presenceChanged() {
        if (presence.hasNews() && !timers.isTimerActive(ToRoom.ShowPresence.class)) {
            timers.startSingleTimer(
                    ToRoom.ShowPresence.class, new ToRoom.ShowPresence(), audience.presenceTick());
        }
    }

    private void showPresence(long now) {
        if (!presence.hasNews()) {
            return;
        }
        var common = presence.news("");
        var moves = presence.takeMoves();
        for (var seat : audience.seats()) {
            if (seat.joined) {
                var news = presence.concerns(seat.session) ? presence.news(seat.session) : common;
                if (news != null) {
                    seat.socket.tell(new ToSession.Told(news));
                }
                var seen = moves.of(seat.session);
                if (!seen.isEmpty()) {
                    audience.show(seat, seen);
                }
            }
        }
        if (!timers.isTimerActive(ToRoom.TellNews.class)) {
            audience.tellNews(now);
        }
        var own = presence.takeOwnMoves();
        if (!own.isEmpty()) {
            var moved = new RoomMessage.Moved(around.node(), own);
            neighbours.forEach(room -> room.tell(moved));
        }
        if (common != null) {
            tellNeighbours();
        }
        presence.settle();
    }

    private void greetNeighbours(List<ActorRef<RoomMessage>> rooms) {
        neighbours = rooms.stream().filter(room -> !room.equals(neighbour)).toList();
        tellNeighbours();
    }

    private void tellNeighbours() {
        if (!neighbours.isEmpty()) {
            var present = new RoomMessage.Present(around.node(), presence.ownPeers());
            neighbours.forEach(room -> room.tell(present));
        }
    }

    private void updated(EntityUpdate update, long now) {
        switch (update) {
            case EntityUpdate.Events(_, var events) -> {
                if (!events.isEmpty()) {
                    around.clock().observe(events.getLast().origin().at());
                }
            }
            case EntityUpdate.State state -> around.clock().observe(state.at());
            case EntityUpdate.Alive _ -> {}
        }
        audience.updated(update, now);
        tellNews(now);
    }

    private void tellNews(long now) {
        var wait = audience.newsWait(now);
        if (wait == null) {
            return;
        }
        if (wait.isZero()) {
            audience.tellNews(now);
        } else if (!timers.isTimerActive(ToRoom.TellNews.class)) {
            timers.startSingleTimer(ToRoom.TellNews.class, new ToRoom.TellNews(), wait);
        }
    }

    private void beat(long now) {
        if (gate.denied() == null) {
            askForLease(now);
        }
        held.expire(now);
        presence.beat(now);
        presenceChanged();
        audience.beat(now);
        stopWhenIdle(now);
    }

    private void stopWhenIdle(long now) {
        boolean old = now - idleSince > around.limits().roomIdle().toNanos();
        if (audience.isEmpty() && held.isEmpty() && (old || gate.denied() != null)) {
            rooms.tell(new Rooms.Idle(canvas, handled, getContext().getSelf()));
        }
    }

    private Behavior<ToRoom> stopped() {
        held.expire(null);
        audience.end();
        around.entities().canvas(canvas, new EntityMessage.Release(leaseHolder));
        var nobody = new RoomMessage.Present(around.node(), List.of());
        neighbours.forEach(room -> room.tell(nobody));
        return this;
    }

    private Refusal whyNot() {
        var denied = gate.denied();
        return denied == null ? Refusal.UNAVAILABLE : denied;
    }

    /** A socket wants in. */
    private final class Entry implements Held.Attempt {
        private final ToRoom.Enter enter;

        Entry(ToRoom.Enter enter) {
            this.enter = enter;
        }

        @Override
        public Object key() {
            return enter.socket();
        }

        @Override
        public boolean made(boolean sure) {
            var refusal = gate.refusesReader(enter.user());
            if (refusal != null) {
                if (sure) {
                    enter.socket().tell(new ToSession.Turned(refusal));
                }
                return sure;
            }
            if (audience.isFull()) {
                enter.socket().tell(new ToSession.Turned(Refusal.UNAVAILABLE));
                return true;
            }
            Role role = gate.role(enter.user()).orElseThrow();
            var seat = new Seat(enter.session(), enter.user(), enter.name(), enter.socket(), role);
            audience.enter(seat);
            enter.socket()
                    .tell(
                            new ToSession.Entered(
                                    role, around.clock().last(), getContext().getSelf()));
            return true;
        }

        @Override
        public void givenUp() {
            enter.socket().tell(new ToSession.Turned(whyNot()));
        }
    }
}

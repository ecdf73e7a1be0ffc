package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.app.Standing;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a room and what each of them hears. Law, for each session and entity: a state or
 * the events after what it has, then every later event, without gap or double; the canvas before
 * any widget; {@code ready} after all that its join asked for.
 */
final class Audience {
    private static final String CANVAS = EventView.CANVAS;

    private final String canvas;
    private final Gate gate;
    private final Room.Surroundings around;
    private final ActorContext<ToRoom> context;
    private final ActorRef<EntityUpdate> subscriber;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, Follow> follows = new HashMap<>();
    private final CanvasStates states = new CanvasStates();
    private final News news;
    private boolean naming;

    Audience(String canvas, Gate gate, Room.Surroundings around, ActorContext<ToRoom> context) {
        this.canvas = canvas;
        this.gate = gate;
        this.around = around;
        this.context = context;
        this.subscriber = context.messageAdapter(EntityUpdate.class, ToRoom.Updated::new);
        this.news = new News(around.limits(), System.nanoTime());
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    boolean isFull() {
        return seats.size() >= around.limits().roomSessions();
    }

    List<Seat> seats() {
        return List.copyOf(seats.values());
    }

    Duration presenceTick() {
        var base = around.limits().presenceTick();
        return base.plusMillis(Math.min(seats.size(), 4 * base.toMillis()));
    }

    void tellAll(ByteString frame) {
        for (var seat : seats.values()) {
            if (seat.joined) {
                seat.socket.tell(new ToSession.Told(frame));
            }
        }
    }

    /**
     * How the apps of the canvas stand: told after the states that a join asked for, and {@code
     * ready}.
     */
    void askStandings(String session) {
        var access = gate.access();
        if (access == null || access.widgets().isEmpty()) {
            return;
        }
        var apps =
                access.widgets().values().stream()
                        .filter(widget -> !widget.removed())
                        .map(Access.WidgetAccess::app)
                        .collect(Collectors.toSet());
        context.pipeToSelf(
                around.standings().of(apps), (found, _) -> new ToRoom.AppsStand(session, found));
    }

    void appsStand(String session, @Nullable Map<String, Standing> apps) {
        var seat = seats.get(session);
        if (seat == null || apps == null || apps.isEmpty()) {
            return;
        }
        var frame = bytes(new ServerFrame.Registry(apps));
        if (seat.owesReady) {
            seat.standing = frame;
        } else {
            seat.socket.tell(new ToSession.Told(frame));
        }
    }

    void enter(Seat seat) {
        seats.put(seat.session, seat);
    }

    void leave(String session) {
        seats.remove(session);
    }

    void dismiss(String code, CloseCode close) {
        seats().forEach(seat -> dismiss(seat, code, close));
    }

    void dismiss(Seat seat, String code, CloseCode close) {
        seats.remove(seat.session);
        seat.socket.tell(new ToSession.Bye(code, close));
    }

    @Nullable Seat join(ToRoom.Join join, long now) {
        var seat = seats.get(join.session());
        if (seat != null) {
            seat.join(join.since(), join.watch(), now);
            expectAll(seat);
            settle(seat, now);
        }
        return seat;
    }

    void watch(String session, List<String> widgets, long now) {
        var seat = seats.get(session);
        if (seat == null) {
            return;
        }
        for (var widget : widgets) {
            boolean isHere = gate.widget(widget).isPresent();
            seat.watch(widget, isHere);
            if (isHere) {
                seat.expect(widget);
            } else {
                var no = new ServerFrame.No(null, Refusal.NOT_FOUND, "no widget " + widget);
                seat.socket.tell(new ToSession.Told(bytes(no)));
            }
        }
        settle(seat, now);
    }

    void unwatch(String session, List<String> widgets) {
        var seat = seats.get(session);
        if (seat != null) {
            widgets.forEach(widget -> seat.unwatch(widget, gate.widget(widget).isPresent()));
        }
    }

    void stall(String session) {
        var seat = seats.get(session);
        if (seat != null) {
            seat.stalled = true;
            seat.live.clear();
        }
    }

    void resume(ToRoom.Resume resume, long now) {
        var seat = seats.get(resume.session());
        if (seat != null) {
            seat.restart(resume.since());
            seat.owesReady |= resume.ready();
            expectAll(seat);
            settle(seat, now);
        }
    }

    void behind(String of, long rev, long now) {
        var follow = follows.get(of);
        if (follow != null) {
            follow.behind(rev, now);
        }
    }

    void accessChanged(Access access, long now) {
        access.widgets()
                .forEach((widget, state) -> {
                    if (state.removed()) {
                        drop(widget, now);
                    }
                });
        for (var seat : seats()) {
            if (seat.joined && !seat.stalled) {
                expectAll(seat);
                settle(seat, now);
            }
        }
    }

    void updated(EntityUpdate update, long now) {
        var follow = follows.get(update.of());
        if (follow == null) {
            return;
        }
        switch (update) {
            case EntityUpdate.Events events -> {
                var entries = follow.events(events, event -> bytes(FrameCodec.ev(event)), now);
                if (!entries.isEmpty()) {
                    news.add(new ToSession.Delta(update.of(), entries));
                }
            }
            case EntityUpdate.State state -> {
                if (follow.state(state, now)) {
                    for (var seat : seats.values()) {
                        if (seat.live.remove(update.of())) {
                            seat.pending.add(update.of());
                            seat.since.remove(update.of());
                        }
                    }
                }
                learnNames(follow.tail().state());
            }
            case EntityUpdate.Alive alive -> follow.alive(alive, now);
        }
        settleAll(update.of(), now);
    }

    /** How long to wait until the news are told; null when there are none. */
    @Nullable Duration newsWait(long now) {
        return news.isEmpty() ? null : news.left(seats.size(), now);
    }

    /** Tells everybody what was collected and shown. */
    void tellNews(long now) {
        news.tell(seats.values(), now);
    }

    /** Tells one of them before the others. */
    void tellEarly(Seat seat) {
        news.tellEarly(seat);
    }

    /** Passes presence on; the session keeps it for what is told next. */
    void show(Seat seat, Map<String, ByteString> moves) {
        seat.socket.tell(new ToSession.Seen(moves));
        seat.shown = true;
    }

    void named(Map<String, String> names) {
        naming = false;
        states.name(names);
        settleAll(CANVAS, System.nanoTime());
    }

    void beat(long now) {
        follows.values().forEach(follow -> follow.beat(now));
        for (var seat : seats()) {
            boolean late = now - seat.joinedAt > around.limits().readyTimeout().toNanos();
            if (seat.owesReady && late && !seat.stalled && !seat.pending.contains(CANVAS)) {
                ready(seat);
            }
        }
    }

    /** Entities see the room go by themselves: to tell them would wake those that sleep. */
    void end() {
        dismiss("drain", CloseCode.DRAIN);
    }

    private void expectAll(Seat seat) {
        if (!seat.joined) {
            return;
        }
        seat.expect(CANVAS);
        var access = gate.access();
        if (access != null) {
            access.widgets()
                    .forEach((widget, state) -> {
                        if (!state.removed() && seat.wants(widget)) {
                            seat.expect(widget);
                        }
                    });
        }
    }

    private void settleAll(String of, long now) {
        for (var seat : seats.values()) {
            if (seat.pending.contains(of)) {
                settle(seat, now);
            }
        }
    }

    private void settle(Seat seat, long now) {
        if (seat.stalled || !seat.joined) {
            return;
        }
        news.tellEarly(seat);
        if (seat.pending.contains(CANVAS) && !lead(seat, CANVAS, now)) {
            // Its widgets wake up meanwhile.
            seat.pending.forEach(of -> follow(of, seat, now));
            return;
        }
        for (var of : List.copyOf(seat.pending)) {
            lead(seat, of, now);
        }
        if (seat.pending.isEmpty() && seat.owesReady) {
            ready(seat);
        }
    }

    private void ready(Seat seat) {
        seat.owesReady = false;
        seat.socket.tell(new ToSession.Ready(around.clock().last()));
        if (seat.standing != null) {
            seat.socket.tell(new ToSession.Told(seat.standing));
            seat.standing = null;
        }
    }

    /** Leads a session from what it has to the present, or asks for what that takes. */
    private boolean lead(Seat seat, String of, long now) {
        var follow = follow(of, seat, now);
        if (follow == null || !follow.tail().isKnown()) {
            return false;
        }
        var tail = follow.tail();
        var since = seat.since.get(of);
        if (since != null && tail.covers(since)) {
            follow(seat, of, tail.after(since));
            return true;
        }
        var state = tail.state();
        boolean future = since != null && since > tail.rev() && isDoubtful(seat, of, follow);
        boolean old =
                state != null
                        && state.rev() < tail.rev()
                        && seat.afresh.contains(of)
                        && isDoubtful(seat, of, follow);
        if (state == null || future || old || (of.equals(CANVAS) && naming)) {
            if (state == null || future || old) {
                follow.wantState(now);
            }
            return false;
        }
        var encoded = of.equals(CANVAS) ? states.canvas(state, seat.role) : states.widget(state);
        seat.socket.tell(new ToSession.Fresh(of, state.rev(), encoded));
        follow(seat, of, tail.after(state.rev()));
        return true;
    }

    /**
     * A reader who knows more than this room: its own stream may be lost, unnoticed as yet. Only
     * the entity's word after that counts, or the reader would be led back into the past.
     */
    private static boolean isDoubtful(Seat seat, String of, Follow follow) {
        int before = seat.doubted.computeIfAbsent(of, _ -> follow.told());
        return follow.told() == before;
    }

    private void follow(Seat seat, String of, List<Tail.Entry> missing) {
        if (!missing.isEmpty()) {
            seat.socket.tell(new ToSession.Delta(of, missing));
        }
        seat.pending.remove(of);
        seat.afresh.remove(of);
        seat.live.add(of);
    }

    private @Nullable Follow follow(String of, Seat seat, long now) {
        var known = follows.get(of);
        if (known != null) {
            return known;
        }
        var backend = gate.widget(of).map(Access.WidgetAccess::backend).orElse("");
        if (!of.equals(CANVAS) && gate.widget(of).isEmpty()) {
            return null;
        }
        var limits = around.limits();
        var follow =
                new Follow(
                        backend,
                        new Tail(limits.tailEvents(), limits.tailBytes()),
                        since -> tell(of, backend, new EntityMessage.Subscribe(since, subscriber)),
                        limits.silenceTimeout().toNanos());
        follows.put(of, follow);
        follow.start(seat.since.getOrDefault(of, -1L), now);
        return follow;
    }

    private void drop(String of, long now) {
        tellNews(now);
        states.forget(of);
        for (var seat : seats.values()) {
            seat.forget(of);
        }
        var follow = follows.remove(of);
        if (follow != null) {
            tell(of, follow.backend(), new EntityMessage.Unsubscribe(subscriber));
        }
    }

    private void tell(String of, String backend, EntityMessage message) {
        if (of.equals(CANVAS)) {
            around.entities().canvas(canvas, message);
        } else {
            around.entities().widget(canvas, of, backend, message);
        }
    }

    private void learnNames(EntityUpdate.@Nullable State state) {
        if (state == null || !state.of().equals(CANVAS) || naming) {
            return;
        }
        Set<String> strangers = states.strangers(state);
        if (strangers.isEmpty()) {
            return;
        }
        states.ask(strangers);
        naming = true;
        var asked =
                around.names()
                        .of(strangers)
                        .toCompletableFuture()
                        .copy()
                        .completeOnTimeout(
                                Map.of(),
                                around.limits().namesTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
        context.pipeToSelf(
                asked, (names, failure) -> new ToRoom.Named(names == null ? Map.of() : names));
    }

    private static ByteString bytes(ServerFrame frame) {
        return ByteString.fromArrayUnsafe(FrameCodec.bytes(frame));
    }
}

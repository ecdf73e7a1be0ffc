package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.Access;
import gesso.protocol.entity.Access.WidgetAccess;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityUpdate;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.LeaseUpdate;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.widget.WidgetCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A room between a canvas and a widget that the test plays itself. */
final class RoomTest {
    private static final String CANVAS = "canvas-1";
    private static final Duration SHORT = Duration.ofMillis(250);
    private static ActorTestKit kit;

    private TestProbe<EntityMessage> canvas;
    private TestProbe<EntityMessage> widget;
    private TestProbe<Rooms.Message> rooms;
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private ActorRef<ToRoom> room;
    private EntityMessage.Lease lease;

    @BeforeAll
    static void start() {
        kit =
                ActorTestKit.create(
                        ConfigFactory.parseString(
                                        """
                                        gesso.limits.live.hold-timeout = 1500ms
                                        gesso.limits.live.silence-timeout = 1500ms
                                        gesso.limits.live.ready-timeout = 1s
                                        pekko.actor.provider = local
                                        """)
                                .withFallback(ConfigFactory.parseResources("http.conf"))
                                .withFallback(ConfigFactory.load())
                                .resolve());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @BeforeEach
    void room() {
        canvas = kit.createTestProbe();
        widget = kit.createTestProbe();
        rooms = kit.createTestProbe();
        Entities entities =
                (type, id, message) -> {
                    types.add(type.name());
                    (id.equals(CANVAS) ? canvas : widget).ref().tell(message);
                };
        var around =
                new Room.Surroundings(
                        "here",
                        entities,
                        _ -> CompletableFuture.completedFuture(Map.of("ada", "Ada")),
                        _ -> CompletableFuture.completedFuture(Map.of()),
                        new EdgeClock(),
                        LiveLimits.of(kit.system().settings().config()),
                        new LiveMetrics(new SimpleMeterRegistry()));
        room = kit.spawn(Room.of(CANVAS, around, rooms.ref()));
        lease = canvas.expectMessageClass(EntityMessage.Lease.class);
    }

    private static Access access(long revision, Map<String, Role> members) {
        return new Access(
                revision,
                members,
                Map.of("w", new WidgetAccess("todo", "1", "todo", false)),
                false);
    }

    private void grant(EntityMessage.Lease asked, Access access) {
        asked.holder().tell(new LeaseUpdate.Granted(access, asked.sent(), 1, null, List.of()));
    }

    private static final Map<String, Role> ADA = Map.of("ada", Role.EDITOR);

    private static ToRoom.Addressed command(String id, String to, Command command) {
        return new ToRoom.Addressed(
                to,
                new Operation(
                        id, "c", null, "ada", null, "x", null, null, null, "s", false, 0, 0,
                        command));
    }

    private TestProbe<OperationReply> submit(ToRoom.Addressed... operations) {
        var replies = kit.<OperationReply>createTestProbe();
        room.tell(new ToRoom.Submit("ada", List.of(operations), replies.ref()));
        return replies;
    }

    private static final Command RENAME = new CanvasCommand.Rename("T");
    private static final Command ADD = new WidgetCommand.App("todo.add", Json.object());

    /** Leases are asked for all the time: what else comes. */
    private <T extends EntityMessage> T next(TestProbe<EntityMessage> probe, Class<T> type) {
        return type.cast(
                probe.fishForMessage(
                                Duration.ofSeconds(5),
                                message ->
                                        type.isInstance(message)
                                                ? FishingOutcomes.complete()
                                                : FishingOutcomes.continueAndIgnore())
                        .getLast());
    }

    private TestProbe<ToSession> enter(String session) {
        var socket = kit.<ToSession>createTestProbe();
        room.tell(new ToRoom.Enter(session, "ada", "Ada", socket.ref()));
        socket.expectMessageClass(ToSession.Entered.class);
        return socket;
    }

    private static EventView event(String of, long rev) {
        var origin =
                new Origin(
                        "op" + rev, "c", null, "ada", null, "x", null, null, null, null, "s", rev);
        return new EventView(of, rev, origin, "renamed", Json.object().put("title", "T"));
    }

    private static EntityUpdate.State state(String of, long rev) {
        return new EntityUpdate.State(of, rev, rev, Json.object().put("rev", rev));
    }

    @Test
    @DisplayName("[ED-L10] without a lease operations wait a little and get retry")
    void noLease() {
        var replies = submit(command("1", "canvas", RENAME));
        assertThat(replies.receiveMessage(Duration.ofSeconds(5)))
                .isInstanceOf(OperationReply.Retry.class);
    }

    @Test
    @DisplayName("[ED-L10] a lease runs from when it was asked for: a late grant is none")
    void lateGrant() {
        var old = System.nanoTime() - Duration.ofSeconds(4).toNanos();
        lease.holder().tell(new LeaseUpdate.Granted(access(1, ADA), old, 1, null, List.of()));
        var replies = submit(command("1", "canvas", RENAME));
        assertThat(replies.receiveMessage(Duration.ofSeconds(5)))
                .isInstanceOf(OperationReply.Retry.class);
    }

    @Test
    @DisplayName("[ED-L10] what comes together goes to each entity as one message, in order")
    void batches() {
        grant(lease, access(7, ADA));
        submit(
                command("1", "canvas", RENAME),
                command("2", "w", ADD),
                command("3", "canvas", RENAME),
                command("4", "w", ADD));
        var toCanvas = next(canvas, EntityMessage.Execute.class).operations();
        assertThat(toCanvas.stream().map(Operation::id)).containsExactly("1", "3");
        var toWidget = next(widget, EntityMessage.Execute.class).operations();
        assertThat(toWidget.stream().map(Operation::id)).containsExactly("2", "4");
        assertThat(toWidget.stream().map(Operation::access)).containsOnly(7L);
    }

    @Test
    @DisplayName(
            "[ED-L10] a refusal is given only by a table that was asked for after the question")
    void freshTable() {
        grant(lease, access(1, Map.of()));
        var replies = submit(command("1", "canvas", RENAME));
        replies.expectNoMessage(Duration.ofMillis(20));
        grant(next(canvas, EntityMessage.Lease.class), access(2, ADA));
        next(canvas, EntityMessage.Execute.class);
        replies.expectNoMessage(SHORT);

        var other = kit.<OperationReply>createTestProbe();
        room.tell(new ToRoom.Submit("eve", List.of(command("1", "canvas", RENAME)), other.ref()));
        grant(next(canvas, EntityMessage.Lease.class), access(2, ADA));
        grant(next(canvas, EntityMessage.Lease.class), access(2, ADA));
        var refused = (OperationReply.Refused) other.receiveMessage();
        assertThat(refused.why()).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName(
            "[ED-L10] [X5] a change of access is confirmed, and nothing passes under the old one")
    void revocation() {
        grant(lease, access(1, ADA));
        var socket = enter("s1");
        var confirmed = kit.<EntityMessage>createTestProbe();
        lease.holder()
                .tell(
                        new LeaseUpdate.Changed(
                                access(2, Map.of("ada", Role.VIEWER)), confirmed.ref()));
        assertThat(confirmed.expectMessageClass(EntityMessage.Confirm.class).access()).isEqualTo(2);
        socket.expectMessageClass(ToSession.Told.class);
        var replies = submit(command("1", "canvas", RENAME));
        grant(next(canvas, EntityMessage.Lease.class), access(2, Map.of("ada", Role.VIEWER)));
        grant(next(canvas, EntityMessage.Lease.class), access(2, Map.of("ada", Role.VIEWER)));
        assertThat(((OperationReply.Refused) replies.receiveMessage()).why())
                .isEqualTo(Refusal.FORBIDDEN);
        lease.holder().tell(new LeaseUpdate.Changed(access(3, Map.of()), confirmed.ref()));
        var bye = socket.expectMessageClass(ToSession.Bye.class);
        assertThat(bye.close()).isEqualTo(CloseCode.REVOKED);
    }

    private EntityMessage.Subscribe joined(TestProbe<ToSession> socket, String session) {
        room.tell(new ToRoom.Join(session, Map.of(), Set.of()));
        var subscribe = next(canvas, EntityMessage.Subscribe.class);
        subscribe.subscriber().tell(new EntityUpdate.State("canvas", 5, 5, Json.object()));
        assertThat(socket.expectMessageClass(ToSession.Fresh.class).rev()).isEqualTo(5);
        socket.expectMessageClass(ToSession.Ready.class);
        return subscribe;
    }

    @Test
    @DisplayName("[ED-L2] each event is encoded once: everybody gets the same bytes")
    void encodedOnce() {
        grant(lease, access(1, ADA));
        var one = enter("s1");
        var subscribe = joined(one, "s1");
        var two = enter("s2");
        room.tell(new ToRoom.Join("s2", Map.of(), Set.of()));
        fish(two, ToSession.Ready.class);
        subscribe.subscriber().tell(events("canvas", 6));
        var first = fishDelta(one);
        var second = fishDelta(two);
        assertThat(first.entries().getFirst().bytes())
                .isSameAs(second.entries().getFirst().bytes());
    }

    private static <T extends ToSession> T fish(TestProbe<ToSession> probe, Class<T> type) {
        return type.cast(
                probe.fishForMessage(
                                Duration.ofSeconds(15),
                                message ->
                                        type.isInstance(message)
                                                ? FishingOutcomes.complete()
                                                : FishingOutcomes.continueAndIgnore())
                        .getLast());
    }

    private static ToSession.Delta fishDelta(TestProbe<ToSession> probe) {
        return fish(probe, ToSession.News.class).deltas().getFirst();
    }

    private static EntityUpdate.Events events(String of, long... revisions) {
        return new EntityUpdate.Events(
                of, java.util.Arrays.stream(revisions).mapToObj(rev -> event(of, rev)).toList());
    }

    @Test
    @DisplayName(
            "[ED-L11] a gap, a heartbeat ahead, or silence: subscribed anew from what is there")
    void lost() {
        grant(lease, access(1, ADA));
        var socket = enter("s1");
        var first = joined(socket, "s1");
        first.subscriber().tell(events("canvas", 8));
        assertThat(next(canvas, EntityMessage.Subscribe.class).since()).isEqualTo(5);
        first.subscriber().tell(events("canvas", 6, 7, 8));
        assertThat(fishDelta(socket).entries()).hasSize(3);
        first.subscriber().tell(events("canvas", 7, 8));
        socket.expectNoMessage(SHORT);

        first.subscriber().tell(new EntityUpdate.Alive("canvas", 9));
        assertThat(next(canvas, EntityMessage.Subscribe.class).since()).isEqualTo(8);
        first.subscriber().tell(events("canvas", 9));
        fishDelta(socket);

        assertThat(next(canvas, EntityMessage.Subscribe.class).since()).isEqualTo(9);
        first.subscriber().tell(state("canvas", 20));
        assertThat(fish(socket, ToSession.Fresh.class).rev()).isEqualTo(20);
    }

    @Test
    @DisplayName(
            "[ED-L11] who knows more than a room that lost its stream is not led back: the entity is asked first")
    void readerIsAhead() {
        grant(lease, access(1, ADA));
        var one = enter("s1");
        var subscribe = joined(one, "s1");
        var two = enter("s2");
        room.tell(new ToRoom.Join("s2", Map.of("canvas", 9L), Set.of()));
        assertThat(next(canvas, EntityMessage.Subscribe.class).since()).isNegative();
        subscribe.subscriber().tell(events("canvas", 6));
        fishDelta(one);
        subscribe.subscriber().tell(state("canvas", 12));
        assertThat(fish(two, ToSession.Fresh.class).rev()).isEqualTo(12);
        assertThat(fish(one, ToSession.Fresh.class).rev()).isEqualTo(12);
        var three = enter("s3");
        room.tell(new ToRoom.Join("s3", Map.of("canvas", 50L), Set.of()));
        assertThat(next(canvas, EntityMessage.Subscribe.class).since()).isNegative();
        subscribe.subscriber().tell(state("canvas", 12));
        assertThat(fish(three, ToSession.Fresh.class).rev()).isEqualTo(12);
    }

    @Test
    @DisplayName(
            "[ED-L11] who watches a widget anew gets its present state, not an old one with events")
    void watchedAnew() {
        grant(lease, access(1, ADA));
        var socket = enter("s1");
        room.tell(new ToRoom.Join("s1", Map.of(), null));
        next(canvas, EntityMessage.Subscribe.class).subscriber().tell(state("canvas", 5));
        fish(socket, ToSession.Fresh.class);
        var toWidget = next(widget, EntityMessage.Subscribe.class);
        toWidget.subscriber().tell(state("w", 3));
        fish(socket, ToSession.Fresh.class);
        toWidget.subscriber().tell(events("w", 4, 5));
        fishDelta(socket);

        room.tell(new ToRoom.Unwatch("s1", List.of("w")));
        room.tell(new ToRoom.Watch("s1", List.of("w")));
        assertThat(next(widget, EntityMessage.Subscribe.class).since()).isNegative();
        toWidget.subscriber().tell(state("w", 5));
        assertThat(fish(socket, ToSession.Fresh.class).rev()).isEqualTo(5);
    }

    @Test
    @DisplayName("[ED-L2] a widget that does not answer does not keep ready back for ever")
    void silentWidget() {
        grant(lease, access(1, ADA));
        var socket = enter("s1");
        room.tell(new ToRoom.Join("s1", Map.of(), null));
        var toCanvas = next(canvas, EntityMessage.Subscribe.class);
        var toWidget = next(widget, EntityMessage.Subscribe.class);
        toCanvas.subscriber().tell(state("canvas", 5));
        fish(socket, ToSession.Fresh.class);
        fish(socket, ToSession.Ready.class);
        toWidget.subscriber().tell(state("w", 3));
        assertThat(fish(socket, ToSession.Fresh.class).of()).isEqualTo("w");
    }

    @Test
    @DisplayName("[ED-L5] people on other nodes are seen, and forgotten when their node is silent")
    void otherNodes() {
        var neighbour = kit.<RoomMessage>createTestProbe();
        var own = lease.room();
        assertThat(own).isNotNull();
        lease.holder()
                .tell(
                        new LeaseUpdate.Granted(
                                access(1, ADA), lease.sent(), 1, null, List.of(neighbour.ref())));
        var socket = enter("s1");
        joined(socket, "s1");
        var told =
                neighbour.fishForMessage(
                        Duration.ofSeconds(5),
                        message ->
                                message instanceof RoomMessage.Present(_, var peers)
                                                && !peers.isEmpty()
                                        ? FishingOutcomes.complete()
                                        : FishingOutcomes.continueAndIgnore());
        assertThat(told.getLast()).isInstanceOf(RoomMessage.Present.class);
        var bob = new RoomMessage.Peer("s9", "bob", "Bob", Role.VIEWER);
        if (own != null) {
            own.tell(new RoomMessage.Present("there", List.of(bob)));
        }
        assertThat(fish(socket, ToSession.Told.class).bytes().utf8String()).contains("Bob");
        assertThat(fish(socket, ToSession.Told.class).bytes().utf8String())
                .contains("\"out\":[\"s9\"]");
    }

    @Test
    @DisplayName("[ED-L11] a widget is spoken to by its own backend's shards, to the last")
    void shardTypes() {
        grant(lease, access(1, ADA));
        var socket = enter("s1");
        room.tell(new ToRoom.Join("s1", Map.of(), null));
        next(widget, EntityMessage.Subscribe.class);
        var confirmed = kit.<EntityMessage>createTestProbe();
        var gone = Map.of("w", new WidgetAccess("todo", "1", "todo", true));
        lease.holder()
                .tell(new LeaseUpdate.Changed(new Access(2, ADA, gone, false), confirmed.ref()));
        next(widget, EntityMessage.Unsubscribe.class);
        lease.holder().tell(new LeaseUpdate.Denied(Refusal.GONE));
        fish(socket, ToSession.Bye.class);
        room.tell(new ToRoom.Stop());
        next(canvas, EntityMessage.Release.class);
        assertThat(types).containsOnly("canvas", "widget-todo");
    }

    @Test
    @DisplayName("[ED-L10] a canvas that there is not turns everybody away, and its room goes")
    void nowhere() {
        var socket = kit.<ToSession>createTestProbe();
        room.tell(new ToRoom.Enter("s1", "ada", "Ada", socket.ref()));
        lease.holder().tell(new LeaseUpdate.Denied(Refusal.NOT_FOUND));
        assertThat(socket.expectMessageClass(ToSession.Turned.class).why())
                .isEqualTo(Refusal.NOT_FOUND);
        rooms.expectMessageClass(Rooms.Idle.class);
    }
}

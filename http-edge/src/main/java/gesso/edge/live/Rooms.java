package gesso.edge.live;

import gesso.edge.access.Caller;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityMessage;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of this node by canvas. Messages to a room go through here, so that none is lost to a
 * room that is about to stop. While the node drains nobody new is let in.
 */
public final class Rooms extends AbstractBehavior<Rooms.Message> {

    public sealed interface Message {}

    /** To the room of a canvas, which is started when it is not there. */
    public record To(String canvas, ToRoom message) implements Message {}

    /** To a canvas itself, past its room: it knows its members, and strangers have no room. */
    record ToCanvas(String canvas, EntityMessage message) implements Message {}

    /** An encoded frame for everybody on this node. */
    public record Tell(ByteString frame) implements Message {}

    /** A socket is wanted. */
    public record Open(Caller caller, String canvas, ActorRef<Admission> replyTo)
            implements Message {}

    /** Says bye to every socket; answered when all are gone. */
    public record Drain(ActorRef<Done> replyTo) implements Message {}

    /** A room has nothing to do, having handled so many messages from outside. */
    record Idle(String canvas, long handled, ActorRef<ToRoom> room) implements Message {}

    private record Ended(String canvas, ActorRef<ToRoom> room) implements Message {}

    private record Left() implements Message {}

    private static final class Known {
        final ActorRef<ToRoom> room;
        long sent;

        Known(ActorRef<ToRoom> room) {
            this.room = room;
        }
    }

    private final Room.Surroundings around;
    private final Session.Surroundings ofSessions;
    private final LiveMetrics metrics;
    private final Map<String, Known> rooms = new HashMap<>();
    private int sessions;
    private @Nullable ActorRef<Done> drained;

    public static Behavior<Message> of(
            Room.Surroundings around, Session.Surroundings ofSessions, LiveMetrics metrics) {
        return Behaviors.setup(context -> new Rooms(context, around, ofSessions, metrics));
    }

    private Rooms(
            ActorContext<Message> context,
            Room.Surroundings around,
            Session.Surroundings ofSessions,
            LiveMetrics metrics) {
        super(context);
        this.around = around;
        this.ofSessions = ofSessions;
        this.metrics = metrics;
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onMessage(Message.class, this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case To(var canvas, var inner) -> forward(canvas, inner);
            case ToCanvas(var canvas, var inner) -> around.entities().canvas(canvas, inner);
            case Tell(var frame) ->
                    rooms.values().forEach(known -> known.room.tell(new ToRoom.TellAll(frame)));
            case Open open -> open(open);
            case Idle(var canvas, var handled, var room) -> idle(canvas, handled, room);
            case Ended(var canvas, var room) -> ended(canvas, room);
            case Left _ -> {
                sessions--;
                metrics.sockets(sessions);
                finishDrain();
            }
            case Drain(var replyTo) -> {
                drained = replyTo;
                rooms.values().forEach(known -> known.room.tell(new ToRoom.Drain()));
                finishDrain();
            }
        }
        return this;
    }

    private void open(Open open) {
        if (drained != null) {
            open.replyTo().tell(new Admission.Refused(Refusal.UNAVAILABLE));
            return;
        }
        sessions++;
        metrics.sockets(sessions);
        var session =
                getContext()
                        .spawnAnonymous(
                                Session.of(
                                        open.caller(),
                                        open.canvas(),
                                        ofSessions,
                                        getContext().getSelf(),
                                        open.replyTo()));
        getContext().watchWith(session, new Left());
    }

    private void forward(String canvas, ToRoom message) {
        var known = rooms.computeIfAbsent(canvas, this::start);
        known.sent++;
        known.room.tell(new ToRoom.Counted(message));
    }

    private Known start(String canvas) {
        var room =
                getContext()
                        .spawnAnonymous(
                                Behaviors.supervise(Room.of(canvas, around, getContext().getSelf()))
                                        .onFailure(SupervisorStrategy.stop()));
        getContext().watchWith(room, new Ended(canvas, room));
        metrics.rooms(rooms.size() + 1);
        return new Known(room);
    }

    private void idle(String canvas, long handled, ActorRef<ToRoom> room) {
        var known = rooms.get(canvas);
        // Something is on its way to it: it is not idle.
        if (known != null && known.room.equals(room) && known.sent == handled) {
            rooms.remove(canvas);
            room.tell(new ToRoom.Stop());
        }
    }

    private void ended(String canvas, ActorRef<ToRoom> room) {
        var known = rooms.get(canvas);
        if (known != null && known.room.equals(room)) {
            rooms.remove(canvas);
        }
        metrics.rooms(rooms.size());
    }

    private void finishDrain() {
        if (drained != null && sessions == 0) {
            drained.tell(Done.getInstance());
        }
    }
}

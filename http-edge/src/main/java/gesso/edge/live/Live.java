package gesso.edge.live;

import gesso.edge.Foundation;
import gesso.edge.http.RateLimits;
import gesso.protocol.app.Standing;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Levels;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/** The live path of this node, wired: its rooms, its way to the entities, its clock. */
public final class Live {
    private final Foundation edge;
    private final EdgeClock clock = new EdgeClock();
    private final ActorRef<Rooms.Message> rooms;
    private final LiveSocket socket;

    public Live(
            Foundation edge,
            Entities entities,
            Names names,
            Apps apps,
            AppStandings standings,
            LiveLimits limits,
            MeterRegistry registry) {
        this.edge = edge;
        var metrics = new LiveMetrics(registry);
        var ofRooms =
                new Room.Surroundings(
                        node(edge.system()), entities, names, standings, clock, limits, metrics);
        var ofSessions =
                new Session.Surroundings(
                        edge.tokens()::verify,
                        apps,
                        user -> edge.rates().take(RateLimits.Kind.COMMAND, user, 1).isEmpty(),
                        clock,
                        limits,
                        metrics);
        rooms =
                edge.system()
                        .systemActorOf(
                                Rooms.of(ofRooms, ofSessions, metrics), "rooms", Props.empty());
        socket = new LiveSocket(edge, rooms, limits);
        edge.drain()
                .before(() ->
                        AskPattern.ask(
                                rooms,
                                Rooms.Drain::new,
                                edge.settings().drainTimeout(),
                                edge.system().scheduler()));
    }

    public EdgeClock clock() {
        return clock;
    }

    /** Whether every node can close the present of a canvas. */
    public boolean closesPresent() {
        return ClusterLevel.get(edge.system()).least() >= Levels.PRESENT;
    }

    /** Whether every member of the cluster can read this command. */
    public boolean allows(Command command) {
        return ClusterLevel.get(edge.system()).allows(command);
    }

    /** Tells everybody on this node's canvases how these apps stand now. */
    public void tell(Map<String, Standing> apps) {
        var frame = FrameCodec.bytes(new ServerFrame.Registry(apps));
        rooms.tell(new Rooms.Tell(ByteString.fromArrayUnsafe(frame)));
    }

    /** GET /api/canvas/{id}/live. */
    public Route socket(String canvas) {
        return socket.route(canvas);
    }

    /** Asks the room of a canvas, which knows who may do what. */
    public <T> CompletionStage<T> askRoom(String canvas, Function<ActorRef<T>, ToRoom> message) {
        return AskPattern.ask(
                rooms,
                replyTo -> new Rooms.To(canvas, message.apply(replyTo)),
                edge.settings().askTimeout(),
                edge.system().scheduler());
    }

    /** Whether a person has a right on a canvas. */
    public CompletionStage<Verdict> authorise(String canvas, String user, Right right) {
        return askRoom(canvas, replyTo -> new ToRoom.Authorise(user, right, replyTo));
    }

    /** Asks the canvas itself, for what strangers may ask and for reads. */
    public <T> CompletionStage<T> askCanvas(
            String canvas, Function<ActorRef<T>, EntityMessage> message) {
        return AskPattern.ask(
                rooms,
                replyTo -> new Rooms.ToCanvas(canvas, message.apply(replyTo)),
                edge.settings().askTimeout(),
                edge.system().scheduler());
    }

    private static String node(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().uniqueAddress().toString();
    }
}

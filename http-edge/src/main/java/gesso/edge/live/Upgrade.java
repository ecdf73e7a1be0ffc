package gesso.edge.live;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import scala.Option;

/**
 * Turns a request into a socket on the level of frames. With {@link SocketStage} and {@link
 * FrameReader} the only place that knows the inner types of Pekko HTTP's engine (1.3.0).
 */
final class Upgrade {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final SocketStage.Settings settings;

    Upgrade(ActorSystem<?> system, LiveLimits limits) {
        settings =
                new SocketStage.Settings(
                        limits.frameBytes(),
                        system.settings()
                                .config()
                                .getDuration(
                                        "pekko.http.server.websocket.periodic-keep-alive-max-idle"),
                        CLOSE_TIMEOUT);
    }

    HttpResponse respond(WebSocketUpgrade upgrade, ActorRef<? super Session.Own> session) {
        var stage = new SocketStage(session, settings);
        // What it materialises to is of no interest to the server.
        @SuppressWarnings("unchecked")
        var graph = (Graph<FlowShape<FrameEvent, FrameEvent>, Object>) (Graph<?, ?>) stage;
        return ((UpgradeToWebSocketLowLevel) upgrade)
                .handleFrames(graph, Option.apply(Session.PROTOCOL));
    }
}

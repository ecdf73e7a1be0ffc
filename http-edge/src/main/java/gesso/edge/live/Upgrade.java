package gesso.edge.live;

import java.time.Duration;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameEvent$;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.http.impl.engine.ws.Protocol;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.impl.engine.ws.WebSocket$;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.settings.WebSocketSettings;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.javadsl.Flow;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Pekko HTTP's WebSocket with two things that its own interface (1.3.0) cannot do: a close code of
 * our choice, and text frames from bytes that were encoded once for everybody. Both are done on the
 * frames that its engine makes: text travels as a binary message whose opcode is changed, and the
 * ordinary close at the end of the stream gets the socket's code. The only place that knows the
 * engine's inner types.
 */
final class Upgrade {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Protocol.Opcode TEXT = Protocol.Opcode$.MODULE$.forCode((byte) 1);
    private static final Protocol.Opcode BINARY = Protocol.Opcode$.MODULE$.forCode((byte) 2);
    private static final Protocol.Opcode CLOSE = Protocol.Opcode$.MODULE$.forCode((byte) 8);
    private static final Option<Object> UNMASKED = Option.empty();

    private final WebSocketSettings settings;
    private final org.apache.pekko.event.LoggingAdapter log;

    Upgrade(ActorSystem<?> system) {
        settings =
                (WebSocketSettings)
                        ServerSettings.create(Adapter.toClassic(system)).getWebsocketSettings();
        log = Adapter.toClassic(system).log();
    }

    /** Every outgoing message must be binary; it reaches the client as text. */
    HttpResponse respond(
            WebSocketUpgrade upgrade,
            String protocol,
            Flow<Message, Message, NotUsed> flow,
            Wire wire) {
        var lowLevel = (UpgradeToWebSocketLowLevel) upgrade;
        var timeout = FiniteDuration.fromNanos(CLOSE_TIMEOUT.toNanos());
        var stack = WebSocket$.MODULE$.stack(true, settings, timeout, log);
        // The engine's messages are Java messages, but not the other way round.
        @SuppressWarnings({"unchecked", "rawtypes"})
        Flow<FrameEvent, FrameEvent, NotUsed> engine =
                stack.join(
                                (org.apache.pekko.stream.scaladsl.Flow)
                                        flow.map(Message::asScala).asScala())
                        .asJava();
        Flow<FrameEvent, FrameEvent, NotUsed> frames =
                engine.map(frame -> rewritten(frame, wire)).via(wire.kill().flow());
        // What it materialises to is of no interest to the server.
        @SuppressWarnings("unchecked")
        var graph = (Graph<FlowShape<FrameEvent, FrameEvent>, Object>) (Graph<?, ?>) frames;
        return lowLevel.handleFrames(graph, Option.apply(protocol));
    }

    private static FrameEvent rewritten(FrameEvent event, Wire wire) {
        if (!(event instanceof FrameStart start)) {
            return event;
        }
        var opcode = start.header().opcode();
        var close = wire.close();
        if (opcode == BINARY) {
            var h = start.header();
            var text = h.copy(TEXT, h.mask(), h.length(), h.fin(), h.rsv1(), h.rsv2(), h.rsv3());
            return start.copy(text, start.data());
        }
        if (close != null && opcode == CLOSE) {
            return FrameEvent$.MODULE$.closeFrame(close.number(), "", UNMASKED);
        }
        return event;
    }
}

package gesso.edge.live;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameEvent$;
import org.apache.pekko.http.impl.engine.ws.FrameHeader;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.http.impl.engine.ws.Protocol;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * One socket, frame by frame: Pekko HTTP's own engine (1.3.0) makes a stream of each message, takes
 * neither close codes nor text that is encoded already, and costs twice as much for a frame. The
 * client is read one message at a time, when the session is done with the one before; pings are
 * answered and a silent client is pinged.
 */
final class SocketStage extends GraphStage<FlowShape<FrameEvent, FrameEvent>> {
    private static final Option<Object> UNMASKED = Option.empty();
    private static final Protocol.Opcode TEXT = opcode(1);
    private static final Protocol.Opcode PING = opcode(9);
    private static final Protocol.Opcode PONG = opcode(10);

    /**
     * @param keepAlive a client that says nothing for so long is pinged
     * @param closeTimeout how long its goodbye is waited for
     */
    record Settings(int frameBytes, Duration keepAlive, Duration closeTimeout) {}

    private final Inlet<FrameEvent> in = Inlet.create("socket.in");
    private final Outlet<FrameEvent> out = Outlet.create("socket.out");
    private final FlowShape<FrameEvent, FrameEvent> shape = FlowShape.of(in, out);
    private final ActorRef<? super Session.Own> session;
    private final Settings settings;

    SocketStage(ActorRef<? super Session.Own> session, Settings settings) {
        this.session = session;
        this.settings = settings;
    }

    @Override
    public FlowShape<FrameEvent, FrameEvent> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private static Protocol.Opcode opcode(int code) {
        return Protocol.Opcode$.MODULE$.forCode((byte) code);
    }

    private static FrameEvent frame(Protocol.Opcode opcode, ByteString bytes) {
        return new FrameStart(
                new FrameHeader(opcode, UNMASKED, bytes.size(), true, false, false, false), bytes);
    }

    private static FrameEvent close(CloseCode code) {
        return FrameEvent$.MODULE$.closeFrame(code.number(), "", UNMASKED);
    }

    private final class Logic extends TimerGraphStageLogic {
        private final FrameReader reader = new FrameReader(settings.frameBytes());
        private @Nullable FrameEvent text;
        private @Nullable FrameEvent pong;
        private @Nullable CloseCode code;
        private boolean given;
        private boolean closeSent;
        private boolean clientClosed;
        private boolean heard = true;

        Logic() {
            super(shape);
            setHandler(
                    in,
                    new AbstractInHandler() {
                        @Override
                        public void onPush() {
                            heard = true;
                            arrived(grab(in));
                        }
                    });
            setHandler(
                    out,
                    new AbstractOutHandler() {
                        @Override
                        public void onPull() {
                            if (given) {
                                given = false;
                                session.tell(new Session.Taken());
                            }
                            flush();
                        }
                    });
        }

        @Override
        public void preStart() {
            var told = this.<Wire.Out>createAsyncCallback(this::told);
            Consumer<Wire.Out> wire = told::invoke;
            session.tell(new Session.Attached(wire));
            scheduleWithFixedDelay("beat", settings.keepAlive(), settings.keepAlive());
            read();
        }

        @Override
        public void postStop() {
            session.tell(new Session.Closed());
        }

        @Override
        public void onTimer(Object key) {
            if (closeSent) {
                completeStage();
            } else if (!heard && isAvailable(out)) {
                push(out, frame(PING, ByteString.emptyByteString()));
            }
            heard = false;
        }

        private void told(Wire.Out message) {
            switch (message) {
                case Wire.Out.Text(var bytes) -> text = frame(TEXT, bytes);
                case Wire.Out.Next _ -> read();
                case Wire.Out.End(var why) -> close(why);
                case Wire.Out.Abandon _ -> failStage(new Wire.Abandoned());
            }
            flush();
        }

        private void arrived(FrameEvent part) {
            if (code != null && !closeSent) {
                read();
                return;
            }
            switch (reader.read(part)) {
                case FrameReader.Read.More _ -> read();
                case FrameReader.Read.Message(var message) -> {
                    if (closeSent) {
                        read();
                    } else {
                        session.tell(new Session.Arrived(message));
                    }
                }
                case FrameReader.Read.Ping(var payload) -> {
                    pong = frame(PONG, payload);
                    flush();
                    read();
                }
                case FrameReader.Read.Closed _ -> {
                    clientClosed = true;
                    close(CloseCode.NORMAL);
                    flush();
                }
                case FrameReader.Read.Fault(var why) -> {
                    close(why);
                    flush();
                }
            }
        }

        private void close(CloseCode why) {
            if (code == null) {
                code = why;
            }
            if (closeSent && clientClosed) {
                completeStage();
            } else {
                read();
            }
        }

        private void read() {
            if (!isClosed(in) && !hasBeenPulled(in)) {
                pull(in);
            }
        }

        private void flush() {
            if (!isAvailable(out) || closeSent) {
                return;
            }
            if (pong != null) {
                push(out, pong);
                pong = null;
            } else if (text != null) {
                push(out, text);
                text = null;
                given = true;
            } else if (code != null) {
                push(out, SocketStage.close(code));
                closeSent = true;
                if (clientClosed) {
                    completeStage();
                } else {
                    scheduleWithFixedDelay(
                            "beat", settings.closeTimeout(), settings.closeTimeout());
                }
            }
        }
    }
}

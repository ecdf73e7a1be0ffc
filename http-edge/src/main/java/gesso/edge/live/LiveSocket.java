package gesso.edge.live;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.edge.Foundation;
import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.http.Problem;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.CompletionStrategy;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import org.apache.pekko.util.ByteString;

/**
 * GET /api/canvas/{id}/live: everything that can be refused is refused before the upgrade, with a
 * plain answer; then the socket is a session's.
 */
public final class LiveSocket {
    private static final String BEARER = "bearer.";

    private final Foundation edge;
    private final ActorRef<Rooms.Message> rooms;
    private final LiveLimits limits;
    private final Upgrade upgrade;
    private final Materializer materializer;

    public LiveSocket(Foundation edge, ActorRef<Rooms.Message> rooms, LiveLimits limits) {
        this.edge = edge;
        this.rooms = rooms;
        this.limits = limits;
        this.upgrade = new Upgrade(edge.system());
        this.materializer = Materializer.createMaterializer(edge.system());
    }

    public Route route(String canvas) {
        return extractRequest(request ->
                request.getAttribute(AttributeKeys.webSocketUpgrade)
                        .map(socket -> asked(request, socket, canvas))
                        .orElseGet(() -> notASocket("This address is a WebSocket.")));
    }

    private Route asked(HttpRequest request, WebSocketUpgrade socket, String canvas) {
        var offered = new ArrayList<String>();
        socket.getRequestedProtocols().forEach(offered::add);
        var header = Access.bearer(request);
        var token = header.or(() -> offeredToken(offered));
        boolean foreign = !edge.origins().allows(request, true);
        if (foreign || (token.isPresent() && !edge.origins().allows(request, header.isPresent()))) {
            return Problem.of(Refusal.FORBIDDEN, "Pages of this origin may not connect.").route();
        }
        return onSuccess(
                edge.access().caller(request, token),
                found ->
                        found.map(caller -> known(caller, socket, offered, canvas))
                                .orElseGet(() -> Access.unauthenticated().route()));
    }

    private Route known(
            Caller caller, WebSocketUpgrade socket, List<String> offered, String canvas) {
        if (!offered.contains(Session.PROTOCOL)) {
            return notASocket("Offer the subprotocol " + Session.PROTOCOL + ".");
        }
        return edge.rates()
                .byUser(
                        caller.user(),
                        () ->
                                onSuccess(
                                        open(caller, canvas),
                                        admission ->
                                                switch (admission) {
                                                    case Admission.Admitted(var session) ->
                                                            upgraded(socket, session);
                                                    case Admission.Refused(var why) ->
                                                            refused(why).route();
                                                }));
    }

    private CompletionStage<Admission> open(Caller caller, String canvas) {
        if (!Ids.isEntity(canvas)) {
            return CompletableFuture.completedFuture(new Admission.Refused(Refusal.NOT_FOUND));
        }
        return AskPattern.ask(
                rooms,
                replyTo -> new Rooms.Open(caller, canvas, replyTo),
                edge.settings().askTimeout(),
                edge.system().scheduler());
    }

    private Route upgraded(WebSocketUpgrade socket, ActorRef<Session.Message> session) {
        var wire = new Wire();
        return complete(upgrade.respond(socket, Session.PROTOCOL, flow(session, wire), wire));
    }

    private Flow<Message, Message, NotUsed> flow(ActorRef<Session.Message> session, Wire wire) {
        Sink<Wire.In, NotUsed> in =
                ActorSink.actorRefWithBackpressure(
                        session,
                        Session.Arrived::new,
                        Session.Opened::new,
                        Wire.Next.NEXT,
                        new Session.Closed(),
                        _ -> new Session.Closed());
        var out =
                ActorSource.<Wire.Out, Session.Message>actorRefWithBackpressure(
                                session,
                                new Session.Taken(),
                                element ->
                                        element instanceof Wire.Out.End
                                                ? Optional.of(CompletionStrategy.draining())
                                                : Optional.empty(),
                                _ -> Optional.empty())
                        .mapMaterializedValue(to -> {
                            session.tell(new Session.Attached(wire, to));
                            return NotUsed.getInstance();
                        })
                        .map(LiveSocket::encoded);
        return Flow.fromSinkAndSourceCoupled(
                Flow.<Message>create().mapAsync(1, this::collected).to(in), out);
    }

    private static Message encoded(Wire.Out out) {
        return switch (out) {
            case Wire.Out.Text(var bytes) -> BinaryMessage.create(bytes);
            case Wire.Out.End _ -> throw new IllegalStateException("the end is no message");
        };
    }

    /**
     * One whole message. Of one that is too large the session hears at once; its rest is read and
     * thrown away until the socket is closed, as ending the parts early would end the socket with
     * an ordinary code.
     */
    private CompletionStage<Wire.In> collected(Message message) {
        var gathered = new Gathered(limits.frameBytes());
        if (message instanceof TextMessage text) {
            var parts =
                    text.isStrict() ? Source.single(text.getStrictText()) : text.getStreamedText();
            return gathered.from(parts.runForeach(gathered::add, materializer));
        }
        var binary = message.asBinaryMessage();
        var parts =
                binary.isStrict()
                        ? Source.single(binary.getStrictData())
                        : binary.getStreamedData();
        return gathered.from(parts.runForeach(gathered::add, materializer));
    }

    /** The parts of one message, kept up to the limit. */
    private static final class Gathered {
        private final CompletableFuture<Wire.In> message = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private boolean binary;
        private long left;

        Gathered(long bytesMax) {
            left = bytesMax;
        }

        CompletionStage<Wire.In> from(CompletionStage<?> end) {
            end.whenComplete((_, failure) -> {
                if (failure != null) {
                    message.completeExceptionally(failure);
                } else {
                    message.complete(
                            binary ? new Wire.In.Binary() : new Wire.In.Text(text.toString()));
                }
            });
            return message;
        }

        void add(String part) {
            count(part.getBytes(StandardCharsets.UTF_8).length);
            if (left >= 0) {
                text.append(part);
            }
        }

        void add(ByteString part) {
            binary = true;
            count(part.size());
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                message.complete(new Wire.In.TooLarge());
            }
        }
    }

    private static Optional<String> offeredToken(List<String> offered) {
        return offered.stream()
                .filter(one -> one.startsWith(BEARER))
                .map(one -> one.substring(BEARER.length()))
                .findFirst();
    }

    private static Problem refused(Refusal why) {
        return switch (why) {
            case NOT_FOUND -> Problem.notFound();
            case UNAVAILABLE -> Problem.unavailable();
            case INVALID,
                    UNKNOWN_COMMAND,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    GONE,
                    CONFLICT,
                    OPERATION_REUSED,
                    LAST_OWNER,
                    TOO_LARGE,
                    RATE_LIMITED,
                    BEFORE_BIRTH,
                    FUTURE ->
                    Problem.of(why, why.code());
        };
    }

    private static Route notASocket(String detail) {
        return Problem.of(StatusCodes.BAD_REQUEST, Refusal.INVALID, detail).route();
    }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * GET /api/canvas/{id}/live: everything that can be refused is refused before the upgrade, with a
 * plain answer; then the socket is a session's.
 */
public final class LiveSocket {
    private static final String BEARER = "bearer.";

    private final Foundation edge;
    private final ActorRef<Rooms.Message> rooms;
    private final Upgrade upgrade;

    public LiveSocket(Foundation edge, ActorRef<Rooms.Message> rooms, LiveLimits limits) {
        this.edge = edge;
        this.rooms = rooms;
        this.upgrade = new Upgrade(edge.system(), limits);
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
        return complete(upgrade.respond(socket, session));
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

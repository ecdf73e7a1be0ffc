package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.EdgeLimits;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.canvas.ShareLinks.Kept;
import gesso.edge.canvas.ShareLinks.Link;
import gesso.edge.http.Addresses;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.OperationReply;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** /api/canvas/{id}/links, and following one: /api/canvas/join. */
final class LinkRoutes {
    private static final int LINK_MAX = 500;
    private static final int TIME_MAX = 40;

    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final ShareLinks links;
    private final EdgeLimits limits;
    private final Optional<URI> publicUrl;

    private record NewLink(Role role, @Nullable Instant expiresAt) {}

    LinkRoutes(
            Doors doors,
            Operations operations,
            Bodies bodies,
            ShareLinks links,
            EdgeLimits limits,
            Optional<URI> publicUrl) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.links = links;
        this.limits = limits;
        this.publicUrl = publicUrl;
    }

    Route routes(String canvas) {
        return concat(
                pathEnd(() -> concat(get(() -> list(canvas)), post(() -> create(canvas)))),
                path(
                        segment(),
                        link ->
                                Ids.isEntity(link)
                                        ? delete(() -> revoke(canvas, link))
                                        : Problem.notFound().route()));
    }

    /** POST /api/canvas/join */
    Route join() {
        return doors.signedIn(caller ->
                Idempotency.operation(op ->
                        bodies.read(
                                f -> f.done(f.text("link", 1, LINK_MAX)),
                                link -> join(caller, op, secret(link)))));
    }

    /** People paste whole addresses. */
    private static String secret(String link) {
        var end = link.indexOf('#') < 0 ? link : link.substring(0, link.indexOf('#'));
        return end.substring(end.lastIndexOf('/') + 1);
    }

    private Route join(Caller caller, String op, String secret) {
        return onSuccess(
                links.bySecret(secret),
                found ->
                        found.map(link -> join(caller, op, link))
                                .orElseGet(() -> Problem.notFound().route()));
    }

    private Route join(Caller caller, String op, Link link) {
        var wish =
                Wish.ofCanvas(
                        caller,
                        link.canvas(),
                        op,
                        "#join",
                        Json.object().put("link", link.link()),
                        new CanvasCommand.Join(link.link(), link.hash()));
        return Replies.operation(
                operations.submitAsStranger(wish),
                accepted -> {
                    var answer = Operations.answer(accepted).put("canvas", link.canvas());
                    return accepted.data() != null && accepted.data().has("role")
                            ? joined(answer, accepted.data().path("role"))
                            : Replies.read(
                                    operations.canvas(caller, link.canvas()),
                                    state -> joined(answer, state.data().path("role")));
                });
    }

    private static Route joined(ObjectNode answer, JsonNode role) {
        answer.set("role", role);
        return Replies.json(StatusCodes.OK, answer);
    }

    private Route list(String canvas) {
        return doors.owner(
                canvas,
                _ ->
                        Page.of(
                                limits,
                                page ->
                                        extractRequest(request ->
                                                onSuccess(
                                                        links.of(canvas),
                                                        all -> {
                                                            var list =
                                                                    Json.object().putArray("all");
                                                            all.forEach(one ->
                                                                    list.add(shown(request, one)));
                                                            return Replies.json(
                                                                    StatusCodes.OK,
                                                                    Lists.page(list, "id", page));
                                                        }))));
    }

    private Route create(String canvas) {
        return doors.writer(
                canvas,
                Right.OWN,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        read(Fields.of(body)),
                                        wanted -> create(caller, canvas, op, body, wanted))));
    }

    private static Decoded<NewLink> read(Fields f) {
        return f.done(
                new NewLink(
                        f.oneOf("role", Role.class, Role::code),
                        f.optional("expiresAt", name -> future(f, name))));
    }

    private static Instant future(Fields f, String name) {
        try {
            var time = Instant.parse(f.text(name, 1, TIME_MAX));
            if (!time.isAfter(Instant.now())) {
                f.fault(f.at(name), "must be in the future");
            }
            return time;
        } catch (DateTimeException malformed) {
            f.fault(f.at(name), "must be an ISO 8601 time");
            return Instant.EPOCH;
        }
    }

    private Route create(Caller caller, String canvas, String op, JsonNode body, NewLink wanted) {
        var id = CanvasRoutes.derived("link\n" + canvas, caller.user(), op);
        var expires = wanted.expiresAt();
        CompletionStage<Kept> kept = links.keep(canvas, id, wanted.role(), expires);
        return onSuccess(
                kept,
                found -> {
                    var link = found.link();
                    var wish =
                            Wish.ofCanvas(
                                    caller,
                                    canvas,
                                    op,
                                    "#create-link",
                                    body,
                                    new CanvasCommand.CreateLink(
                                            id,
                                            wanted.role(),
                                            link.hash(),
                                            expires == null ? null : expires.toEpochMilli()));
                    return Replies.operation(
                            operations
                                    .submit(wish)
                                    .thenCompose(reply -> undoneIfRefused(reply, found)),
                            accepted -> created(canvas, link, accepted));
                });
    }

    /** A secret of a link that there is not is kept nowhere. */
    private CompletionStage<OperationReply> undoneIfRefused(OperationReply reply, Kept kept) {
        return reply instanceof OperationReply.Refused && kept.fresh()
                ? links.forget(kept.link().canvas(), kept.link().link()).thenApply(_ -> reply)
                : CompletableFuture.completedFuture(reply);
    }

    private Route created(String canvas, Link link, OperationReply.Accepted accepted) {
        return extractRequest(request -> {
            var answer = shown(request, link);
            answer.setAll(Operations.answer(accepted));
            return Replies.created("/api/canvas/" + canvas + "/links/" + link.link(), answer);
        });
    }

    private Route revoke(String canvas, String link) {
        return doors.writer(
                canvas,
                Right.OWN,
                (caller, op) ->
                        Replies.operation(
                                operations
                                        .submit(
                                                Wish.ofCanvas(
                                                        caller,
                                                        canvas,
                                                        op,
                                                        "#revoke-link",
                                                        Json.object().put("link", link),
                                                        new CanvasCommand.RevokeLink(link)))
                                        .thenCompose(reply ->
                                                reply instanceof OperationReply.Accepted
                                                        ? links.revoke(canvas, link)
                                                                .thenApply(_ -> reply)
                                                        : CompletableFuture.completedFuture(reply)),
                                accepted ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                Operations.answer(accepted).put("id", link))));
    }

    private ObjectNode shown(HttpRequest request, Link link) {
        var shown =
                Json.object()
                        .put("id", link.link())
                        .put("link", link.secret())
                        .put("url", base(request) + "/join/" + link.secret())
                        .put("role", link.role().code());
        var expires = link.expiresAt();
        return expires == null ? shown : shown.put("expiresAt", expires.toString());
    }

    private String base(HttpRequest request) {
        return publicUrl
                .map(url -> url.getScheme() + "://" + url.getRawAuthority())
                .orElseGet(() -> Addresses.host(request).map(host -> "http://" + host).orElse(""));
    }
}

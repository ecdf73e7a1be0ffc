package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.EdgeLimits;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Names;
import gesso.edge.live.Right;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.ReadReply;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/canvas/{id}/members: who may do what, and leaving. */
final class MemberRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final CanvasAnswers answers;
    private final Names names;
    private final EdgeLimits limits;

    MemberRoutes(
            Doors doors,
            Operations operations,
            Bodies bodies,
            CanvasAnswers answers,
            Names names,
            EdgeLimits limits) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.answers = answers;
        this.names = names;
        this.limits = limits;
    }

    Route routes(String canvas) {
        return concat(
                pathEnd(() -> get(() -> list(canvas))),
                path(
                        segment(),
                        user ->
                                Ids.isEntity(user)
                                        ? one(canvas, user)
                                        : Problem.notFound().route()));
    }

    private Route one(String canvas, String user) {
        return concat(
                get(() -> read(canvas, user)),
                put(() -> set(canvas, user)),
                delete(() -> remove(canvas, user)));
    }

    private Route list(String canvas) {
        return doors.reader(
                canvas,
                caller ->
                        Page.of(
                                limits,
                                page ->
                                        members(
                                                caller,
                                                canvas,
                                                (state, all) ->
                                                        Replies.tagged(
                                                                Long.toString(state.revision()),
                                                                Replies.FRESH,
                                                                Lists.page(all, "user", page)))));
    }

    private Route read(String canvas, String user) {
        return doors.reader(
                canvas,
                caller ->
                        members(
                                caller,
                                canvas,
                                (state, all) ->
                                        CanvasAnswers.inList(all, "user", user)
                                                .map(member ->
                                                        Replies.tagged(
                                                                Long.toString(state.revision()),
                                                                Replies.FRESH,
                                                                member))
                                                .orElseGet(() -> Problem.notFound().route())));
    }

    private interface Shown {
        Route of(ReadReply.State state, JsonNode members);
    }

    private Route members(Caller caller, String canvas, Shown shown) {
        return Replies.read(
                operations.canvas(caller, canvas),
                state ->
                        onSuccess(
                                answers.named(state.data()),
                                named -> shown.of(state, named.path("members"))));
    }

    private Route set(String canvas, String user) {
        return doors.writer(
                canvas,
                Right.OWN,
                (caller, op) ->
                        doors.unchanged(
                                caller,
                                canvas,
                                op,
                                () -> operations.canvas(caller, canvas),
                                () ->
                                        bodies.read(
                                                f ->
                                                        f.done(
                                                                f.oneOf(
                                                                        "role",
                                                                        Role.class,
                                                                        Role::code)),
                                                role ->
                                                        known(
                                                                user,
                                                                name ->
                                                                        set(
                                                                                caller, canvas, op,
                                                                                user, role,
                                                                                name)))));
    }

    /** Only for a person that there is. */
    private Route known(String user, Function<String, Route> inner) {
        return onSuccess(
                names.of(Set.of(user)),
                found -> {
                    var name = found.get(user);
                    return name == null ? Problem.notFound().route() : inner.apply(name);
                });
    }

    private Route set(
            Caller caller, String canvas, String op, String user, Role role, String name) {
        var data = Json.object().put("user", user).put("role", role.code());
        return Replies.operation(
                operations.submit(
                        Wish.ofCanvas(
                                caller,
                                canvas,
                                op,
                                "#set-member",
                                data,
                                new CanvasCommand.SetMember(user, role))),
                accepted ->
                        Replies.json(
                                StatusCodes.OK,
                                Operations.answer(accepted)
                                        .put("id", user)
                                        .put("user", user)
                                        .put("role", role.code())
                                        .put("name", name)));
    }

    /** Everybody may leave; others are removed by an owner. */
    private Route remove(String canvas, String user) {
        return doors.writer(
                canvas,
                Right.READ,
                (caller, op) ->
                        doors.unchanged(
                                caller,
                                canvas,
                                op,
                                () -> operations.canvas(caller, canvas),
                                () ->
                                        Replies.operation(
                                                operations.submit(
                                                        Wish.ofCanvas(
                                                                caller,
                                                                canvas,
                                                                op,
                                                                "#remove-member",
                                                                Json.object().put("user", user),
                                                                new CanvasCommand.RemoveMember(
                                                                        user))),
                                                accepted ->
                                                        Replies.json(
                                                                StatusCodes.OK,
                                                                Operations.answer(accepted)
                                                                        .put("id", user)))));
    }
}

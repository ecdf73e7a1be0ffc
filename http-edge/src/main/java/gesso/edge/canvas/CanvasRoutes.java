package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Apps;
import gesso.edge.live.Live;
import gesso.edge.live.Names;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.LayoutHash;
import gesso.protocol.entity.OperationReply;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** /api/canvas: canvases themselves, and the contents of all that lies below one. */
public final class CanvasRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final CanvasAnswers answers;
    private final Live live;
    private final WidgetRoutes widgets;
    private final CopyRoutes copies;
    private final ForkRoutes forks;
    private final LayoutRoutes layouts;
    private final MemberRoutes members;
    private final LinkRoutes links;
    private final CommentRoutes comments;
    private final EventRoutes events;
    private final UndoRoutes undo;
    private final InstantRoutes instants;
    private final TemplateRoutes templates;
    private final Apps apps;

    public CanvasRoutes(
            Foundation edge,
            Doors doors,
            Operations operations,
            Live live,
            Names names,
            Apps apps) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = edge.bodies();
        this.live = live;
        answers = new CanvasAnswers(names);
        widgets = new WidgetRoutes(doors, operations, bodies, apps);
        copies = new CopyRoutes(doors, operations, bodies, apps);
        forks = new ForkRoutes(doors, operations, bodies, answers);
        layouts = new LayoutRoutes(doors, operations, bodies, edge.limits());
        members = new MemberRoutes(doors, operations, bodies, answers, names, edge.limits());
        links =
                new LinkRoutes(
                        doors,
                        operations,
                        bodies,
                        new ShareLinks(edge.database()),
                        edge.limits(),
                        edge.settings().publicUrl());
        comments = new CommentRoutes(doors, operations, bodies, edge.limits());
        events = new EventRoutes(doors, operations, bodies);
        undo = new UndoRoutes(doors, operations, bodies);
        instants = new InstantRoutes(doors, operations, answers);
        templates = new TemplateRoutes(edge, doors, operations, names);
        this.apps = apps;
    }

    public Route routes() {
        return concat(templates.routes(), canvases());
    }

    private Route canvases() {
        return pathPrefix(
                "api",
                () ->
                        pathPrefix(
                                "canvas",
                                () ->
                                        concat(
                                                pathEnd(() -> post(this::create)),
                                                path("join", () -> post(links::join)),
                                                pathPrefix(segment(), this::one))));
    }

    /** /api/canvas/{id} */
    private Route one(String canvas) {
        return concat(
                pathEnd(() ->
                        concat(
                                get(() -> read(canvas)),
                                patch(() -> amend(canvas)),
                                delete(() -> remove(canvas)))),
                path("hash", () -> get(() -> hash(canvas))),
                path("restore", () -> post(() -> restore(canvas))),
                path("live", () -> get(() -> live.socket(canvas))),
                pathPrefix("widgets", () -> widgets.routes(canvas)),
                path("copies", () -> post(() -> copies.copy(canvas))),
                path("fork", () -> post(() -> forks.fork(canvas))),
                path("templates", () -> post(() -> templates.make(canvas))),
                pathPrefix("layouts", () -> layouts.routes(canvas)),
                pathPrefix("members", () -> members.routes(canvas)),
                pathPrefix("links", () -> links.routes(canvas)),
                pathPrefix("comments", () -> comments.routes(canvas)),
                path("events", () -> post(() -> events.publish(canvas))),
                path("undo", () -> post(() -> undo.undo(canvas))),
                path("redo", () -> post(() -> undo.redo(canvas))),
                pathPrefix("at", () -> instants.routes(canvas)));
    }

    /** The id follows from the operation, so that a resend finds the same canvas. */
    private Route create() {
        return doors.signedIn(caller ->
                Idempotency.operation(op ->
                        bodies.optionalJson(given -> {
                            var body = given.isMissingNode() ? Json.object() : given;
                            return body.has("template")
                                    ? fromTemplate(caller, op, body)
                                    : Bodies.decoded(
                                            CommandCodec.create(body),
                                            command -> create(caller, op, body, command));
                        })));
    }

    private Route create(Caller caller, String op, JsonNode body, CanvasCommand command) {
        var id = derived("canvas", caller.user(), op);
        var wish = Wish.ofCanvas(caller, id, op, "#create", body, command);
        return Replies.operation(
                operations.submitAsStranger(wish),
                accepted ->
                        Replies.created(
                                "/api/canvas/" + id,
                                CanvasAnswers.created(id, caller.user(), caller.name(), accepted)));
    }

    /** {@code {template, title?}}. */
    private Route fromTemplate(Caller caller, String op, JsonNode body) {
        var f = Fields.of(body);
        var wanted = f.entity("template");
        var title = f.optional("title", name -> f.title(name, CommandCodec.TITLE_MAX));
        return Bodies.decoded(
                f.done(wanted),
                id ->
                        onSuccess(
                                templates.find(caller, id),
                                found ->
                                        found.map(template ->
                                                        made(caller, op, body, title, template))
                                                .orElseGet(() -> Problem.notFound().route())));
    }

    private Route made(
            Caller caller, String op, JsonNode body, @Nullable String title, Template template) {
        var id = derived("canvas", caller.user(), op);
        var making = new CanvasFromTemplate(operations, apps, caller, id, op, template);
        return Replies.operation(
                making.make(title, body),
                _ ->
                        Replies.read(
                                operations.canvas(caller, id),
                                state ->
                                        onSuccess(
                                                answers.named(state.data()),
                                                named ->
                                                        Replies.created(
                                                                "/api/canvas/" + id, named))));
    }

    private Route read(String canvas) {
        return doors.signedIn(caller ->
                Ids.isEntity(canvas)
                        ? Replies.read(
                                operations.canvas(caller, canvas),
                                state ->
                                        onSuccess(
                                                answers.named(state.data()),
                                                body ->
                                                        Replies.tagged(
                                                                Long.toString(state.revision()),
                                                                Replies.FRESH,
                                                                body)))
                        : Problem.notFound().route());
    }

    /** What every screen at this revision has to show. */
    private Route hash(String canvas) {
        return doors.reader(
                canvas,
                caller ->
                        Replies.read(
                                operations.canvas(caller, canvas),
                                state ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                Json.object()
                                                        .put("revision", state.revision())
                                                        .put("at", state.at())
                                                        .put(
                                                                "hash",
                                                                LayoutHash.of(state.data())))));
    }

    private Route amend(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        doors.unchanged(
                                caller,
                                canvas,
                                op,
                                () -> operations.canvas(caller, canvas),
                                () ->
                                        bodies.json(body ->
                                                Bodies.decoded(
                                                        CommandCodec.amend(body),
                                                        command ->
                                                                amend(
                                                                        Wish.ofCanvas(
                                                                                caller, canvas, op,
                                                                                "#amend", body,
                                                                                command))))));
    }

    private Route amend(Wish wish) {
        return Replies.operation(
                operations.submit(wish),
                accepted ->
                        Replies.read(
                                operations.canvas(wish.caller(), wish.canvas()),
                                state ->
                                        Replies.json(
                                                StatusCodes.OK, amended(accepted, state.data()))));
    }

    private static JsonNode amended(OperationReply.Accepted accepted, JsonNode state) {
        var answer = Operations.answer(accepted).put("id", state.path("id").asText());
        answer.set("title", state.path("title"));
        answer.set("grid", state.path("grid"));
        // Another edit may have come between: what this one made is in its events.
        for (var event : accepted.events()) {
            for (var part : new String[] {"title", "grid"}) {
                if (event.data().has(part)) {
                    answer.set(part, event.data().path(part));
                }
            }
        }
        return answer;
    }

    private Route remove(String canvas) {
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
                                        Replies.operation(
                                                operations.submit(
                                                        Wish.ofCanvas(
                                                                caller,
                                                                canvas,
                                                                op,
                                                                "#delete",
                                                                Json.object(),
                                                                new CanvasCommand.Delete())),
                                                accepted ->
                                                        Replies.json(
                                                                StatusCodes.OK,
                                                                Operations.answer(accepted)
                                                                        .put("id", canvas)))));
    }

    /** Its rooms know a deleted canvas no more: it is asked itself. */
    private Route restore(String canvas) {
        return doors.signedIn(caller ->
                Ids.isEntity(canvas)
                        ? Idempotency.operation(op ->
                                Replies.operation(
                                        operations.submitAsStranger(
                                                Wish.ofCanvas(
                                                        caller,
                                                        canvas,
                                                        op,
                                                        "#restore",
                                                        Json.object(),
                                                        new CanvasCommand.Restore())),
                                        accepted ->
                                                Replies.json(
                                                        StatusCodes.OK,
                                                        Operations.answer(accepted)
                                                                .put("id", canvas))))
                        : Problem.notFound().route());
    }

    /** An id that the same person's same operation always leads to. */
    static String derived(String kind, String user, String op) {
        var name = String.join("\n", kind, user, op);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

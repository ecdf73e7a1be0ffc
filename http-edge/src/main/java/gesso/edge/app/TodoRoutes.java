package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.EdgeLimits;
import gesso.edge.app.Widgets.Address;
import gesso.edge.app.Widgets.Writing;
import gesso.edge.canvas.Lists;
import gesso.edge.canvas.Operations;
import gesso.edge.http.Bodies;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** /api/apps/todo/{widget}/todos: the list of a Todo widget as a REST resource. */
final class TodoRoutes {
    static final String APP = "todo";

    /** What the server sets; whatever a client says of it is not read. */
    private static final List<String> OURS = List.of("userId", "createdAt");

    /** The backend trims and counts; this only bounds what is sent there. */
    private static final int TEXT_MAX = 10_000;

    private final Widgets widgets;
    private final Bodies bodies;
    private final EdgeLimits limits;

    private record Change(@Nullable String text, @Nullable Boolean done) {}

    TodoRoutes(Widgets widgets, Bodies bodies, EdgeLimits limits) {
        this.widgets = widgets;
        this.bodies = bodies;
        this.limits = limits;
    }

    Route routes(Address place) {
        return pathPrefix(
                "todos",
                () ->
                        concat(
                                pathEnd(() ->
                                        concat(get(() -> list(place)), post(() -> add(place)))),
                                path(
                                        segment(),
                                        todo ->
                                                concat(
                                                        get(() -> read(place, todo)),
                                                        patch(() -> change(place, todo)),
                                                        delete(() -> remove(place, todo))))));
    }

    private Route list(Address place) {
        return widgets.reader(
                place,
                state ->
                        Page.of(
                                limits,
                                page ->
                                        BackendRoutes.tagged(
                                                state,
                                                Lists.page(todos(state.data()), "id", page))));
    }

    private Route read(Address place, String todo) {
        return widgets.reader(
                place,
                state ->
                        find(state.data(), todo)
                                .map(found -> BackendRoutes.tagged(state, found))
                                .orElseGet(() -> Problem.notFound().route()));
    }

    private Route add(Address place) {
        return widgets.writer(
                place,
                writing ->
                        bodies.json(body -> {
                            var data = body.isObject() ? body.deepCopy() : body;
                            if (data instanceof ObjectNode object) {
                                object.remove(OURS);
                            }
                            return Bodies.decoded(
                                    CommandCodec.widget("todo.add", data),
                                    command ->
                                            Replies.operation(
                                                    widgets.submit(
                                                            writing, "todo.add", data, command),
                                                    accepted -> added(place, accepted)));
                        }));
    }

    private static Route added(Address place, OperationReply.Accepted accepted) {
        ObjectNode todo = accepted.events().getFirst().data().deepCopy();
        todo.setAll(Operations.answer(accepted));
        return Replies.created(
                "/api/apps/todo/" + place.widget() + "/todos/" + todo.path("id").asText(), todo);
    }

    private Route change(Address place, String todo) {
        return widgets.writer(
                place,
                writing ->
                        bodies.read(
                                TodoRoutes::change,
                                wanted ->
                                        Replies.operation(
                                                steps(writing, todo, wanted),
                                                accepted -> shown(writing, todo, accepted))));
    }

    private static Decoded<Change> change(Fields f) {
        var change =
                new Change(
                        f.optional("text", name -> f.text(name, 1, TEXT_MAX)),
                        f.optional("done", f::truth));
        if (change.text() == null && change.done() == null) {
            f.fault("text", "or done is needed");
        }
        return f.done(change);
    }

    /** Text and done are two events, undone as one: the second has the first as its cause. */
    private CompletionStage<OperationReply> steps(Writing writing, String todo, Change wanted) {
        if (wanted.text() == null) {
            return toggle(writing, todo, wanted.done());
        }
        var edit = Json.object().put("id", todo).put("text", wanted.text());
        return submit(writing, "todo.edit", edit)
                .thenCompose(reply ->
                        wanted.done() == null || !(reply instanceof OperationReply.Accepted)
                                ? CompletableFuture.completedFuture(reply)
                                : toggle(
                                        writing.then(Sums.id("second", writing.op())),
                                        todo,
                                        wanted.done()));
    }

    private CompletionStage<OperationReply> toggle(
            Writing writing, String todo, @Nullable Boolean done) {
        var data = Json.object().put("id", todo).put("done", Boolean.TRUE.equals(done));
        return submit(writing, "todo.toggle", data);
    }

    private Route shown(Writing writing, String todo, OperationReply.Accepted accepted) {
        return Replies.read(
                widgets.read(writing),
                state -> {
                    ObjectNode answer =
                            find(state.data(), todo)
                                    .<ObjectNode>map(JsonNode::deepCopy)
                                    .orElseGet(() -> Json.object().put("id", todo));
                    return Replies.json(StatusCodes.OK, answer.setAll(Operations.answer(accepted)));
                });
    }

    private Route remove(Address place, String todo) {
        return widgets.writer(
                place,
                writing ->
                        Replies.operation(
                                submit(writing, "todo.remove", Json.object().put("id", todo)),
                                accepted ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                Operations.answer(accepted).put("id", todo))));
    }

    private CompletionStage<OperationReply> submit(Writing writing, String name, JsonNode data) {
        return widgets.submit(writing, name, data, new WidgetCommand.App(name, data));
    }

    private static JsonNode todos(JsonNode widget) {
        return widget.path("state").path("todos");
    }

    private static Optional<JsonNode> find(JsonNode widget, String todo) {
        for (var one : todos(widget)) {
            if (one.path("id").asText().equals(todo)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}

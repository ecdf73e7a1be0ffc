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
import gesso.edge.app.Widgets.Address;
import gesso.edge.app.Widgets.Writing;
import gesso.edge.canvas.Lists;
import gesso.edge.canvas.Operations;
import gesso.edge.http.Bodies;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Sums;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * A list of items in an app's state as a REST resource: GET and POST of the list, GET, PATCH and
 * DELETE of one item. Each item has an {@code id}; each write is one or more of the app's commands.
 */
public final class CollectionRoutes {

    /** What the server sets; whatever a client says of it is not read. */
    private static final List<String> OURS = List.of("userId", "createdAt");

    /** One command of the app; the item's id is added. */
    public record Step(String command, ObjectNode data) {}

    /**
     * @param path of the list
     * @param key of the list in the app's state
     * @param of the list among several under that key, which every command names as its {@code
     *     collection}; null where there is one list alone
     * @param add command that makes an item of a body and whose event carries it
     * @param remove command that takes the item with an {@code id} away
     * @param change the commands that a PATCH means, at least one; they are undone as one
     * @param right what writing needs at least; the app's backend may ask for more
     */
    public record Shape(
            String path,
            String key,
            @Nullable String of,
            String add,
            String remove,
            Function<Fields, Decoded<List<Step>>> change,
            Right right) {

        /** One list. */
        public Shape(
                String path,
                String key,
                String add,
                String remove,
                Function<Fields, Decoded<List<Step>>> change,
                Right right) {
            this(path, key, null, add, remove, change, right);
        }

        /** For who may edit the canvas. */
        public Shape(
                String path,
                String key,
                String add,
                String remove,
                Function<Fields, Decoded<List<Step>>> change) {
            this(path, key, add, remove, change, Right.EDIT);
        }
    }

    private final AppRoutes.Site site;
    private final Address place;
    private final Shape shape;

    private CollectionRoutes(AppRoutes.Site site, Address place, Shape shape) {
        this.site = site;
        this.place = place;
        this.shape = shape;
    }

    public static Route of(AppRoutes.Site site, Address place, Shape shape) {
        return new CollectionRoutes(site, place, shape).routes();
    }

    /** For who has matched the path already. */
    static Route within(AppRoutes.Site site, Address place, Shape shape) {
        return new CollectionRoutes(site, place, shape).matched();
    }

    private Route routes() {
        return pathPrefix(shape.path(), this::matched);
    }

    private Route matched() {
        return concat(
                pathEnd(() -> concat(get(this::list), post(this::add))),
                path(
                        segment(),
                        item ->
                                concat(
                                        get(() -> read(item)),
                                        patch(() -> change(item)),
                                        delete(() -> remove(item)))));
    }

    private Route list() {
        return site.widgets()
                .reader(
                        place,
                        state ->
                                Page.of(
                                        site.limits(),
                                        page ->
                                                BackendRoutes.tagged(
                                                        state,
                                                        Lists.page(
                                                                items(state.data()), "id", page))));
    }

    private Route read(String item) {
        return site.widgets()
                .reader(
                        place,
                        state ->
                                find(state.data(), item)
                                        .map(found -> BackendRoutes.tagged(state, found))
                                        .orElseGet(() -> Problem.notFound().route()));
    }

    private Route add() {
        return site.widgets()
                .writer(
                        place,
                        shape.right(),
                        writing ->
                                site.bodies()
                                        .json(body -> {
                                            var data = body.isObject() ? body.deepCopy() : body;
                                            if (data instanceof ObjectNode object) {
                                                object.remove(OURS);
                                                named(object);
                                            }
                                            return Bodies.decoded(
                                                    CommandCodec.widget(shape.add(), data),
                                                    command ->
                                                            Replies.operation(
                                                                    site.widgets()
                                                                            .submit(
                                                                                    writing,
                                                                                    shape.add(),
                                                                                    data,
                                                                                    command),
                                                                    this::added));
                                        }));
    }

    private Route added(OperationReply.Accepted accepted) {
        ObjectNode item = accepted.events().getFirst().data().deepCopy();
        item.setAll(Operations.answer(accepted));
        return Replies.created(
                "/api/apps/%s/%s/%s/%s"
                        .formatted(
                                place.app(),
                                place.widget(),
                                shape.path(),
                                item.path("id").asText()),
                item);
    }

    private Route change(String item) {
        return site.widgets()
                .writer(
                        place,
                        shape.right(),
                        writing ->
                                site.bodies()
                                        .read(
                                                shape.change(),
                                                steps ->
                                                        Replies.operation(
                                                                send(writing, item, steps, 0),
                                                                accepted ->
                                                                        shown(
                                                                                writing, item,
                                                                                accepted))));
    }

    /**
     * One after the other; all but the first have the first as their cause and so are undone with
     * it.
     */
    private CompletionStage<OperationReply> send(
            Writing writing, String item, List<Step> steps, int done) {
        var step = steps.get(done);
        var by = done == 0 ? writing : writing.then(idOf(writing.op(), done));
        var sent = submit(by, step.command(), step.data().deepCopy().put("id", item));
        return done == steps.size() - 1
                ? sent
                : sent.thenCompose(reply ->
                        reply instanceof OperationReply.Accepted
                                ? send(writing, item, steps, done + 1)
                                : sent);
    }

    private static String idOf(String op, int step) {
        return step == 1 ? Sums.id("second", op) : Sums.id("step", op, Integer.toString(step));
    }

    private Route shown(Writing writing, String item, OperationReply.Accepted accepted) {
        return Replies.read(
                site.widgets().read(writing),
                state -> {
                    ObjectNode answer =
                            find(state.data(), item)
                                    .<ObjectNode>map(JsonNode::deepCopy)
                                    .orElseGet(() -> Json.object().put("id", item));
                    return Replies.json(StatusCodes.OK, answer.setAll(Operations.answer(accepted)));
                });
    }

    private Route remove(String item) {
        return site.widgets()
                .writer(
                        place,
                        shape.right(),
                        writing ->
                                Replies.operation(
                                        submit(
                                                writing,
                                                shape.remove(),
                                                Json.object().put("id", item)),
                                        accepted ->
                                                Replies.json(
                                                        StatusCodes.OK,
                                                        Operations.answer(accepted)
                                                                .put("id", item))));
    }

    private CompletionStage<OperationReply> submit(Writing writing, String name, ObjectNode data) {
        named(data);
        return site.widgets().submit(writing, name, data, new WidgetCommand.App(name, data));
    }

    private void named(ObjectNode data) {
        if (shape.of() != null) {
            data.put("collection", shape.of());
        }
    }

    private JsonNode items(JsonNode widget) {
        var list = widget.path("state").path(shape.key());
        return shape.of() == null ? list : list.path(shape.of());
    }

    private Optional<JsonNode> find(JsonNode widget, String item) {
        for (var one : items(widget)) {
            if (one.path("id").asText().equals(item)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}

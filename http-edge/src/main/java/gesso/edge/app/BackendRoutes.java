package gesso.edge.app;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.put;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.Foundation;
import gesso.edge.canvas.Doors;
import gesso.edge.canvas.Operations;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/apps/{app}/{widget}: what every app's backend has, and the apps' own routes beside it. */
public final class BackendRoutes {
    /** Private, so that no shared cache leaks it; the page itself asks anew each time. */
    static final HttpHeader BRIEFLY = RawHeader.create("Cache-Control", "private, max-age=60");

    private final Widgets widgets;
    private final Bodies bodies;
    private final AppRoutes.Site site;
    private final Map<String, AppRoutes> own;

    public BackendRoutes(Foundation edge, Doors doors, Operations operations) {
        bodies = edge.bodies();
        widgets =
                new Widgets(
                        doors,
                        operations,
                        new WidgetPlaces(
                                edge.database(),
                                new FeedWait(edge.database(), edge.limits().feedWait())));
        site = new AppRoutes.Site(widgets, bodies, edge.limits(), edge.database());
        own =
                ServiceLoader.load(AppRoutes.class, BackendRoutes.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .collect(Collectors.toUnmodifiableMap(AppRoutes::app, Function.identity()));
    }

    public Route routes() {
        return pathPrefix(
                "api",
                () ->
                        pathPrefix(
                                "apps",
                                () ->
                                        pathPrefix(
                                                segment(),
                                                app ->
                                                        pathPrefix(
                                                                segment(),
                                                                widget -> one(app, widget)))));
    }

    private Route one(String app, String widget) {
        if (!Ids.isEntity(app) || !Ids.isWidget(widget)) {
            return Problem.notFound().route();
        }
        var place = new Widgets.Address(app, widget);
        return concat(
                path("state", () -> get(() -> read(place, state -> state.path("state")))),
                path(
                        "config",
                        () ->
                                concat(
                                        get(() -> read(place, state -> state.path("config"))),
                                        put(() -> configure(place)))),
                path(
                        segment("commands").slash(segment()),
                        name -> post(() -> command(place, name))),
                own.containsKey(app)
                        ? own.get(app).routes(site, place)
                        : RecordRoutes.of(site, place));
    }

    private Route read(Widgets.Address place, Function<JsonNode, JsonNode> part) {
        return widgets.reader(place, state -> tagged(state, part.apply(state.data())));
    }

    static Route tagged(ReadReply.State state, Object body) {
        return Replies.tagged(Long.toString(state.revision()), BRIEFLY, body);
    }

    private Route configure(Widgets.Address place) {
        return widgets.writer(
                place,
                writing ->
                        bodies.json(config -> {
                            var data = Json.object();
                            data.set("config", config);
                            return Bodies.decoded(
                                    CommandCodec.widget("configure", data),
                                    command ->
                                            done(
                                                    writing,
                                                    "configure",
                                                    data,
                                                    command,
                                                    accepted ->
                                                            Operations.answer(accepted)
                                                                    .put("id", place.widget())
                                                                    .set("config", config)));
                        }));
    }

    /** Of an app's own commands its backend knows which are open to commenters. */
    private Route command(Widgets.Address place, String name) {
        return widgets.writer(
                place,
                name.indexOf('.') > 0 ? Right.COMMENT : Right.EDIT,
                writing ->
                        bodies.optionalJson(given -> {
                            var data = given.isMissingNode() ? Json.object() : given;
                            return Bodies.decoded(
                                    CommandCodec.widget(name, data),
                                    command ->
                                            done(
                                                    writing,
                                                    name,
                                                    data,
                                                    command,
                                                    BackendRoutes::answer));
                        }));
    }

    private static JsonNode answer(OperationReply.Accepted accepted) {
        var answer = Json.object();
        if (accepted.data() instanceof ObjectNode made) {
            answer.setAll(made);
        }
        return answer.setAll(Operations.answer(accepted));
    }

    private Route done(
            Widgets.Writing writing,
            String name,
            JsonNode data,
            WidgetCommand command,
            Function<OperationReply.Accepted, JsonNode> answer) {
        return Replies.operation(
                widgets.submit(writing, name, data, command),
                accepted -> Replies.json(StatusCodes.OK, answer.apply(accepted)));
    }
}

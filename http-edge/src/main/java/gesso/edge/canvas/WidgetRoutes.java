package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Apps;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.CanvasCommand.UpgradeWidget;
import gesso.protocol.entity.OperationReply;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/canvas/{id}/widgets: where widgets lie; their apps' data is elsewhere. */
final class WidgetRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final Apps apps;

    WidgetRoutes(Doors doors, Operations operations, Bodies bodies, Apps apps) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.apps = apps;
    }

    Route routes(String canvas) {
        return concat(
                pathEnd(() -> post(() -> add(canvas))),
                path(
                        segment(),
                        widget ->
                                Ids.isWidget(widget)
                                        ? one(canvas, widget)
                                        : Problem.notFound().route()),
                path(
                        segment().slash("restore"),
                        widget ->
                                post(() ->
                                        change(
                                                canvas,
                                                widget,
                                                "restore-widget",
                                                new CanvasCommand.RestoreWidget(widget)))),
                path(segment().slash("upgrade"), widget -> post(() -> upgrade(canvas, widget))));
    }

    private Route one(String canvas, String widget) {
        return concat(
                get(() -> read(canvas, widget)),
                patch(() -> amend(canvas, widget)),
                delete(() ->
                        change(
                                canvas,
                                widget,
                                "remove-widget",
                                new CanvasCommand.RemoveWidget(widget))));
    }

    private Route add(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        CommandCodec.canvas("add-widget", body),
                                        command -> add(caller, canvas, op, body, command))));
    }

    private Route add(
            Caller caller, String canvas, String op, JsonNode body, CanvasCommand command) {
        if (!(command instanceof AddWidget add)) {
            throw new IllegalStateException("add-widget is an AddWidget");
        }
        return found(
                new Apps.Wanted.Offered(add.appId(), canvas),
                app -> add(caller, canvas, op, body, add, app));
    }

    private Route found(Apps.Wanted wanted, Function<AppRef, Route> next) {
        return onSuccess(
                apps.find(wanted),
                found ->
                        switch (found) {
                            case Apps.Found.Known(var app) -> next.apply(app);
                            case Apps.Found.Refused(var why, var detail) ->
                                    Problem.of(why, detail).route();
                        });
    }

    private Route upgrade(String canvas, String widget) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.json(body -> {
                            var data = Json.object().put("widget", widget);
                            data.set("version", body.path("version"));
                            return Bodies.decoded(
                                    CommandCodec.canvas("upgrade-widget", data),
                                    command -> upgrade(caller, canvas, op, data, command));
                        }));
    }

    private Route upgrade(
            Caller caller, String canvas, String op, JsonNode data, CanvasCommand command) {
        if (!(command instanceof UpgradeWidget(var widget, var version, _))) {
            throw new IllegalStateException("upgrade-widget is an UpgradeWidget");
        }
        return found(
                new Apps.Wanted.Release(canvas, widget, version),
                app ->
                        submitted(
                                Wish.ofCanvas(
                                        caller,
                                        canvas,
                                        op,
                                        "upgrade-widget",
                                        data,
                                        new UpgradeWidget(widget, version, app)),
                                widget));
    }

    private Route add(
            Caller caller, String canvas, String op, JsonNode body, AddWidget add, AppRef app) {
        var full =
                new AddWidget(
                        add.appId(), add.position(), add.size(), add.config(), add.widget(), app);
        var wish = Wish.ofCanvas(caller, canvas, op, "add-widget", body, full);
        return Replies.operation(
                operations.submit(wish),
                accepted -> {
                    var made = accepted.events().getFirst().data();
                    var widget = made.path("widget").asText();
                    var fallback = Json.object().put("id", widget);
                    fallback.setAll((com.fasterxml.jackson.databind.node.ObjectNode) made);
                    fallback.remove("widget");
                    return shown(
                            wish,
                            accepted,
                            widget,
                            fallback,
                            answer ->
                                    Replies.created(
                                            "/api/canvas/" + canvas + "/widgets/" + widget,
                                            answer));
                });
    }

    private Route read(String canvas, String widget) {
        return doors.signedIn(caller ->
                Replies.read(
                        operations.canvas(caller, canvas),
                        state ->
                                CanvasAnswers.inList(state.data().path("widgets"), "id", widget)
                                        .map(found ->
                                                Replies.tagged(
                                                        Long.toString(state.revision()),
                                                        Replies.FRESH,
                                                        found))
                                        .orElseGet(() -> absent(state.data(), widget))));
    }

    private static Route absent(JsonNode state, String widget) {
        return CanvasAnswers.inList(state.path("removed"), "id", widget).isPresent()
                ? Problem.of(Refusal.GONE, "The widget has been removed.").route()
                : Problem.notFound().route();
    }

    private Route amend(String canvas, String widget) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        unchanged(
                                caller,
                                canvas,
                                op,
                                bodies.json(body ->
                                        Bodies.decoded(
                                                CommandCodec.amendWidget(widget, body),
                                                command -> {
                                                    var data = Json.object().put("widget", widget);
                                                    data.set("change", body);
                                                    return submitted(
                                                            Wish.ofCanvas(
                                                                    caller,
                                                                    canvas,
                                                                    op,
                                                                    "#amend-widget",
                                                                    data,
                                                                    command),
                                                            widget);
                                                }))));
    }

    private Route change(String canvas, String widget, String name, CanvasCommand command) {
        var data = Json.object().put("widget", widget);
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        unchanged(
                                caller,
                                canvas,
                                op,
                                submitted(
                                        Wish.ofCanvas(caller, canvas, op, name, data, command),
                                        widget)));
    }

    private Route unchanged(Caller caller, String canvas, String op, Route inner) {
        return doors.unchanged(
                caller, canvas, op, () -> operations.canvas(caller, canvas), () -> inner);
    }

    private Route submitted(Wish wish, String widget) {
        return org.apache.pekko.http.javadsl.server.Directives.extractRequest(_ ->
                Replies.operation(
                        operations.submit(wish),
                        accepted ->
                                shown(
                                        wish,
                                        accepted,
                                        widget,
                                        Json.object().put("id", widget),
                                        answer -> Replies.json(StatusCodes.OK, answer))));
    }

    /** The widget as in the state of the canvas after the write. */
    private Route shown(
            Wish wish,
            OperationReply.Accepted accepted,
            String widget,
            JsonNode fallback,
            Function<JsonNode, Route> answered) {
        return Replies.read(
                operations.canvas(wish.caller(), wish.canvas()),
                state ->
                        answered.apply(
                                CanvasAnswers.with(
                                        accepted,
                                        CanvasAnswers.widget(state.data(), widget)
                                                .orElse(fallback))));
    }
}

package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Replies;
import gesso.edge.live.Apps;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import gesso.protocol.canvas.Size;
import gesso.protocol.canvas.WidgetCopy;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.widget.WidgetCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * POST /api/canvas/{id}/copies: a new widget with the data of another one. Two entities take part
 * under one operation id: the canvas adds the widget, then the widget is seeded with what its
 * source was in one read. Sent again after a crash between the two, the second is done.
 */
final class CopyRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final Apps apps;

    CopyRoutes(Doors doors, Operations operations, Bodies bodies, Apps apps) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.apps = apps;
    }

    /**
     * @param placed as its canvas shows it
     * @param inside its app, config and state
     */
    private record Source(JsonNode placed, JsonNode inside) {
        Size size() {
            return Json.value(placed.path("size"), Size.class);
        }

        AppRef as(AppRef app) {
            var title = placed.path("title").asText();
            return new AppRef(
                    app.version(), title, app.backend(), app.size(), app.min(), app.max());
        }

        WidgetCommand seed() {
            return new WidgetCommand.Seed(
                    inside.path("app").path("id").asText(),
                    inside.path("app").path("version").asText(),
                    inside.path("config"),
                    inside.path("state"));
        }
    }

    /** A source, or why there is none. */
    private record Found(@Nullable Source source, @Nullable OperationReply why) {}

    Route copy(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        CommandCodec.copy(body),
                                        copy -> copy(caller, canvas, op, body, copy))));
    }

    private Route copy(Caller caller, String canvas, String op, JsonNode body, WidgetCopy copy) {
        return onSuccess(
                source(caller, op, copy.from()),
                found -> {
                    var source = found.source();
                    if (source == null) {
                        return again(caller, canvas, op, body, copy, found);
                    }
                    var appId = source.placed().path("appId").asText();
                    return onSuccess(
                            apps.find(new Apps.Wanted.Offered(appId, canvas)),
                            app ->
                                    switch (app) {
                                        case Apps.Found.Known(var known) ->
                                                added(
                                                        order(
                                                                caller,
                                                                canvas,
                                                                op,
                                                                body,
                                                                copy,
                                                                source,
                                                                Optional.of(known)),
                                                        source);
                                        case Apps.Found.Refused(var why, var detail) ->
                                                again(
                                                        caller,
                                                        canvas,
                                                        op,
                                                        body,
                                                        copy,
                                                        new Found(null, refused(op, why, detail)));
                                    });
                });
    }

    private static OperationReply refused(String op, Refusal why, String detail) {
        return new OperationReply.Refused(op, why, detail, List.of());
    }

    /** What the source was is read no more; what has been done keeps its answer. */
    private Route again(
            Caller caller, String canvas, String op, JsonNode body, WidgetCopy copy, Found found) {
        var refused = found.why();
        return onSuccess(
                operations.isDone(caller, canvas, op),
                done ->
                        done || refused == null
                                ? added(
                                        order(
                                                caller,
                                                canvas,
                                                op,
                                                body,
                                                copy,
                                                null,
                                                Optional.empty()),
                                        null)
                                : Replies.operation(
                                        CompletableFuture.completedFuture(refused),
                                        _ -> {
                                            throw new IllegalStateException("a refusal");
                                        }));
    }

    private static Wish order(
            Caller caller,
            String canvas,
            String op,
            JsonNode body,
            WidgetCopy copy,
            @Nullable Source source,
            Optional<AppRef> app) {
        var add =
                new AddWidget(
                        source == null ? "" : source.placed().path("appId").asText(),
                        copy.position(),
                        source == null ? null : source.size(),
                        source == null ? null : source.inside().path("config"),
                        copy.widget(),
                        source == null ? null : app.map(source::as).orElse(null));
        return new Wish(
                caller, canvas, op, copy.cause(), EventView.CANVAS, "#copy-widget", body, add);
    }

    private Route added(Wish order, @Nullable Source source) {
        return Replies.operation(
                operations.submit(order),
                accepted -> {
                    var made = accepted.events().getFirst().data();
                    var widget = made.path("widget").asText();
                    return source == null
                            ? shown(order, accepted, widget, made)
                            : Replies.operation(
                                    operations.submit(seed(order, widget, source)),
                                    _ -> shown(order, accepted, widget, made));
                });
    }

    /** The state is not part of what the operation is known by: it may have changed since. */
    private static Wish seed(Wish order, String widget, Source source) {
        return new Wish(
                order.caller(),
                order.canvas(),
                order.op(),
                order.cause(),
                widget,
                "#seed",
                order.data(),
                source.seed());
    }

    private Route shown(
            Wish order, OperationReply.Accepted accepted, String widget, JsonNode made) {
        return Replies.read(
                operations.canvas(order.caller(), order.canvas()),
                state -> {
                    ObjectNode fallback = made.deepCopy();
                    fallback.remove("widget");
                    fallback.put("id", widget);
                    return Replies.created(
                            "/api/canvas/" + order.canvas() + "/widgets/" + widget,
                            CanvasAnswers.with(
                                    accepted,
                                    CanvasAnswers.widget(state.data(), widget).orElse(fallback)));
                });
    }

    /** Whoever may read it may copy it. */
    private CompletionStage<Found> source(Caller caller, String op, WidgetCopy.Source from) {
        return operations
                .canvas(caller, from.canvas())
                .thenCompose(canvas -> {
                    if (!(canvas instanceof ReadReply.State state)) {
                        return CompletableFuture.completedFuture(new Found(null, why(op, canvas)));
                    }
                    var placed =
                            CanvasAnswers.inList(state.data().path("widgets"), "id", from.widget());
                    if (placed.isEmpty()) {
                        boolean gone =
                                CanvasAnswers.widget(state.data(), from.widget()).isPresent();
                        var absent =
                                new ReadReply.Refused(
                                        gone ? Refusal.GONE : Refusal.NOT_FOUND,
                                        "the widget to copy is not there");
                        return CompletableFuture.completedFuture(new Found(null, why(op, absent)));
                    }
                    return operations
                            .widget(caller, from.canvas(), from.widget())
                            .thenApply(inside ->
                                    inside instanceof ReadReply.State whole
                                            ? new Found(
                                                    new Source(placed.get(), whole.data()), null)
                                            : new Found(null, why(op, inside)));
                });
    }

    private static @Nullable OperationReply why(String op, ReadReply reply) {
        return switch (reply) {
            case ReadReply.State _ -> null;
            case ReadReply.Refused(var why, var detail) ->
                    new OperationReply.Refused(op, why, detail, java.util.List.of());
            case ReadReply.Retry(var after) -> new OperationReply.Retry(op, after);
        };
    }
}

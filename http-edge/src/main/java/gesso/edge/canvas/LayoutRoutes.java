package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.EdgeLimits;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.OperationReply;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/canvas/{id}/layouts: named arrangements, saved and loaded. */
final class LayoutRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final EdgeLimits limits;

    LayoutRoutes(Doors doors, Operations operations, Bodies bodies, EdgeLimits limits) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.limits = limits;
    }

    Route routes(String canvas) {
        return concat(
                pathEnd(() -> concat(get(() -> list(canvas)), post(() -> save(canvas)))),
                path(segment().slash("load"), layout -> post(() -> load(canvas, layout))));
    }

    private Route list(String canvas) {
        return doors.reader(
                canvas,
                caller ->
                        Page.of(
                                limits,
                                page ->
                                        Replies.read(
                                                operations.canvas(caller, canvas),
                                                state ->
                                                        Replies.tagged(
                                                                Long.toString(state.revision()),
                                                                Replies.FRESH,
                                                                Lists.page(
                                                                        state.data()
                                                                                .path("layouts"),
                                                                        "id",
                                                                        page)))));
    }

    private Route save(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        CommandCodec.canvas("save-layout", body),
                                        command ->
                                                saved(
                                                        Wish.ofCanvas(
                                                                caller,
                                                                canvas,
                                                                op,
                                                                "save-layout",
                                                                body,
                                                                command)))));
    }

    private Route saved(Wish wish) {
        return Replies.operation(
                operations.submit(wish),
                accepted -> {
                    var made = made(accepted);
                    var answer =
                            Operations.answer(accepted)
                                    .put("id", made.path("layout").asText())
                                    .put("name", made.path("name").asText())
                                    .put("by", wish.caller().user());
                    answer.set("places", made.path("places"));
                    return Replies.created("/api/canvas/" + wish.canvas() + "/layouts", answer);
                });
    }

    private static JsonNode made(OperationReply.Accepted accepted) {
        var events = accepted.events();
        return events.isEmpty() ? Json.object() : events.getLast().data();
    }

    private Route load(String canvas, String layout) {
        if (!Ids.isEntity(layout)) {
            return Problem.notFound().route();
        }
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        Replies.operation(
                                operations.submit(
                                        Wish.ofCanvas(
                                                caller,
                                                canvas,
                                                op,
                                                "load-layout",
                                                Json.object().put("layout", layout),
                                                new CanvasCommand.LoadLayout(layout))),
                                accepted ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                Operations.answer(accepted).put("id", layout))));
    }
}

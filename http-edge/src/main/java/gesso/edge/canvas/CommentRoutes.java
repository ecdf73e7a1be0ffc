package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.EdgeLimits;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.OperationReply;
import java.time.Instant;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/canvas/{id}/comments: what people say about a canvas and its widgets. */
final class CommentRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final EdgeLimits limits;

    CommentRoutes(Doors doors, Operations operations, Bodies bodies, EdgeLimits limits) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.limits = limits;
    }

    Route routes(String canvas) {
        return concat(
                pathEnd(() -> concat(get(() -> list(canvas)), post(() -> add(canvas)))),
                path(
                        segment(),
                        comment ->
                                Ids.isWidget(comment)
                                        ? one(canvas, comment)
                                        : Problem.notFound().route()),
                path(
                        segment().slash("restore"),
                        comment ->
                                post(() ->
                                        change(
                                                canvas,
                                                comment,
                                                "restore-comment",
                                                new CanvasCommand.RestoreComment(comment)))));
    }

    private Route one(String canvas, String comment) {
        return concat(
                patch(() -> edit(canvas, comment)),
                delete(() ->
                        change(
                                canvas,
                                comment,
                                "remove-comment",
                                new CanvasCommand.RemoveComment(comment))));
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
                                                                                .path("comments"),
                                                                        "id",
                                                                        page)))));
    }

    private Route add(String canvas) {
        return doors.writer(
                canvas,
                Right.COMMENT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        CommandCodec.canvas("comment", body),
                                        command ->
                                                added(
                                                        Wish.ofCanvas(
                                                                caller, canvas, op, "comment", body,
                                                                command)))));
    }

    /** As its first event makes it: the same answer for ever. */
    private Route added(Wish wish) {
        return Replies.operation(
                operations.submit(wish),
                accepted -> {
                    var made = (ObjectNode) accepted.events().getFirst().data().deepCopy();
                    var id = made.remove("comment").asText();
                    made.remove("answers");
                    made.put("id", id)
                            .put("by", wish.caller().user())
                            .put("createdAt", time(accepted.at()))
                            .put("resolved", false)
                            .put("removed", false);
                    return Replies.created(
                            "/api/canvas/" + wish.canvas() + "/comments/" + id,
                            CanvasAnswers.with(accepted, made));
                });
    }

    private Route edit(String canvas, String comment) {
        return doors.writer(
                canvas,
                Right.COMMENT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        CommandCodec.editComment(comment, body),
                                        command -> {
                                            var data = Json.object().put("comment", comment);
                                            data.set("change", body);
                                            return submitted(
                                                    Wish.ofCanvas(
                                                            caller,
                                                            canvas,
                                                            op,
                                                            "#edit-comment",
                                                            data,
                                                            command),
                                                    comment);
                                        })));
    }

    private Route change(String canvas, String comment, String name, CanvasCommand command) {
        var data = Json.object().put("comment", comment);
        return doors.writer(
                canvas,
                Right.COMMENT,
                (caller, op) ->
                        submitted(Wish.ofCanvas(caller, canvas, op, name, data, command), comment));
    }

    /** The comment as in the state of the canvas after the write; of a removed one its id. */
    private Route submitted(Wish wish, String comment) {
        return Replies.operation(
                operations.submit(wish),
                accepted ->
                        Replies.read(
                                operations.canvas(wish.caller(), wish.canvas()),
                                state ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                answer(accepted, state.data(), comment))));
    }

    private static JsonNode answer(
            OperationReply.Accepted accepted, JsonNode state, String comment) {
        Function<JsonNode, ObjectNode> about =
                found -> ((ObjectNode) found.deepCopy()).set("about", found.path("at"));
        return CanvasAnswers.inList(state.path("comments"), "id", comment)
                .map(about)
                .map(found -> CanvasAnswers.with(accepted, found))
                .orElseGet(() -> Operations.answer(accepted).put("id", comment));
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(HybridClock.millis(at)).toString();
    }
}

package gesso.edge.canvas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Json;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** /api/canvas/{id}/undo and /redo. */
final class UndoRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;

    UndoRoutes(Doors doors, Operations operations, Bodies bodies) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
    }

    Route undo(String canvas) {
        return step(canvas, "undo");
    }

    Route redo(String canvas) {
        return step(canvas, "redo");
    }

    private Route step(String canvas, String name) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.optionalJson(given -> {
                            var body = given.isMissingNode() ? Json.object() : given;
                            return Bodies.decoded(
                                    CommandCodec.canvas(name, body),
                                    command ->
                                            done(
                                                    Wish.ofCanvas(
                                                            caller, canvas, op, name, body,
                                                            command)));
                        }));
    }

    private Route done(Wish wish) {
        return Replies.operation(
                operations.submit(wish),
                accepted -> {
                    var answer = Json.object();
                    if (accepted.data() instanceof ObjectNode data) {
                        answer.setAll(data);
                    }
                    answer.setAll(Operations.answer(accepted));
                    return Replies.json(StatusCodes.OK, answer);
                });
    }
}

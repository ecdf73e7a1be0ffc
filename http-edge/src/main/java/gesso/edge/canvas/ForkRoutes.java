package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.OperationReply;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** POST /api/canvas/{id}/fork: a canvas at an instant becomes a new one, with all its app data. */
final class ForkRoutes {
    private static final String NOW = "now";

    /**
     * @param at null for the present
     */
    private record Asked(@Nullable Long at, @Nullable String title) {}

    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;
    private final CanvasAnswers answers;

    ForkRoutes(Doors doors, Operations operations, Bodies bodies, CanvasAnswers answers) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
        this.answers = answers;
    }

    Route fork(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.optionalJson(given -> {
                            var body = given.isMissingNode() ? Json.object() : given;
                            return Bodies.decoded(
                                    decode(body), asked -> closed(caller, canvas, op, body, asked));
                        }));
    }

    private static Decoded<Asked> decode(JsonNode body) {
        var f = Fields.of(body);
        @Nullable String when = f.optional("at", name -> f.anything(name).asText());
        @Nullable Long at = null;
        if (when != null && !when.equals(NOW)) {
            var parsed = InstantRoutes.parse(when);
            if (parsed.isPresent()) {
                at = parsed.getAsLong();
            } else {
                f.fault("at", "must be a clock value, an ISO 8601 time or now");
            }
        }
        return f.done(
                new Asked(at, f.optional("title", name -> f.title(name, CommandCodec.TITLE_MAX))));
    }

    /** Only what is closed is the same for ever. */
    private Route closed(Caller caller, String canvas, String op, JsonNode body, Asked asked) {
        return Replies.read(
                operations.present(caller, canvas),
                present -> {
                    var at = asked.at();
                    return at != null && at > present.at()
                            ? Problem.of(Refusal.FUTURE, "That instant has not come yet.").route()
                            : forked(
                                    caller,
                                    op,
                                    body,
                                    new CanvasCommand.Fork(
                                            canvas, at == null ? present.at() : at, asked.title()));
                });
    }

    /** The id follows from the operation, so that a resend finds the same canvas. */
    private Route forked(Caller caller, String op, JsonNode body, CanvasCommand.Fork command) {
        var id = CanvasRoutes.derived("fork", caller.user(), op);
        var asked = Json.object();
        asked.put("canvas", command.canvas()).set("body", body);
        return Replies.operation(
                operations.submitAsStranger(Wish.ofCanvas(caller, id, op, "#fork", asked, command)),
                accepted -> shown(caller, id, accepted));
    }

    private Route shown(Caller caller, String id, OperationReply.Accepted accepted) {
        return Replies.read(
                operations.canvas(caller, id),
                state ->
                        onSuccess(
                                answers.named(state.data()),
                                named ->
                                        Replies.created(
                                                "/api/canvas/" + id,
                                                CanvasAnswers.with(accepted, named))));
    }
}

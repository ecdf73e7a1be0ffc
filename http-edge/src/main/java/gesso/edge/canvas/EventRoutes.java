package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.edge.access.Caller;
import gesso.edge.canvas.Operations.Wish;
import gesso.edge.http.Bodies;
import gesso.edge.http.Replies;
import gesso.edge.live.Right;
import gesso.protocol.Json;
import gesso.protocol.bus.Publication;
import gesso.protocol.bus.Publication.Target;
import gesso.protocol.entity.OperationReply;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code POST /api/canvas/{id}/events}: publishes on the event bus, for authors, operators and
 * services outside. What comes of it is one event of the widget that the source or the metadata
 * names; readers of the bus read the history.
 */
final class EventRoutes {
    private final Doors doors;
    private final Operations operations;
    private final Bodies bodies;

    EventRoutes(Doors doors, Operations operations, Bodies bodies) {
        this.doors = doors;
        this.operations = operations;
        this.bodies = bodies;
    }

    Route publish(String canvas) {
        return doors.writer(
                canvas,
                Right.EDIT,
                (caller, op) ->
                        bodies.json(body ->
                                Bodies.decoded(
                                        Publication.decode(body),
                                        event -> placed(caller, canvas, op, event))));
    }

    /** Sent again, it goes where it went, whatever has come to the canvas since. */
    private Route placed(Caller caller, String canvas, String op, Publication event) {
        return onSuccess(
                operations.entityOf(caller, canvas, op),
                done ->
                        done.map(event::to)
                                .map(again -> targeted(caller, canvas, op, again))
                                .orElseGet(() -> targeted(caller, canvas, op, event)));
    }

    private Route targeted(Caller caller, String canvas, String op, Publication event) {
        return Replies.read(
                operations.canvas(caller, canvas),
                state ->
                        Bodies.decoded(
                                event.target(state.data()),
                                target -> send(caller, canvas, op, event, target)));
    }

    private Route send(Caller caller, String canvas, String op, Publication event, Target target) {
        var metadata = event.metadata();
        var chained =
                metadata.correlation() == null ? caller : caller.within(metadata.correlation());
        var wish =
                new Wish(
                        chained,
                        canvas,
                        op,
                        metadata.cause(),
                        target.widget(),
                        "emit",
                        event.sum(),
                        event.command());
        return Replies.operation(
                operations.submit(wish), accepted -> published(canvas, event, target, accepted));
    }

    private static Route published(
            String canvas, Publication event, Target target, OperationReply.Accepted accepted) {
        var answer = Json.object();
        answer.put("id", "c|%s|%s#%d".formatted(canvas, target.widget(), accepted.revision()));
        answer.put("type", event.type())
                .put("source", event.source())
                .put("widget", target.widget())
                .setAll(Operations.answer(accepted));
        return Replies.created(
                "/api/canvas/%s/history?of=%s&from=%d&limit=1"
                        .formatted(canvas, target.widget(), accepted.at()),
                answer);
    }
}

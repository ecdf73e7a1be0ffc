package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.Foundation;
import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.app.AppCommand;
import gesso.protocol.entity.OperationReply;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** Ratings of apps, and which apps a canvas might want. */
final class OpinionRoutes {
    private static final int STARS_MAX = 5;

    private final Access access;
    private final Bodies bodies;
    private final Opinions opinions;
    private final AppDesk desk;
    private final FeedWait feed;

    OpinionRoutes(Foundation edge, AppDesk desk, FeedWait feed) {
        this.access = edge.access();
        this.bodies = edge.bodies();
        this.opinions = new Opinions(edge.database(), edge.limits().recommendationFloor());
        this.desk = desk;
        this.feed = feed;
    }

    /** POST: one rating a person, the newest counts. */
    Route rate(String app) {
        return access.signedIn(caller ->
                Idempotency.operation(op ->
                        bodies.read(
                                (Fields f) -> f.done(f.integer("stars", 1, STARS_MAX)),
                                stars -> rate(caller, op, app, stars))));
    }

    private Route rate(Caller caller, String op, String app, int stars) {
        return Replies.operation(
                desk.execute(caller, op, app, "rate", new AppCommand.Rate(stars)),
                accepted ->
                        onSuccess(
                                feed.caughtUp(),
                                _ -> found(caller, app, ratings -> rated(ratings, accepted))));
    }

    private static Route rated(JsonNode ratings, OperationReply.Accepted accepted) {
        var answer = Json.object();
        answer.setAll((com.fasterxml.jackson.databind.node.ObjectNode) ratings);
        answer.put("revision", accepted.revision()).put("at", accepted.at());
        return Replies.json(StatusCodes.OK, answer);
    }

    /** GET: of all, and the reader's own. */
    Route ratings(String app) {
        return access.signedIn(
                caller -> found(caller, app, all -> Replies.json(StatusCodes.OK, all)));
    }

    private Route found(Caller caller, String app, Function<JsonNode, Route> next) {
        return onSuccess(
                opinions.ratings(app, caller.user()),
                (Optional<JsonNode> all) ->
                        all.map(next).orElseGet(() -> Problem.notFound().route()));
    }

    /** GET: for a canvas of the reader's. */
    Route recommendations() {
        return access.signedIn(caller ->
                parameterOptional(
                        "canvas",
                        canvas ->
                                canvas.filter(Ids::isEntity)
                                        .map(id -> recommendations(caller, id))
                                        .orElseGet(() ->
                                                Problem.invalid("canvas", "must name a canvas")
                                                        .route())));
    }

    private Route recommendations(Caller caller, String canvas) {
        return onSuccess(
                feed.caughtUp().thenCompose(_ -> opinions.recommended(canvas, caller.user())),
                found ->
                        found.map(items ->
                                        Replies.json(
                                                StatusCodes.OK, new Page.Listing<>(items, null)))
                                .orElseGet(() -> Problem.notFound().route()));
    }
}

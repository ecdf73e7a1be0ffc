package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.edge.Foundation;
import gesso.edge.access.Operators;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.app.AppCommand;
import gesso.protocol.entity.OperationReply;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** What operators say of apps: revoked, suspended, reinstated. Open pages hear of it at once. */
final class StandingRoutes {
    private static final int REASON_MAX = 300;
    private static final int VERSION_MAX = 64;

    private final Operators operators;
    private final Bodies bodies;
    private final AppDesk desk;
    private final FeedWait feed;
    private final Standings standings;
    private final Consumer<String> changed;

    /**
     * @param changed makes this node forget what it knew of an app and tell its pages
     */
    StandingRoutes(
            Foundation edge,
            AppDesk desk,
            FeedWait feed,
            Standings standings,
            Consumer<String> changed) {
        this.operators = edge.operators();
        this.bodies = edge.bodies();
        this.desk = desk;
        this.feed = feed;
        this.standings = standings;
        this.changed = changed;
    }

    Route revoke(String app) {
        return change(
                app,
                "revoke",
                f ->
                        f.done(
                                new AppCommand.Revoke(
                                        f.optional("version", name -> f.text(name, 1, VERSION_MAX)),
                                        f.title("reason", REASON_MAX))));
    }

    Route suspend(String app) {
        return change(
                app, "suspend", f -> f.done(new AppCommand.Suspend(f.title("reason", REASON_MAX))));
    }

    Route reinstate(String app) {
        return change(app, "reinstate", f -> f.done(new AppCommand.Reinstate()));
    }

    private <C extends AppCommand> Route change(
            String app, String name, Function<Fields, Decoded<C>> decode) {
        return operators.only(caller ->
                Idempotency.operation(op ->
                        bodies.read(
                                decode,
                                command ->
                                        Replies.operation(
                                                desk.execute(caller, op, app, name, command),
                                                accepted -> changed(app, accepted)))));
    }

    private Route changed(String app, OperationReply.Accepted accepted) {
        return onSuccess(
                feed.caughtUp().thenCompose(_ -> standings.of(Set.of(app))),
                all -> {
                    changed.accept(app);
                    var standing = all.get(app);
                    if (standing == null) {
                        return Problem.unavailable().route();
                    }
                    var answer =
                            (com.fasterxml.jackson.databind.node.ObjectNode) Json.tree(standing);
                    answer.put("id", app)
                            .put("revision", accepted.revision())
                            .put("at", accepted.at());
                    return Replies.json(StatusCodes.OK, answer);
                });
    }
}

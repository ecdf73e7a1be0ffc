package gesso.edge.registry;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.access.Operators;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.edge.registry.AppFiles.Build;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.OperationReply;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code POST /api/registry/apps}: puts a built app, or a further version of one, into use. */
final class PublishRoutes {
    private final Operators operators;
    private final Bodies bodies;
    private final long bodyBytes;
    private final Catalogue catalogue;
    private final AppFiles files;
    private final AppDesk desk;
    private final FeedWait feed;
    private final Consumer<String> changed;

    PublishRoutes(
            Foundation edge,
            AppFiles files,
            AppDesk desk,
            FeedWait feed,
            Consumer<String> changed) {
        this.operators = edge.operators();
        this.bodies = edge.bodies();
        this.bodyBytes = edge.limits().appBodyBytes();
        this.catalogue = edge.catalogue();
        this.files = files;
        this.desk = desk;
        this.feed = feed;
        this.changed = changed;
    }

    Route publish() {
        return operators.only(caller ->
                Idempotency.operation(op ->
                        bodies.large(
                                bodyBytes,
                                body ->
                                        Bodies.decoded(
                                                Submission.read(body),
                                                app -> publish(caller, op, app)))));
    }

    /**
     * A version with other content is refused before its files are stored; that the registry entry
     * looks again is what counts.
     */
    private Route publish(Caller caller, String op, Submission app) {
        var manifest = app.manifest();
        return onSuccess(
                catalogue.version(manifest.id(), manifest.version()),
                known ->
                        known.filter(other -> !isSame(other, manifest)).isPresent()
                                ? taken(manifest)
                                : onSuccess(
                                        files.store(build(manifest, app.bundle()), app.bundle()),
                                        _ -> register(caller, op, manifest)));
    }

    private Route register(Caller caller, String op, Manifest manifest) {
        return Replies.operation(
                desk.execute(
                        caller, op, manifest.id(), "publish", new AppCommand.Publish(manifest)),
                accepted -> onSuccess(feed.caughtUp(), _ -> answered(manifest, accepted)));
    }

    private Route answered(Manifest manifest, OperationReply.Accepted accepted) {
        changed.accept(manifest.id());
        var answer = (ObjectNode) Json.tree(manifest);
        answer.put("revision", accepted.revision()).put("at", accepted.at());
        return accepted.events().isEmpty()
                ? Replies.json(StatusCodes.OK, answer)
                : Replies.created("/api/registry/apps/" + manifest.id(), answer);
    }

    private static boolean isSame(JsonNode known, Manifest manifest) {
        return Optional.of(known.path("remoteEntry").asText())
                .filter(manifest.remoteEntry()::equals)
                .isPresent();
    }

    private static Route taken(Manifest manifest) {
        return Problem.of(
                        Refusal.CONFLICT,
                        "Version "
                                + manifest.version()
                                + " of "
                                + manifest.id()
                                + " is published with other content. Raise the version.")
                .route();
    }

    private static Build build(Manifest manifest, Bundle bundle) {
        return new Build(manifest.id(), bundle.hash());
    }
}

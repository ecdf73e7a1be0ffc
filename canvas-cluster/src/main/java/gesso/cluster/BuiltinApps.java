package gesso.cluster;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Levels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.pattern.Patterns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the apps that come with this build into the registry. Every node of a build may do so: the
 * operation ids follow from the content, so it has one effect.
 */
final class BuiltinApps {
    private static final Logger log = LoggerFactory.getLogger(BuiltinApps.class);
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final String PLATFORM = "platform";

    private final ActorSystem<?> system;

    BuiltinApps(ActorSystem<?> system) {
        this.system = system;
    }

    /**
     * Completes when all of them are registered that every member can host; goes on as long as the
     * cluster says retry. The others follow when the last older member has left: a registered app
     * can be added, and an older edge would not know where its widgets live.
     */
    CompletionStage<Done> publish(List<Manifest> manifests) {
        return manifests.stream()
                .map(this::publishInTime)
                .reduce(
                        CompletableFuture.completedStage(Done.getInstance()),
                        (one, other) -> one.thenCombine(other, (_, _) -> Done.getInstance()));
    }

    private CompletionStage<Done> publishInTime(Manifest manifest) {
        int needed = Levels.of(new AppCommand.Publish(manifest));
        var level = ClusterLevel.get(system);
        if (level.least() >= needed) {
            return publish(manifest);
        }
        log.info("App waits until every member has level {}. app={}", needed, manifest.id());
        level.reached(needed).thenCompose(_ -> publish(manifest));
        return CompletableFuture.completedStage(Done.getInstance());
    }

    /**
     * A version that is published with other content, as when a tree is built anew, is published as
     * a build of that version: a published version never changes.
     */
    private CompletionStage<Done> publish(Manifest manifest) {
        return send(manifest)
                .thenCompose(reply -> {
                    boolean rebuilt =
                            reply instanceof OperationReply.Refused refused
                                    && refused.why() == Refusal.CONFLICT;
                    return rebuilt
                            ? send(asBuild(manifest))
                            : CompletableFuture.completedStage(reply);
                })
                .thenApply(reply -> {
                    if (reply instanceof OperationReply.Refused(_, var why, var text, _)) {
                        log.error(
                                "App not registered. app={} why={} detail={}",
                                manifest.id(),
                                why,
                                text);
                    }
                    return Done.getInstance();
                });
    }

    private CompletionStage<OperationReply> send(Manifest manifest) {
        var app = ClusterSharding.get(system).entityRefFor(EntityKeys.APP, manifest.id());
        var operation = operation(manifest);
        return app.<OperationReply>ask(
                        replyTo -> (EntityMessage) new Execute(List.of(operation), replyTo), ASK)
                .exceptionally(_ -> new OperationReply.Retry(operation.id(), 0))
                .thenCompose(reply ->
                        reply instanceof OperationReply.Retry
                                ? Patterns.after(AGAIN, system, () -> send(manifest))
                                : CompletableFuture.completedStage(reply));
    }

    private static Operation operation(Manifest manifest) {
        var sum = Sums.of("app", "publish", Json.tree(manifest));
        var id = "publish-" + sum;
        return new Operation(
                id,
                PLATFORM,
                null,
                PLATFORM,
                null,
                id,
                null,
                null,
                null,
                sum,
                true,
                0,
                0,
                new AppCommand.Publish(manifest));
    }

    private static Manifest asBuild(Manifest m) {
        var build = Sums.id(m.id(), m.version(), m.integrity(), m.remoteEntry()).substring(0, 8);
        return new Manifest(
                m.id(),
                m.title(),
                m.version() + "+" + build,
                m.origin(),
                m.remoteEntry(),
                m.summary(),
                m.icon(),
                m.category(),
                m.author(),
                m.permissions(),
                m.sizes(),
                m.backend(),
                m.modules(),
                m.integrity(),
                m.bytes(),
                m.generated(),
                m.intents());
    }
}

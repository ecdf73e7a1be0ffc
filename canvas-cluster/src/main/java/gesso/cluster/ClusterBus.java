package gesso.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.bus.EventBus;
import gesso.cluster.bus.EventHandler;
import gesso.cluster.bus.Subscriber;
import gesso.cluster.feed.FeedDaemon;
import gesso.cluster.feed.Subscriptions;
import gesso.cluster.journal.CanvasJournal;
import gesso.cluster.journal.JournalReader;
import gesso.cluster.journal.OperationKey;
import gesso.protocol.Clients;
import gesso.protocol.Correlations;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Publication;
import gesso.protocol.bus.Publication.Target;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The bus of one cluster. An event that is published is an {@code emit} of its widget, so it is
 * stored, told and replayed as every other; subscriptions follow the journal.
 */
final class ClusterBus implements EventBus {
    private static final Duration ASK = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final JournalReader reader;
    private final List<CompletableFuture<Boolean>> registered = new ArrayList<>();

    ClusterBus(ActorSystem<?> system, JournalReader reader) {
        this.system = system;
        this.reader = reader;
    }

    /** Those on the class path, named in {@code META-INF/services}. */
    void subscribeFound() {
        for (var one : ServiceLoader.load(Subscriber.class, ClusterBus.class.getClassLoader())) {
            subscribe(one.pattern(), one);
        }
    }

    /** Completes when no subscription misses what happens from now on. */
    CompletionStage<Done> subscribed() {
        return CompletableFuture.allOf(registered.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> Done.getInstance());
    }

    @Override
    public void subscribe(EventPattern pattern, EventHandler handler) {
        if (!Ids.isWidget(handler.name())) {
            throw new IllegalArgumentException("no name of a subscription: " + handler.name());
        }
        if (registered.size() == reader.subscriptionsMax()) {
            throw new IllegalStateException("gesso.journal.subscriptions is " + registered.size());
        }
        if (Cluster.get(system).selfMember().hasRole(FeedDaemon.ROLE)) {
            registered.add(
                    new Subscriptions(reader).register(pattern, handler).toCompletableFuture());
            FeedDaemon.start(system, pattern, handler, this);
        }
    }

    @Override
    public CompletionStage<OperationReply> publish(Publication event, Stamp stamp) {
        return new CanvasJournal(reader, stamp.canvas())
                .operation(new OperationKey(Clients.service(stamp.service()), stamp.op()))
                .thenCompose(done ->
                        canvas(stamp)
                                .thenCompose(canvas ->
                                        switch (canvas) {
                                            case ReadReply.State(_, _, var view) ->
                                                    send(again(event, done), stamp, view);
                                            case ReadReply.Refused(var why, var detail) ->
                                                    refused(stamp, why, detail, List.of());
                                            case ReadReply.Retry(var after) ->
                                                    CompletableFuture.completedStage(
                                                            new OperationReply.Retry(
                                                                    stamp.op(), after));
                                        }));
    }

    private CompletionStage<ReadReply> canvas(Stamp stamp) {
        return ClusterSharding.get(system)
                .entityRefFor(EntityKeys.CANVAS, stamp.canvas())
                .ask(replyTo -> new EntityMessage.Read(stamp.user(), 0, replyTo), ASK);
    }

    /** What has been published goes where it went, whatever has come to the canvas since. */
    private static Publication again(Publication event, List<EventView> done) {
        return done.isEmpty() ? event : event.to(done.getFirst().of());
    }

    private CompletionStage<OperationReply> send(Publication event, Stamp stamp, JsonNode canvas) {
        var role = Role.of(canvas.path("role").asText());
        if (!role.mayEdit()) {
            var detail = "not with the role " + role.code();
            return refused(stamp, Refusal.FORBIDDEN, detail, List.of());
        }
        return switch (event.target(canvas)) {
            case Decoded.Ok<Target>(var at) ->
                    new ShardedNeighbours(system, stamp.canvas())
                            .execute(at.backend(), at.widget(), operation(event, stamp, at));
            case Decoded.Invalid<Target>(var why, var detail, var errors) ->
                    refused(stamp, why, detail, errors);
        };
    }

    private static Operation operation(Publication event, Stamp stamp, Target at) {
        var metadata = event.metadata();
        return new Operation(
                stamp.op(),
                Clients.service(stamp.service()),
                null,
                stamp.user(),
                metadata.cause(),
                Correlations.of(metadata.correlation(), metadata.cause(), stamp.op()),
                null,
                null,
                null,
                Sums.of(at.widget(), "emit", event.sum()),
                true,
                0,
                0,
                event.command());
    }

    private static CompletionStage<OperationReply> refused(
            Stamp stamp, Refusal why, String detail, List<FieldError> errors) {
        return CompletableFuture.completedStage(
                new OperationReply.Refused(stamp.op(), why, detail, errors));
    }
}

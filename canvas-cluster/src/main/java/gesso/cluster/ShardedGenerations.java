package gesso.cluster;

import gesso.cluster.feed.OpenGenerations;
import gesso.cluster.feed.SigningKeys;
import gesso.cluster.generation.FreePlace;
import gesso.cluster.generation.GenerationQueue;
import gesso.cluster.generation.Packaging;
import gesso.cluster.generation.Surroundings;
import gesso.cluster.journal.JournalReader;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.ai.QueueMessage;
import gesso.protocol.ai.Task;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasView;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.EntityRoles;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.release.ClusterLevel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.pattern.Patterns;

/** Reaches what a generation works with, wherever in the cluster it lives. */
record ShardedGenerations(ActorSystem<?> system, JournalReader reader, ActorRef<QueueMessage> queue)
        implements Surroundings {
    private static final Duration ASK = Duration.ofSeconds(6);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS = 100;

    /** Looked for anew when somebody else takes the one that was free. */
    private static final int PLACES = 5;

    private static final int RETRY_MILLIS = 1_000;
    private static final String WAKER = "platform";

    /** On every node; one of those that host entities has the queue, the others reach that one. */
    static ShardedGenerations start(
            ActorSystem<?> system, JournalReader reader, EntityRoles roles) {
        var queue =
                ClusterSingleton.get(system)
                        .init(
                                SingletonActor.of(
                                                GenerationQueue.create(() -> wake(system, reader)),
                                                GenerationQueue.NAME)
                                        .withSettings(
                                                ClusterSingletonSettings.create(system)
                                                        .withRole(
                                                                roles.of(EntityKeys.GENERATION))));
        return new ShardedGenerations(system, reader, queue);
    }

    private static void wake(ActorSystem<?> system, JournalReader reader) {
        reader.read(OpenGenerations::read)
                .thenAccept(open ->
                        open.forEach(id ->
                                ClusterSharding.get(system)
                                        .entityRefFor(EntityKeys.GENERATION, id)
                                        .tell(
                                                new EntityMessage.Read(
                                                        WAKER, 0, system.ignoreRef()))));
    }

    @Override
    public void enqueue(Task task) {
        queue.tell(new QueueMessage.Enqueue(task));
    }

    @Override
    public void withdraw(String generation) {
        queue.tell(new QueueMessage.Withdraw(generation));
    }

    @Override
    public CompletionStage<Manifest> packaged(String generation, Generation state) {
        return reader.read(SigningKeys::current)
                .thenApply(signer -> Packaging.manifest(generation, state, signer));
    }

    @Override
    public CompletionStage<OperationReply> publish(String generation, Manifest manifest) {
        return execute(
                EntityKeys.APP,
                manifest.id(),
                "publish-" + manifest.version(),
                generation,
                manifest.generated() == null
                        ? WAKER
                        : Objects.requireNonNullElse(manifest.generated().owner(), WAKER),
                new AppCommand.Publish(manifest));
    }

    @Override
    public CompletionStage<OperationReply> share(String generation, String version) {
        return execute(
                EntityKeys.APP,
                Generation.app(generation),
                "share-" + version,
                generation,
                WAKER,
                new AppCommand.Share(version));
    }

    @Override
    public CompletionStage<Placing> place(String generation, Generation state) {
        var manifest = Objects.requireNonNull(state.published().orElseThrow().manifest());
        return listed(manifest, LOOKS)
                .thenCompose(found ->
                        found
                                ? placeListed(generation, state)
                                : CompletableFuture.completedStage(new Placing.Later()));
    }

    /** A page that sees the widget asks for its app at once. */
    private CompletionStage<Boolean> listed(Manifest manifest, int looks) {
        return reader.read(connection ->
                        OpenGenerations.isListed(connection, manifest.id(), manifest.version()))
                .thenCompose(found ->
                        found || looks <= 1
                                ? CompletableFuture.completedStage(found)
                                : Patterns.after(LOOK, system, () -> listed(manifest, looks - 1)));
    }

    private CompletionStage<Placing> placeListed(String generation, Generation state) {
        return placeListed(generation, state, PLACES);
    }

    private CompletionStage<Placing> placeListed(String generation, Generation state, int places) {
        var canvas = Objects.requireNonNull(state.canvas());
        return ClusterSharding.get(system)
                .entityRefFor(EntityKeys.CANVAS, canvas)
                .<ReadReply>ask(replyTo -> new EntityMessage.Read(state.owner(), 0, replyTo), ASK)
                .thenCompose(reply ->
                        switch (reply) {
                            case ReadReply.State(_, _, var data) ->
                                    place(
                                            generation,
                                            state,
                                            canvas,
                                            Json.value(data, CanvasView.class),
                                            places);
                            case ReadReply.Refused(_, var detail) ->
                                    CompletableFuture.completedStage(new Placing.Refused(detail));
                            case ReadReply.Retry _ ->
                                    CompletableFuture.completedStage(new Placing.Later());
                        });
    }

    private CompletionStage<Placing> place(
            String generation, Generation state, String canvas, CanvasView view, int places) {
        var manifest = Objects.requireNonNull(state.published().orElseThrow().manifest());
        var widget = Sums.id(generation, "widget");
        var there = view.widgets().stream().anyMatch(one -> one.id().equals(widget));
        if (there) {
            return CompletableFuture.completedStage(new Placing.Placed(widget));
        }
        var add =
                new AddWidget(
                        manifest.id(),
                        FreePlace.on(view, manifest.sizes().initial()),
                        null,
                        null,
                        widget,
                        manifest.ref());
        return execute(
                        EntityKeys.CANVAS,
                        canvas,
                        "place-" + generation,
                        generation,
                        state.owner(),
                        add)
                .thenCompose(reply ->
                        switch (reply) {
                            case OperationReply.Accepted _ ->
                                    CompletableFuture.completedStage(new Placing.Placed(widget));
                            case OperationReply.Refused(_, var why, var detail, _) ->
                                    // Somebody was quicker there, or it lies there already: what
                                    // is there now tells.
                                    why == Refusal.CONFLICT && places > 1
                                            ? placeListed(generation, state, places - 1)
                                            : CompletableFuture.completedStage(
                                                    new Placing.Refused(detail));
                            case OperationReply.Retry _ ->
                                    CompletableFuture.completedStage(new Placing.Later());
                        });
    }

    private CompletionStage<OperationReply> execute(
            EntityTypeKey<EntityMessage> type,
            String id,
            String op,
            String generation,
            String user,
            Command command) {
        if (!ClusterLevel.get(system).allows(command)) {
            return CompletableFuture.completedStage(new OperationReply.Retry(op, RETRY_MILLIS));
        }
        var operation =
                new Operation(
                        op,
                        Clients.service("generation-" + generation),
                        null,
                        user,
                        null,
                        op,
                        null,
                        null,
                        null,
                        Sums.of(id, op, null),
                        true,
                        0,
                        0,
                        command);
        return ClusterSharding.get(system)
                .entityRefFor(type, id)
                .ask(replyTo -> new Execute(List.of(operation), replyTo), ASK);
    }
}

package gesso.cluster;

import gesso.cluster.app.App;
import gesso.cluster.app.AppEntity;
import gesso.cluster.app.AppRules;
import gesso.cluster.bus.EventBus;
import gesso.cluster.canvas.Canvas;
import gesso.cluster.canvas.CanvasEntity;
import gesso.cluster.canvas.CanvasRules;
import gesso.cluster.feed.FeedDaemon;
import gesso.cluster.feed.Subscriptions;
import gesso.cluster.generation.GenerationEntity;
import gesso.cluster.generation.GenerationRules;
import gesso.cluster.generation.Packaging;
import gesso.cluster.journal.JournalDatabase;
import gesso.cluster.journal.JournalReader;
import gesso.cluster.journal.PersistenceIds;
import gesso.cluster.live.LiveEntity;
import gesso.cluster.live.LiveEntity.Parts;
import gesso.cluster.live.Rules;
import gesso.cluster.live.Undelivered;
import gesso.cluster.widget.Backends;
import gesso.cluster.widget.Specifications;
import gesso.cluster.widget.Widget;
import gesso.cluster.widget.WidgetEntity;
import gesso.cluster.widget.WidgetRules;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.widget.WidgetEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The cluster part of a node. Every node starts it: those with the roles of {@link
 * gesso.protocol.entity.EntityRoles} host entities, the others only reach them.
 */
public final class ClusterNode {
    /**
     * What distinguishes the kinds of entities; ids are those of the shard type.
     *
     * @param of how events name an entity
     * @param journal an entity's persistence id
     */
    private record Kind<S, E>(
            EntityTypeKey<EntityMessage> key,
            Rules<S, E> rules,
            UnaryOperator<String> of,
            UnaryOperator<String> journal,
            BiFunction<String, Parts<S, E>, LiveEntity<S, E>> entity) {}

    private static final Backends BACKENDS = Backends.found();
    private static final Duration ASK_REGISTRY = Duration.ofSeconds(3);

    /** The registry is read by a node, not for a person. */
    private static final String READER = "platform";

    private final ActorSystem<?> system;
    private final ClusterSettings settings;
    private final JournalReader reader;
    private final ClusterBus bus;

    private ClusterNode(ActorSystem<?> system, ClusterSettings settings) {
        this.system = system;
        this.settings = settings;
        this.reader = new JournalReader(JournalDatabase.get(system));
        this.bus = new ClusterBus(system, reader);
    }

    public static ClusterNode start(ActorSystem<?> system, ClusterSettings settings) {
        var node = new ClusterNode(system, settings);
        Undelivered.start(system);
        node.host(node.canvas());
        node.host(app());
        node.host(node.generation());
        BACKENDS.all().forEach(rules -> node.host(node.widget(rules)));
        if (Cluster.get(system).selfMember().hasRole(FeedDaemon.ROLE)) {
            FeedDaemon.start(system);
            FeedDaemon.startKafka(system);
        }
        node.bus.subscribeFound();
        return node;
    }

    /** Joins what happens here with whoever wants to know of it. */
    public EventBus bus() {
        return bus;
    }

    /** Completes when no subscription of this release misses what happens from now on. */
    public CompletionStage<Done> subscribed() {
        return bus.subscribed();
    }

    /** The bus as operators see it. */
    public static Subscriptions subscriptions(ActorSystem<?> system) {
        return new Subscriptions(new JournalReader(JournalDatabase.get(system)));
    }

    /** Every shard type that nodes of this release know. */
    public static List<EntityTypeKey<EntityMessage>> types() {
        return Stream.concat(
                        Stream.of(EntityKeys.CANVAS, EntityKeys.APP, EntityKeys.GENERATION),
                        BACKENDS.names().stream().map(EntityKeys::widget))
                .toList();
    }

    /** Puts apps into the registry; completes when they are there. */
    public CompletionStage<Done> publishApps(List<Manifest> manifests) {
        return new BuiltinApps(system).publish(manifests);
    }

    private Kind<Canvas, CanvasEvent> canvas() {
        return new Kind<>(
                EntityKeys.CANVAS,
                new CanvasRules(),
                _ -> EventView.CANVAS,
                PersistenceIds::canvas,
                (id, parts) ->
                        new CanvasEntity(id, new ShardedNeighbours(system, id), BACKENDS, parts));
    }

    private static Kind<App, AppEvent> app() {
        return new Kind<>(
                EntityKeys.APP,
                new AppRules(Set.copyOf(BACKENDS.names()), BACKENDS::check),
                _ -> AppEntity.OF,
                PersistenceIds::app,
                (_, parts) -> new AppEntity(parts));
    }

    private Kind<Generation, GenerationEvent> generation() {
        var generations = ShardedGenerations.start(system, reader, settings.roles());
        return new Kind<>(
                EntityKeys.GENERATION,
                new GenerationRules(made -> BACKENDS.check(Packaging.BACKEND, made)),
                _ -> GenerationEntity.OF,
                PersistenceIds::generation,
                (id, parts) -> new GenerationEntity(id, generations, parts));
    }

    private <S, E> Kind<Widget<S>, WidgetEvent> widget(WidgetRules<S, E> rules) {
        var specifications =
                new Specifications<>(
                        rules.backend(),
                        this::registryEntry,
                        system.dispatchers().lookup(DispatcherSelector.blocking()));
        return new Kind<>(
                EntityKeys.widget(rules.backend().name()),
                rules,
                id -> id.substring(id.indexOf('|') + 1),
                PersistenceIds::canvas,
                (id, parts) -> new WidgetEntity<>(rules, canvasOf(id), specifications, parts));
    }

    /** Fails while this node stops, for the same reason as below. */
    private CompletionStage<ReadReply> registryEntry(String app) {
        return CoordinatedShutdown.get(system).getShutdownReason().isPresent()
                ? CompletableFuture.failedStage(new IllegalStateException("the node stops"))
                : ClusterSharding.get(system)
                        .entityRefFor(EntityKeys.APP, app)
                        .ask(replyTo -> new EntityMessage.Read(READER, 0, replyTo), ASK_REGISTRY);
    }

    /**
     * Silent while this node stops: a message to a shard that has left would keep its region up.
     */
    private Consumer<EntityMessage> canvasOf(String widgetEntity) {
        var canvas =
                ClusterSharding.get(system)
                        .entityRefFor(
                                EntityKeys.CANVAS,
                                widgetEntity.substring(0, widgetEntity.indexOf('|')));
        var shutdown = CoordinatedShutdown.get(system);
        return message -> {
            if (shutdown.getShutdownReason().isEmpty()) {
                canvas.tell(message);
            }
        };
    }

    private <S, E> void host(Kind<S, E> kind) {
        ClusterSharding.get(system)
                .init(
                        Entity.of(kind.key(), shard -> entity(kind, shard))
                                .withRole(settings.roles().of(kind.key()))
                                .withStopMessage(LiveEntity.STOP));
    }

    private <S, E> Behavior<EntityMessage> entity(
            Kind<S, E> kind, EntityContext<EntityMessage> shard) {
        var id = shard.getEntityId();
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers ->
                        kind.entity()
                                .apply(
                                        id,
                                        new Parts<>(
                                                context,
                                                timers,
                                                shard.getShard(),
                                                kind.key().name(),
                                                kind.journal().apply(id),
                                                kind.of().apply(id),
                                                kind.rules(),
                                                settings.entity(),
                                                settings.wall(),
                                                reader))));
    }
}

package gesso.edge.ops;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.release.ClusterLevel;
import gesso.protocol.release.Release;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetClusterShardingStats;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Who is in the cluster and what lives where, as this node sees it: the X-ray.
 *
 * @param leader an address, empty while there is none
 * @param release what this node can read, and what all of them can
 * @param shards by shard type, then node, then shard: how many entities are awake there
 * @param entities by node, then shard type: the same, added up
 */
record ClusterPicture(
        String self,
        String leader,
        Levels release,
        List<Node> members,
        Map<String, Map<String, Map<String, Integer>>> shards,
        Map<String, Map<String, Integer>> entities) {

    /** How long the regions of other nodes may take to say what they hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    record Node(
            String address,
            String status,
            Collection<String> roles,
            boolean reachable,
            String version,
            int level) {}

    record Levels(int own, int least) {}

    private record Held(String type, Map<String, Map<String, Integer>> byNode) {}

    /** A shard type that this node takes no part in is missing; so is one that does not answer. */
    static CompletionStage<ClusterPicture> take(
            ActorSystem<?> system, Collection<EntityTypeKey<EntityMessage>> types) {
        var asked = types.stream().map(type -> held(system, type).toCompletableFuture()).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ ->
                        of(
                                system,
                                asked.stream()
                                        .map(CompletableFuture::join)
                                        .flatMap(Optional::stream)
                                        .toList()));
    }

    private static CompletionStage<Optional<Held>> held(
            ActorSystem<?> system, EntityTypeKey<EntityMessage> type) {
        return AskPattern.<ClusterShardingQuery, ClusterShardingStats>ask(
                        ClusterSharding.get(system).shardState(),
                        replyTo -> new GetClusterShardingStats(type, PATIENCE, replyTo),
                        PATIENCE.plusSeconds(1),
                        system.scheduler())
                .handle((stats, failure) ->
                        failure == null
                                ? Optional.of(new Held(type.name(), byNode(stats)))
                                : Optional.empty());
    }

    private static Map<String, Map<String, Integer>> byNode(ClusterShardingStats stats) {
        var byNode = new TreeMap<String, Map<String, Integer>>();
        stats.getRegions()
                .forEach((address, region) -> {
                    var shards = new TreeMap<String, Integer>();
                    region.getStats().forEach((shard, count) -> shards.put(shard, (Integer) count));
                    byNode.put(address.hostPort(), shards);
                });
        return byNode;
    }

    private static ClusterPicture of(ActorSystem<?> system, List<Held> held) {
        var cluster = Cluster.get(system);
        var state = cluster.state();
        var unreachable = state.getUnreachable();
        var shards = new TreeMap<String, Map<String, Map<String, Integer>>>();
        var entities = new TreeMap<String, Map<String, Integer>>();
        for (var one : held) {
            shards.put(one.type(), one.byNode());
            one.byNode()
                    .forEach((node, counts) ->
                            entities.computeIfAbsent(node, _ -> new TreeMap<>())
                                    .put(one.type(), sum(counts)));
        }
        var leader = state.getLeader();
        return new ClusterPicture(
                cluster.selfMember().address().hostPort(),
                leader == null ? "" : leader.hostPort(),
                new Levels(Release.LEVEL, ClusterLevel.get(system).least()),
                StreamSupport.stream(state.getMembers().spliterator(), false)
                        .map(member -> node(member, !unreachable.contains(member)))
                        .toList(),
                shards,
                entities);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Node node(Member member, boolean reachable) {
        return new Node(
                member.address().hostPort(),
                member.status().toString().toLowerCase(java.util.Locale.ROOT),
                new TreeSet<>(member.getRoles()),
                reachable,
                member.appVersion().version(),
                Release.level(member.appVersion().version()));
    }
}

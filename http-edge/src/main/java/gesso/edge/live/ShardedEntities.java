package gesso.edge.live;

import gesso.protocol.entity.EntityMessage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Entities by cluster sharding. A node that hosts none of them gets a proxy for each type when it
 * is first spoken to; on a node that does, the hosting side has started the type before.
 */
public final class ShardedEntities implements Entities {
    private static final String HOST_ROLE = "canvas";

    private final ClusterSharding sharding;
    private final boolean hosting;
    private final Set<String> proxies = ConcurrentHashMap.newKeySet();

    public ShardedEntities(ActorSystem<?> system) {
        sharding = ClusterSharding.get(system);
        hosting = Cluster.get(system).selfMember().hasRole(HOST_ROLE);
    }

    @Override
    public void tell(EntityTypeKey<EntityMessage> type, String id, EntityMessage message) {
        if (!hosting && proxies.add(type.name())) {
            sharding.init(Entity.of(type, _ -> Behaviors.empty()).withRole(HOST_ROLE));
        }
        sharding.entityRefFor(type, id).tell(message);
    }
}

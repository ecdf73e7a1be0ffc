package gesso.edge.live;

import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityRoles;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Entities by cluster sharding. A node that does not host a type gets a proxy for it when it is
 * first spoken to; on a node that does, the hosting side has started the type before.
 */
public final class ShardedEntities implements Entities {
    private final ClusterSharding sharding;
    private final Set<String> ownRoles;
    private final EntityRoles roles;
    private final Set<String> proxies = ConcurrentHashMap.newKeySet();

    public ShardedEntities(ActorSystem<?> system, EntityRoles roles) {
        this.sharding = ClusterSharding.get(system);
        this.ownRoles = Set.copyOf(Cluster.get(system).selfMember().getRoles());
        this.roles = roles;
    }

    @Override
    public void tell(EntityTypeKey<EntityMessage> type, String id, EntityMessage message) {
        entity(type, id).tell(message);
    }

    /** For questions. */
    public EntityRef<EntityMessage> entity(EntityTypeKey<EntityMessage> type, String id) {
        if (proxies.add(type.name())) {
            var role = roles.of(type);
            if (!ownRoles.contains(role)) {
                sharding.init(Entity.of(type, _ -> Behaviors.empty()).withRole(role));
            }
        }
        return sharding.entityRefFor(type, id);
    }
}

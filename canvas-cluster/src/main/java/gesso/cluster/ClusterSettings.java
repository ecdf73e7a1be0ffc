package gesso.cluster;

import com.typesafe.config.Config;
import gesso.cluster.live.LiveLimits;
import gesso.protocol.entity.EntityRoles;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a node of the cluster part needs to know beyond the actor system's own configuration.
 *
 * @param roles where entities live
 * @param wall Unix milliseconds
 */
public record ClusterSettings(LiveLimits entity, EntityRoles roles, LongSupplier wall) {

    /** {@code config} is that of the actor system. */
    public static ClusterSettings of(Config config) {
        return new ClusterSettings(
                LiveLimits.of(config.getConfig("gesso.limits.entity")),
                new EntityRoles(Set.copyOf(config.getStringList("gesso.cluster.app-nodes"))),
                System::currentTimeMillis);
    }
}

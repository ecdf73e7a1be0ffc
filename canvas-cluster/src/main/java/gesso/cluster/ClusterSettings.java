package gesso.cluster;

import com.typesafe.config.Config;
import gesso.cluster.live.LiveLimits;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a node of the cluster part needs to know beyond the actor system's own configuration.
 *
 * @param appRoles backends that have nodes of their own: their widgets live on {@code app:<name>}
 * @param wall Unix milliseconds
 */
public record ClusterSettings(LiveLimits entity, List<String> appRoles, LongSupplier wall) {

    /** {@code config} is that of the actor system. */
    public static ClusterSettings of(Config config) {
        return new ClusterSettings(
                LiveLimits.of(config.getConfig("gesso.limits.entity")),
                config.hasPath("gesso.cluster.app-roles")
                        ? config.getStringList("gesso.cluster.app-roles")
                        : List.of(),
                System::currentTimeMillis);
    }
}

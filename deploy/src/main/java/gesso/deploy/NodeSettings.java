package gesso.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gesso.deploy.db.Database;
import gesso.protocol.release.Release;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * All that distinguishes one node from another. Without seeds a node founds a cluster of its own;
 * {@code host} and {@code port} are for people, {@code remoteHost} and {@code remotePort} for other
 * nodes.
 *
 * @param kafka servers of a Kafka, by comma; empty for none
 * @param appNodes apps whose widgets live on {@code app:NAME} alone, if this node founds
 */
record NodeSettings(
        ServeOptions.Failover failover,
        NodeRoles roles,
        Set<String> appNodes,
        List<HostPort> seeds,
        Database database,
        String kafka,
        String host,
        int port,
        int opsPort,
        String remoteHost,
        int remotePort) {
    static final String SYSTEM_NAME = "gesso";

    /** The settings laid over application.conf. */
    Config config() {
        var own = new HashMap<String, Object>();
        own.put("pekko.cluster.roles", List.copyOf(roles.names()));
        own.put("pekko.cluster.app-version", Release.version());
        own.put("pekko.remote.artery.canonical.hostname", remoteHost);
        own.put("pekko.remote.artery.canonical.port", remotePort);
        own.put("gesso.kafka.servers", kafka);
        own.put("gesso.edge.host", host);
        own.put("gesso.edge.port", port);
        own.put("gesso.ops.host", host);
        own.put("gesso.ops.port", opsPort);
        for (var user : List.of("gesso.database", "gesso.edge.database")) {
            own.put(user + ".url", database.url());
            own.put(user + ".user", database.user());
            own.put(user + ".password", database.password());
        }
        var shipped = ConfigFactory.load("application");
        return ConfigFactory.parseMap(own, "command line")
                .withFallback(ConfigFactory.defaultOverrides())
                .withFallback(shipped.getConfig("gesso.failover." + failover))
                .withFallback(shipped)
                .resolve();
    }
}

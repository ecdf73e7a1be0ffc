package gesso.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import gesso.protocol.testing.TestDatabase;
import java.util.Map;

/** Configuration of a node that lives in a test, over a database of the real PostgreSQL. */
public final class TestNode {
    private TestNode() {}

    public static Config config(TestDatabase database, Map<String, Object> more) {
        return ConfigFactory.parseMap(more)
                .withFallback(
                        ConfigFactory.parseMap(
                                Map.of(
                                        "gesso.database.url", database.jdbcUrl(),
                                        "gesso.database.user", database.user(),
                                        "gesso.database.password", database.password(),
                                        "pekko.remote.artery.canonical.hostname", "127.0.0.1",
                                        "pekko.remote.artery.canonical.port", 0,
                                        "pekko.jvm-shutdown-hooks", "off",
                                        "pekko.coordinated-shutdown.terminate-actor-system", "on",
                                        "pekko.loglevel", "INFO",
                                        "pekko.loggers.0",
                                                "org.apache.pekko.event.slf4j.Slf4jLogger")))
                .withFallback(ConfigFactory.parseResources("cluster.conf"))
                .withFallback(ConfigFactory.parseResources("journal.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }
}

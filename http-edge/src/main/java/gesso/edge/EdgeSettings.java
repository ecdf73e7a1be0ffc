package gesso.edge;

import com.typesafe.config.Config;
import gesso.edge.access.TokenSettings;
import gesso.edge.database.DatabaseSettings;
import gesso.protocol.entity.EntityRoles;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator may set, read once from {@code gesso.edge} and {@code gesso.limits} of {@code
 * http.conf}.
 *
 * @param publicUrl the address that people type; empty where no proxy changes it
 * @param origins other origins whose pages may call the API, such as {@code https://example.org}
 * @param roles where entities live
 * @param operators user ids of those who may publish and revoke apps
 * @param operatorKey a secret that does the same; empty for none
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 */
public record EdgeSettings(
        String host,
        int port,
        Optional<URI> publicUrl,
        Set<String> origins,
        Set<String> trustedProxies,
        boolean guests,
        Set<String> operators,
        Optional<String> operatorKey,
        Duration askTimeout,
        Duration drainTimeout,
        TokenSettings tokens,
        DatabaseSettings database,
        EntityRoles roles,
        EdgeLimits limits) {

    private static final String APP_NODES = "gesso.cluster.app-nodes";

    public static EdgeSettings of(Config config) {
        var edge = config.getConfig("gesso.edge");
        var publicUrl = edge.getString("public-url").strip();
        return new EdgeSettings(
                edge.getString("host"),
                edge.getInt("port"),
                publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl)),
                words(edge.getString("origins")),
                words(edge.getString("trusted-proxies")),
                edge.getBoolean("guests"),
                words(edge.getString("operators")),
                Optional.of(edge.getString("operator-key").strip()).filter(key -> !key.isEmpty()),
                edge.getDuration("ask-timeout"),
                edge.getDuration("drain-timeout"),
                TokenSettings.of(edge.getConfig("tokens")),
                DatabaseSettings.of(edge.getConfig("database")),
                new EntityRoles(
                        config.hasPath(APP_NODES)
                                ? Set.copyOf(config.getStringList(APP_NODES))
                                : Set.of()),
                EdgeLimits.of(config.getConfig("gesso.limits")));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}

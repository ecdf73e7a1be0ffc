package gesso.edge;

import com.typesafe.config.Config;
import java.time.Duration;

/** The edge's named limits; what each is for is said in {@code http.conf}. */
public record EdgeLimits(
        long bodyBytes,
        long bodyBytesDrained,
        Duration bodyTimeout,
        long appBodyBytes,
        long appBytesCached,
        int recommendationFloor,
        long entriesPerMinute,
        long wrongPasswordsPerMinute,
        long requestsPerSecondOfAddress,
        long commandsPerSecond,
        long readsPerSecond,
        long buckets,
        int passwordChecks,
        int passwordQueue,
        int pageItems,
        int pageItemsMax,
        int historyLines,
        long tokensRemembered,
        long pageBytesCached,
        Duration feedWait) {

    static EdgeLimits of(Config limits) {
        return new EdgeLimits(
                limits.getBytes("body-bytes"),
                limits.getBytes("body-bytes-drained"),
                limits.getDuration("body-timeout"),
                limits.getBytes("app-body-bytes"),
                limits.getBytes("app-bytes-cached"),
                limits.getInt("recommendation-floor"),
                limits.getLong("entries-per-minute"),
                limits.getLong("wrong-passwords-per-minute"),
                limits.getLong("requests-per-second-of-address"),
                limits.getLong("commands-per-second"),
                limits.getLong("reads-per-second"),
                limits.getLong("buckets"),
                limits.getInt("password-checks"),
                limits.getInt("password-queue"),
                limits.getInt("page-items"),
                limits.getInt("page-items-max"),
                limits.getInt("history-lines"),
                limits.getLong("tokens-remembered"),
                limits.getBytes("page-bytes-cached"),
                limits.getDuration("feed-wait"));
    }
}

package gesso.cluster.feed;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Where events go outside, and what bounds the way there; each is explained in {@code kafka.conf}.
 *
 * @param servers empty: nothing goes out
 */
record KafkaSettings(
        String servers,
        String topic,
        int partitions,
        Duration retention,
        int page,
        long pageBytes,
        Duration patience,
        BusLimits retry) {

    static KafkaSettings of(Config config) {
        var kafka = config.getConfig("gesso.kafka");
        return new KafkaSettings(
                kafka.getString("servers"),
                kafka.getString("topic"),
                kafka.getInt("partitions"),
                kafka.getDuration("retention"),
                kafka.getInt("page"),
                kafka.getBytes("page-bytes"),
                kafka.getDuration("patience"),
                BusLimits.of(kafka.withFallback(config.getConfig("gesso.limits.bus"))));
    }

    boolean on() {
        return !servers.isEmpty();
    }
}

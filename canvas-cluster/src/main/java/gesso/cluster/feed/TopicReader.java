package gesso.cluster.feed;

import gesso.protocol.bus.CloudEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the topic as a service outside does, from its first event to the last one that is there
 * now. An example to start from: it knows nothing but the topic.
 */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 15_000;

    private final String servers;
    private final String topic;

    public TopicReader(String servers, String topic) {
        this.servers = servers;
        this.topic = topic;
    }

    /** Every event of one key, which is a canvas or an app, in the order of the topic. */
    public void read(String key, Consumer<CloudEvents.Received> reader) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS);
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!isAtEnd(consumer, partitions, ends)) {
                for (var record : consumer.poll(POLL)) {
                    if (key.equals(record.key())) {
                        CloudEvents.decode(record.value()).ifPresent(reader);
                    }
                }
            }
        }
    }

    private static boolean isAtEnd(
            KafkaConsumer<?, ?> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .allMatch(one -> consumer.position(one) >= ends.getOrDefault(one, 0L));
    }
}

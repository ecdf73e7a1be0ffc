package gesso.deploy.whole;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic as a service outside sees it. */
final class Topic {
    private static final String NAME = "gesso.events";

    /** One record. */
    record Told(String key, String contentType, JsonNode event) {
        String id() {
            return event.path("id").asText();
        }

        String entity() {
            return id().substring(0, id().lastIndexOf('#'));
        }

        long revision() {
            return Long.parseLong(id().substring(id().lastIndexOf('#') + 1));
        }
    }

    private Topic() {}

    /** All that is there now, of each key in its order. */
    static List<Told> read(String servers) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "default.api.timeout.ms", 20_000);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(NAME).stream()
                            .map(one -> new TopicPartition(NAME, one.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var all = new ArrayList<Told>();
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    var type =
                            new String(
                                    record.headers().lastHeader("content-type").value(),
                                    StandardCharsets.UTF_8);
                    all.add(new Told(record.key(), type, Json.parse(record.value()).orElseThrow()));
                }
            }
            return all;
        }
    }

    /** Without what came again. */
    static List<Told> once(List<Told> all) {
        var seen = new LinkedHashMap<String, Told>();
        all.forEach(one -> seen.putIfAbsent(one.id(), one));
        return List.copyOf(seen.values());
    }
}

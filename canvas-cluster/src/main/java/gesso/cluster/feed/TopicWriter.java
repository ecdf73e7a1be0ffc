package gesso.cluster.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.kafka.ProducerMessage;
import org.apache.pekko.kafka.ProducerSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages of records to one topic. Of each partition a page is in the topic from its beginning
 * up to some record: never a later one without those before it. So a page that failed is written
 * again whole, and who reads past what came before has the order. One page at a time.
 */
final class TopicWriter implements AutoCloseable {
    private static final String DISPATCHER = "pekko.kafka.default-dispatcher";

    /** A broker that does not answer one request is asked again; giving up is ours to decide. */
    private static final int REQUEST_MILLIS = 5_000;

    private final ActorSystem<?> system;
    private final KafkaSettings kafka;
    private final ProducerSettings<String, byte[]> settings;
    private final Executor threads;
    private volatile @Nullable Producer<String, byte[]> producer;

    TopicWriter(ActorSystem<?> system, KafkaSettings kafka) {
        this.system = system;
        this.kafka = kafka;
        var patience = Long.toString(kafka.patience().toMillis());
        this.settings =
                ProducerSettings.create(system, new StringSerializer(), new ByteArraySerializer())
                        .withBootstrapServers(kafka.servers())
                        .withProperty(ProducerConfig.CLIENT_ID_CONFIG, "gesso-feed")
                        .withProperty(ProducerConfig.ACKS_CONFIG, "all")
                        .withProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
                        .withProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience)
                        .withProperty(
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                Integer.toString(REQUEST_MILLIS))
                        // A record that the client gave up would let later ones past it.
                        .withProperty(
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                Integer.toString(Integer.MAX_VALUE))
                        .withProperty(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000")
                        .withProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.threads = system.dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER));
    }

    /** Completes when the broker has all of it; when it fails, the same must come again. */
    CompletionStage<Done> write(List<ProducerRecord<String, byte[]>> page) {
        return CompletableFuture.supplyAsync(this::connected, threads)
                .thenCompose(there -> stream(there, page))
                .exceptionallyCompose(fault ->
                        disconnected()
                                .thenCompose(_ -> CompletableFuture.<Done>failedStage(fault)));
    }

    private CompletionStage<Done> stream(
            Producer<String, byte[]> there, List<ProducerRecord<String, byte[]>> page) {
        return Source.from(page)
                .map(record -> ProducerMessage.single(record))
                .via(
                        org.apache.pekko.kafka.javadsl.Producer
                                .<String, byte[], org.apache.pekko.NotUsed>flexiFlow(
                                        settings.withProducer(there)))
                .completionTimeout(kafka.patience())
                .runWith(Sink.ignore(), system);
    }

    private Producer<String, byte[]> connected() {
        var known = producer;
        if (known != null) {
            return known;
        }
        makeTopic();
        var made = settings.createKafkaProducer();
        producer = made;
        return made;
    }

    /** With as many copies as its brokers do by themselves; one that is there stays as it is. */
    private void makeTopic() {
        var wanted =
                new NewTopic(kafka.topic(), Optional.of(kafka.partitions()), Optional.empty())
                        .configs(
                                Map.of(
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        Long.toString(retentionMillis())));
        Map<String, Object> asked =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.servers(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        REQUEST_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(Math.max(kafka.patience().toMillis(), REQUEST_MILLIS)));
        var admin = Admin.create(asked);
        try {
            admin.createTopics(List.of(wanted))
                    .all()
                    .get(kafka.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new CompletionException(refused.getCause());
            }
        } catch (TimeoutException silent) {
            throw new CompletionException(silent);
        } catch (InterruptedException stopped) {
            throw new CompletionException("the node stops", stopped);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private long retentionMillis() {
        return kafka.retention().isZero() ? -1 : kafka.retention().toMillis();
    }

    /** What is under way is given up: none of it may be sent after what is written next. */
    private CompletionStage<Void> disconnected() {
        var known = producer;
        producer = null;
        return known == null
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.runAsync(() -> known.close(Duration.ZERO), threads);
    }

    /** Does not wait. */
    @Override
    public void close() {
        disconnected();
    }
}

package gesso.cluster.feed;

import gesso.cluster.journal.JournalReader;
import gesso.protocol.bus.CloudEvents;
import gesso.protocol.bus.Sources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every event of the journal to a topic of Kafka, in the order of the commits: the journal
 * is the outbox. Its offset lies beside those of the bus, and moves when the broker has a page, not
 * before. No connection and no transaction is held while the broker is waited for, so a broker that
 * is slow or gone holds nobody up.
 */
final class KafkaFeed {
    static final String NAME = "kafka";

    private static final Logger log = LoggerFactory.getLogger(KafkaFeed.class);

    private static final String REGISTER =
            """
            INSERT INTO bus_subscription (name, pattern, xid, ordering) VALUES (?, '*', '0', 0)
            ON CONFLICT (name) DO NOTHING
            """;
    private static final String PLACE =
            """
            SELECT s.xid, s.ordering, s.tries, f.xid AS end_xid, f.ordering AS end_ordering,
                (s.xid, s.ordering) < (f.xid, f.ordering) AND s.next_try <= clock_timestamp() AS due
            FROM bus_subscription s, feed_offset f WHERE s.name = ? AND f.feed = 'lists'
            """;

    /** Never past the lists, which know the app of every widget; bounded in events and bytes. */
    static final String PAGE =
            """
            SELECT event.*, CASE WHEN event_ser_manifest LIKE 'widget.emitted.%' THEN (
                SELECT app FROM widget_place place
                WHERE place.canvas = event.canvas
                    AND place.widget = substr(persistence_id, length(event.canvas) + 4)) END AS app
            FROM (
                SELECT page.*, row_number() OVER commits AS place,
                    sum(octet_length(payload)) OVER commits AS bytes
                FROM (
                    SELECT j.xid, j.ordering, persistence_id, sequence_number, canvas, at,
                        event_ser_manifest, event_payload AS payload
                    FROM event_journal j
                    WHERE (j.xid, j.ordering) > (?::xid8, ?)
                        AND (j.xid, j.ordering) <= (?::xid8, ?)
                    ORDER BY j.xid, j.ordering LIMIT ?) page
                WINDOW commits AS (ORDER BY xid, ordering ROWS UNBOUNDED PRECEDING)) event
            WHERE place = 1 OR bytes <= ?
            ORDER BY xid, ordering
            """;

    /** Only from where the page began: another node may have been faster. */
    private static final String SAVE =
            """
            UPDATE bus_subscription SET xid = ?::xid8, ordering = ?, tries = 0, error = NULL,
                next_try = '-infinity'
            WHERE name = ? AND xid = ?::xid8 AND ordering = ?
            """;

    private static final String FAILED =
            """
            UPDATE bus_subscription SET tries = least(tries + 1, 1000000), error = ?,
                next_try = clock_timestamp() + ? * interval '1 millisecond'
            WHERE name = ?
            """;

    private record Place(String xid, long ordering, int tries) {}

    /** What is written at once. */
    private record Page(
            Place from,
            Place to,
            List<ProducerRecord<String, byte[]>> records,
            long lastAt,
            boolean more) {}

    private final JournalReader reader;
    private final KafkaSettings settings;
    private final TopicWriter topic;
    private final Counter published = Metrics.counter("gesso_kafka_published_total");
    private final Counter failed = Metrics.counter("gesso_kafka_failed_total");
    private final Timer lag = Metrics.timer("gesso_projection_lag_seconds", "projection", NAME);

    /** How old the oldest event is that waits while the broker cannot be reached; else 0. */
    private static final AtomicLong WAITING = new AtomicLong();

    KafkaFeed(JournalReader reader, KafkaSettings settings, TopicWriter topic) {
        this.reader = reader;
        this.settings = settings;
        this.topic = topic;
        Metrics.gauge("gesso_kafka_waiting_seconds", WAITING, waiting -> waiting.get() / 1000.0);
    }

    /** True when there may be more at once. */
    CompletionStage<Boolean> step() {
        return reader.deliver(this::page)
                .thenCompose(page ->
                        page.map(this::publish)
                                .orElseGet(() -> CompletableFuture.completedFuture(false)));
    }

    private Optional<Page> page(Connection connection) throws SQLException {
        var sql = new Statements(connection);
        Place from;
        Place end;
        try (var statement = sql.bound(PLACE, NAME);
                var answer = statement.executeQuery()) {
            if (!answer.next()) {
                sql.run(REGISTER, NAME);
                return Optional.empty();
            }
            if (!answer.getBoolean("due")) {
                return Optional.empty();
            }
            from =
                    new Place(
                            answer.getString("xid"),
                            answer.getLong("ordering"),
                            answer.getInt("tries"));
            end = new Place(answer.getString("end_xid"), answer.getLong("end_ordering"), 0);
        }
        return Optional.of(page(sql, from, end));
    }

    private Page page(Statements sql, Place from, Place end) throws SQLException {
        try (var statement =
                        sql.bound(
                                PAGE,
                                from.xid(),
                                from.ordering(),
                                end.xid(),
                                end.ordering(),
                                settings.page(),
                                settings.pageBytes());
                var rows = statement.executeQuery()) {
            var records = new ArrayList<ProducerRecord<String, byte[]>>();
            @Nullable FeedRow last = null;
            while (rows.next()) {
                last = FeedRow.of(rows);
                records.add(record(last, rows));
            }
            // Nothing between here and the lists' place: the next look may be cheap.
            return last == null
                    ? new Page(from, end, records, 0, false)
                    : new Page(
                            from,
                            new Place(last.xid(), last.ordering(), 0),
                            records,
                            last.at(),
                            true);
        }
    }

    private ProducerRecord<String, byte[]> record(FeedRow row, ResultSet answer)
            throws SQLException {
        var stored = row.stored();
        var app = Sources.isEmitted(stored.manifest()) ? answer.getString("app") : null;
        var event = BusEvents.of(row, stored, app);
        return new ProducerRecord<>(
                settings.topic(),
                null,
                event.subject(),
                CloudEvents.encode(event, stored.manifest()),
                List.of(
                        new RecordHeader(
                                "content-type",
                                CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII))));
    }

    private CompletionStage<Boolean> publish(Page page) {
        return (page.records().isEmpty()
                        ? CompletableFuture.completedStage(Done.getInstance())
                        : topic.write(page.records()))
                .thenCompose(_ -> reader.deliver(connection -> save(connection, page)))
                .exceptionallyCompose(
                        fault -> reader.deliver(connection -> failed(connection, page, fault)));
    }

    private boolean save(Connection connection, Page page) throws SQLException {
        new Statements(connection)
                .run(
                        SAVE,
                        page.to().xid(),
                        page.to().ordering(),
                        NAME,
                        page.from().xid(),
                        page.from().ordering());
        published.increment(page.records().size());
        WAITING.set(0);
        if (page.from().tries() > 0) {
            log.info("Events go to Kafka again, after {} tries.", page.from().tries());
        }
        if (!page.records().isEmpty()) {
            lag.record(age(page.lastAt()));
        }
        return page.more();
    }

    private boolean failed(Connection connection, Page page, Throwable fault) throws SQLException {
        failed.increment();
        WAITING.set(age(page.lastAt()).toMillis());
        var why =
                fault instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : fault;
        if (page.from().tries() == 0) {
            log.warn(
                    "Events wait for Kafka. servers={}, reason={}",
                    settings.servers(),
                    why.toString());
        }
        var retry = settings.retry();
        new Statements(connection)
                .run(
                        FAILED,
                        Delivery.text(why, retry.error()),
                        retry.backoff(page.from().tries() + 1).toMillis(),
                        NAME);
        return false;
    }

    private static Duration age(long at) {
        var age = Duration.between(FeedRow.time(at).toInstant(), Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }
}

package gesso.edge.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.edge.documents.ApiContract;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.journal.EventCodec;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
    private static final String CANVAS = "canvas-1";
    private static final int PEOPLE = 3;
    private static final int WIDGETS = 2;
    private static final long HOUR = HybridClock.ofMillis(3_600_000);

    private static TestEdge edge;
    private static Person member;
    private static long start;
    private static volatile long closed;

    @BeforeAll
    static void start() {
        Metrics.addRegistry(new SimpleMeterRegistry());
        edge =
                TestEdge.start(
                        "gesso.history { timeline-people = %d, timeline-widgets = %d, timeline-names = 2, timeline-bytes = 64 KiB }"
                                .formatted(PEOPLE, WIDGETS));
        member = edge.guest("Ada");
        ClusterSharding.get(edge.system()).init(Entity.of(EntityKeys.CANVAS, _ -> canvas()));
        // The journal takes what lies ahead, and nothing from long ago.
        start = HybridClock.ofMillis(System.currentTimeMillis());
        closed = start + 10 * HOUR;
        edge.sql()
                .useHandle(sql -> {
                    var batch =
                            sql.prepareBatch(
                                    """
                                    INSERT INTO event_journal (persistence_id, sequence_number, writer,
                                        event_ser_id, event_ser_manifest, event_payload, canvas, at, client,
                                        op, step, by)
                                    VALUES (:id, :rev, 'w', 1, :manifest, :payload, :canvas, :at, 'c', :op,
                                        0, :by)
                                    """);
                    bursts(batch);
                    batch.execute();
                });
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Behavior<EntityMessage> canvas() {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof EntityMessage.Present(var who, var replyTo)) {
                replyTo.tell(
                        who.equals(member.id())
                                ? new ReadReply.State(3, closed, Json.object())
                                : new ReadReply.Refused(Refusal.NOT_FOUND, "unknown"));
            }
            return Behaviors.same();
        });
    }

    /** Six bursts over nine hours, by five people in four widgets, with a layout saved in each. */
    private static void bursts(PreparedBatch batch) {
        var random = new Random(7);
        var revisions = new HashMap<String, Long>();
        var users = List.of(member.id(), "u-1", "u-2", "u-3", "u-4");
        long at = start;
        add(batch, revisions, "c|" + CANVAS, at, users.getFirst(), "canvas.created.1", "{}");
        for (int burst = 0; burst < 6; burst++) {
            for (int i = 0; i < 200; i++) {
                at += 1 + random.nextLong(HybridClock.ofMillis(9_000));
                int widget = Math.min(3, random.nextInt(7));
                var by = users.get(Math.min(4, random.nextInt(9)));
                boolean ofCanvas = random.nextInt(4) == 0;
                add(
                        batch,
                        revisions,
                        "c|" + CANVAS + (ofCanvas ? "" : "|w-" + widget),
                        at,
                        by,
                        ofCanvas ? "canvas.renamed.1" : "widget.configured.1",
                        "{}");
            }
            var saved = "{\"layout\": \"l-%d\", \"name\": \"Day \\\"%d\\\"\", \"places\": {}}";
            at++;
            add(
                    batch,
                    revisions,
                    "c|" + CANVAS,
                    at,
                    member.id(),
                    "canvas.layout-saved.1",
                    saved.formatted(burst, burst));
            at += HOUR;
        }
        add(batch, revisions, "c|canvas-10", start, "u-9", "canvas.created.1", "{}");
    }

    private static void add(
            PreparedBatch batch,
            Map<String, Long> revisions,
            String id,
            long at,
            String by,
            String manifest,
            String data) {
        long revision = revisions.merge(id, 1L, Long::sum);
        var origin =
                new Origin(
                        "op",
                        "c",
                        null,
                        by,
                        null,
                        "op",
                        null,
                        null,
                        null,
                        null,
                        "0123456789abcdef",
                        at);
        batch.bind("id", id)
                .bind("rev", revision)
                .bind("manifest", manifest)
                .bind("payload", EventCodec.encode(origin, Json.parse(data).orElseThrow()))
                .bind("canvas", id.split("\\|", -1)[1])
                .bind("at", at)
                .bind("op", id + revision)
                .bind("by", by)
                .add();
    }

    private static Answer ask(String query) {
        return edge.get("/api/canvas/" + CANVAS + "/timeline" + query, TestEdge.by(member));
    }

    private static JsonNode timeline(String query) {
        var answer = ask(query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(ApiContract.faults("Timeline", answer.json())).isEmpty();
        return answer.json();
    }

    private static List<JsonNode> lines(long from, long to) {
        return edge.get(
                        "/api/canvas/%s/history?limit=0&from=%d&to=%d".formatted(CANVAS, from, to),
                        TestEdge.by(member))
                .body()
                .lines()
                .map(line -> Json.parse(line).orElseThrow())
                .toList();
    }

    /** The same from the lines of the history, with all of them at hand. */
    private static JsonNode told(long from, long to, int buckets) {
        var lines = lines(from, to);
        long width = Math.max(1, Math.ceilDiv(to - from, buckets));
        var people = most(lines, "by", Integer.MAX_VALUE);
        var shown = people.subList(0, Math.min(PEOPLE, people.size()));
        var told = Json.object().put("from", from).put("to", to).put("events", lines.size());
        var byBucket = new TreeMap<Long, List<JsonNode>>();
        var chapters = new ArrayList<List<JsonNode>>();
        long quiet = Math.max(HybridClock.ofMillis(30_000), Math.ceilDiv(to - from, 40));
        for (var line : lines) {
            long at = line.path("at").asLong();
            byBucket.computeIfAbsent((at - from) / width, _ -> new ArrayList<>()).add(line);
            if (chapters.isEmpty()
                    || at - chapters.getLast().getLast().path("at").asLong() >= quiet) {
                chapters.add(new ArrayList<>());
            }
            chapters.getLast().add(line);
        }
        var shownBuckets = told.putArray("buckets");
        byBucket.forEach((index, of) -> {
            var bucket = shownBuckets.addObject().put("from", from + index * width);
            var by = bucket.put("n", of.size()).putObject("by");
            of.forEach(line -> {
                var user = line.path("by").asText();
                var key = shown.contains(user) ? user : "";
                by.put(key, by.path(key).asInt() + 1);
            });
        });
        var makers = told.putArray("people");
        shown.forEach(user ->
                makers.addObject()
                        .put("user", user)
                        .put("name", user.equals(member.id()) ? "Ada" : null)
                        .put("n", lines.stream().filter(line -> by(line, user)).count()));
        long others =
                lines.stream().filter(line -> shown.stream().noneMatch(u -> by(line, u))).count();
        if (others > 0) {
            makers.addObject().put("user", "").put("name", "").put("n", others);
        }
        var burst = told.putArray("chapters");
        chapters.forEach(of -> {
            var chapter =
                    burst.addObject()
                            .put("from", of.getFirst().path("at").asLong())
                            .put("to", of.getLast().path("at").asLong() + 1)
                            .put("n", of.size());
            var by = chapter.putArray("by");
            most(
                            of.stream()
                                    .filter(line -> shown.contains(line.path("by").asText()))
                                    .toList(),
                            "by",
                            PEOPLE)
                    .forEach(by::add);
            if (of.stream().anyMatch(line -> !shown.contains(line.path("by").asText()))) {
                by.add("");
            }
            var own =
                    of.stream().filter(line -> !line.path("of").asText().equals("canvas")).toList();
            ArrayNode widgets = chapter.putArray("widgets");
            most(own, "of", WIDGETS).forEach(widgets::add);
        });
        var saved =
                lines.stream()
                        .filter(line -> line.path("type").asText().equals("layout-saved"))
                        .toList();
        var names = told.putArray("names");
        saved.subList(Math.max(0, saved.size() - 2), saved.size())
                .forEach(line ->
                        names.addObject()
                                .put("layout", line.at("/data/layout").asText())
                                .put("name", line.at("/data/name").asText())
                                .put("at", line.path("at").asLong()));
        return Json.parse(Json.text(told)).orElseThrow();
    }

    private static boolean by(JsonNode line, String user) {
        return line.path("by").asText().equals(user);
    }

    private static List<String> most(List<JsonNode> lines, String field, int limit) {
        var counts = new TreeMap<String, Long>();
        lines.forEach(line -> counts.merge(line.path(field).asText(), 1L, Long::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "39", "40", "240", "1000"})
    @DisplayName(
            "[ED-161] [ED-162] [ED-163] [ED-164] a timeline is what the lines of the history come to")
    void isTheHistory(int buckets) {
        var timeline = timeline("?buckets=" + buckets);
        assertThat(timeline).isEqualTo(told(start, closed + 1, buckets));
        assertThat(timeline.path("events").asInt()).isEqualTo(1_207);
        assertThat(timeline.path("chapters")).hasSize(6);
        assertThat(timeline.path("people")).hasSize(PEOPLE + 1);
        long from = start + HOUR / 3 + 5;
        long to = start + 3 * HOUR;
        assertThat(timeline("?buckets=%d&from=%d&to=%d".formatted(buckets, from, to)))
                .isEqualTo(told(from, to, buckets));
    }

    @Test
    @DisplayName(
            "[ED-161] a stretch that reaches further is cut at birth and at the closed present")
    void cut() {
        assertThat(timeline("?from=0&to=2999-01-01T00:00:00Z")).isEqualTo(timeline("?buckets=240"));
        closed = start + HOUR;
        try {
            var timeline = timeline("");
            assertThat(timeline.path("to").asLong()).isEqualTo(closed + 1);
            assertThat(timeline).isEqualTo(told(start, closed + 1, 240));
        } finally {
            closed = start + 10 * HOUR;
        }
        var nothing = timeline("?from=%d&to=%d".formatted(start + 5, start + 5));
        assertThat(nothing.path("events").asInt()).isZero();
        assertThat(nothing.path("buckets")).isEmpty();
    }

    @Test
    @DisplayName("[ED-166] what was read is not read again; 100,000 events are counted in one pass")
    void readOnce() {
        many("few", 1_000);
        assertThat(read("few")).isEqualTo(1_000);
        assertThat(read("few")).isZero();
        many("many", 100_000);
        assertThat(read("many")).isEqualTo(100_000);
        assertThat(read("many")).isBetween(98_000L, 99_999L);
    }

    /** How many events that has read. */
    private static long read(String canvas) {
        var counter = Metrics.counter("gesso_timeline_events_read_total");
        long before = (long) counter.count();
        long began = System.nanoTime();
        var answer = edge.get("/api/canvas/" + canvas + "/timeline", TestEdge.by(member));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        long read = (long) counter.count() - before;
        assertThat(answer.json().path("events").asLong()).isGreaterThanOrEqualTo(read);
        return read;
    }

    private static void many(String canvas, int events) {
        edge.sql()
                .useHandle(sql ->
                        sql.createUpdate(
                                        """
                                        INSERT INTO event_journal (persistence_id, sequence_number,
                                            writer, event_ser_id, event_ser_manifest, event_payload,
                                            canvas, at, client, op, step, by)
                                        SELECT 'c|' || :canvas || CASE WHEN n % 3 = 0 THEN ''
                                                ELSE '|w-' || n % 40 END,
                                            n, 'w', 1, 'todo.created.1',
                                            convert_to('{"origin": {}, "data": {"text": "'
                                                || repeat('x', 400) || '"}}', 'UTF8'),
                                            :canvas, :start + n * 1000, 'c', :canvas || n, 0,
                                            'u-' || n * 7 % 50
                                        FROM generate_series(1, :events) n
                                        """)
                                .bind("canvas", canvas)
                                .bind("start", start)
                                .bind("events", events)
                                .execute());
    }

    @Test
    @DisplayName(
            "[ED-165] what is not there is told apart: not yet born, not yet come, not for you")
    void refused() {
        assertThat(ask("?to=" + start).code()).isEqualTo("before-birth");
        assertThat(ask("?to=" + start).status()).isEqualTo(404);
        assertThat(ask("?from=" + (closed + 1)).code()).isEqualTo("future");
        assertThat(ask("?from=" + (closed + 1)).status()).isEqualTo(422);
        var path = "/api/canvas/" + CANVAS + "/timeline?buckets=x";
        assertThat(edge.get(path, TestEdge.by(edge.guest("Bob"))).status()).isEqualTo(404);
        assertThat(edge.get(path).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "?from=9&to=8, to",
        "?from=yesterday, from",
        "?buckets=0, buckets",
        "?buckets=1001, buckets",
        "?buckets=many, buckets",
        "?colour=red, colour"
    })
    @DisplayName("[B2] [ED-165] a wrong query is 400 and names the part")
    void wrong(String query, String field) {
        var answer = ask(query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }
}

package gesso.edge.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.journal.EventCodec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final String CANVAS = "canvas-1";
    private static final String FOLLOW = "/api/canvas/" + CANVAS + "/history?follow=true";
    private static TestEdge edge;
    private static Person member;
    private static long start;
    private static volatile long closed = Long.MAX_VALUE;
    private static volatile boolean left;

    @BeforeAll
    static void start() {
        edge =
                TestEdge.start(
                        "gesso.history { followers = 1, follow-every = 50ms, follow-check = 300ms }");
        member = edge.guest("Ada");
        ClusterSharding.get(edge.system())
                .init(Entity.of(EntityKeys.CANVAS, _ -> canvas(member.id())));
        start = HybridClock.ofMillis(System.currentTimeMillis());
        write("c|" + CANVAS, 1, start, "canvas.created.1", "{\"title\": \"T\"}");
        write(
                "c|" + CANVAS,
                2,
                start + 10,
                "canvas.widget-added.1",
                "{\"widget\": \"todo-1\", \"appId\": \"todo\"}");
        write("c|" + CANVAS + "|todo-1", 1, start + 20, "todo.created.1", "{\"id\": \"a\"}");
        write("c|" + CANVAS + "|todo-1", 2, start + 20, "widget.configured.1", "{\"config\": {}}");
        write(
                "c|" + CANVAS + "|zoo",
                1,
                start + 20,
                "widget.emitted.1",
                "{\"type\": \"zoo.opened\", \"data\": {\"n\": 1}}");
        write(
                "c|" + CANVAS,
                3,
                start + 30,
                "canvas.renamed.1",
                "{\"title\": \"U\", \"was\": \"T\"}");
        chain("c|" + CANVAS + "|todo-1", 1, null);
        chain("c|" + CANVAS + "|zoo", 1, "c|" + CANVAS + "|todo-1op-1");
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                "INSERT INTO widget_place VALUES ('zoo', ?, 'zoo', now())",
                                CANVAS));
        write("c|canvas-10", 1, start + 5, "canvas.created.1", "{\"title\": \"Other\"}");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    /** A canvas with one member, as far as reading goes. */
    private static org.apache.pekko.actor.typed.Behavior<EntityMessage> canvas(String user) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof EntityMessage.Present(var who, var replyTo)) {
                replyTo.tell(
                        who.equals(user) && !left
                                ? new ReadReply.State(3, closed, Json.object())
                                : new ReadReply.Refused(Refusal.NOT_FOUND, "unknown"));
            }
            return Behaviors.same();
        });
    }

    private static void write(String id, long revision, long at, String manifest, String data) {
        var canvas = id.split("\\|", -1)[1];
        var origin =
                new Origin(
                        "op-" + revision,
                        "t:" + member.id() + ":tab-1",
                        null,
                        member.id(),
                        null,
                        "corr",
                        null,
                        null,
                        null,
                        null,
                        "0123456789abcdef",
                        at);
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO event_journal (persistence_id, sequence_number,
                                    writer, event_ser_id, event_ser_manifest, event_payload,
                                    canvas, at, client, op, step, by)
                                VALUES (?, ?, 'w', 1, ?, ?, ?, ?, ?, ?, 0, ?)
                                """,
                                id,
                                revision,
                                manifest,
                                EventCodec.encode(origin, Json.parse(data).orElseThrow()),
                                canvas,
                                at,
                                origin.client(),
                                id + origin.op(),
                                origin.user()));
    }

    /** A row as the journal writes it: without a correlation that its operation has itself. */
    private static void chain(String id, long revision, @Nullable String correlation) {
        edge.sql()
                .useHandle(sql -> {
                    sql.execute("ALTER TABLE event_journal DISABLE TRIGGER event_journal_change");
                    sql.execute(
                            "UPDATE event_journal SET correlation = ?"
                                    + " WHERE persistence_id = ? AND sequence_number = ?",
                            correlation,
                            id,
                            revision);
                    sql.execute("ALTER TABLE event_journal ENABLE TRIGGER event_journal_change");
                });
    }

    private static List<JsonNode> lines(String query) {
        var answer = edge.get("/api/canvas/" + CANVAS + "/history" + query, TestEdge.by(member));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        return answer.body().lines().map(line -> Json.parse(line).orElseThrow()).toList();
    }

    private static List<String> places(String query) {
        return lines(query).stream().map(HistoryTest::place).toList();
    }

    private static String place(JsonNode line) {
        return (line.path("at").asLong() - start)
                + "~"
                + line.path("of").asText()
                + "~"
                + line.path("rev").asLong();
    }

    @Test
    @DisplayName("[ED-70] history lists every event of a canvas and its widgets by (at, of, rev)")
    void all() {
        assertThat(places(""))
                .containsExactly(
                        "0~canvas~1",
                        "10~canvas~2",
                        "20~todo-1~1",
                        "20~todo-1~2",
                        "20~zoo~1",
                        "30~canvas~3");
    }

    @Test
    @DisplayName("[ED-71] a line has all fields of the contract")
    void line() {
        var line = lines("?of=todo-1&type=todo.created").getFirst();
        var names = new ArrayList<String>();
        line.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "canvas",
                        "of",
                        "rev",
                        "at",
                        "time",
                        "by",
                        "client",
                        "op",
                        "cause",
                        "correlation",
                        "app",
                        "source",
                        "type",
                        "data");
        assertThat(line.path("client").asText()).isEqualTo("tab-1");
        assertThat(line.path("by").asText()).isEqualTo(member.id());
        assertThat(line.path("type").asText()).isEqualTo("todo.created");
        assertThat(Instant.parse(line.path("time").asText()).toEpochMilli())
                .isEqualTo(HybridClock.millis(line.path("at").asLong()));
    }

    @Test
    @DisplayName("[ED-72] from is inclusive, to is exclusive, of, by and type narrow")
    void narrow() {
        assertThat(places("?from=" + (start + 10) + "&to=" + (start + 30)))
                .containsExactly("10~canvas~2", "20~todo-1~1", "20~todo-1~2", "20~zoo~1");
        assertThat(places("?of=canvas")).hasSize(3);
        assertThat(places("?of=zoo,todo-1")).hasSize(3);
        assertThat(places("?by=" + member.id())).hasSize(6);
        assertThat(places("?by=nobody")).isEmpty();
        assertThat(places("?type=renamed,zoo.opened")).containsExactly("20~zoo~1", "30~canvas~3");
        assertThat(places("?type=canvas.renamed")).isEmpty();
        assertThat(places("?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    @DisplayName(
            "[ED-B2][B6] a chain has its first operation and all that followed, and each line where it comes from")
    void chains() {
        var first = "c%7C" + CANVAS + "%7Ctodo-1op-1";
        assertThat(places("?correlation=" + first)).containsExactly("20~todo-1~1", "20~zoo~1");
        assertThat(places("?correlation=" + first + "&of=zoo")).containsExactly("20~zoo~1");
        assertThat(places("?correlation=nothing")).isEmpty();
        assertThat(lines("").stream().map(line -> line.path("source").asText()))
                .containsExactly(
                        "gesso.canvas",
                        "gesso.canvas",
                        "todo-service",
                        "gesso.widget",
                        "zoo-service",
                        "gesso.canvas");
    }

    @Test
    @DisplayName("[ED-B2] a chain is found by indexes, however long the history is")
    void chainPlan() {
        var plan =
                edge.sql()
                        .withHandle(sql -> {
                            sql.execute(
                                    """
                                    INSERT INTO event_journal (persistence_id, sequence_number,
                                        writer, event_ser_id, event_ser_manifest, event_payload,
                                        canvas, at, client, op, step, by, correlation)
                                    SELECT 'c|chains', n, 'w', 1, 'canvas.renamed.1', '', 'chains',
                                        (extract(epoch FROM clock_timestamp()) * 1000)::bigint
                                            * 2048 + n,
                                        'c', 'chain' || n, 0, 'u',
                                        CASE WHEN n % 10 = 0 THEN 'chain' || n - 1 END
                                    FROM generate_series(1, 5000) n
                                    """);
                            sql.execute("ANALYZE event_journal");
                            return sql.createQuery(
                                            "EXPLAIN SELECT FROM event_journal WHERE canvas = 'chains'"
                                                    + History.CHAIN.replace(":correlation", "'x'"))
                                    .mapTo(String.class)
                                    .list();
                        });
        assertThat(String.join("\n", plan))
                .contains("event_journal_chain")
                .contains("event_journal_operation")
                .doesNotContain("Seq Scan");
    }

    @Test
    @DisplayName("[ED-73] reading in parts gives every event once, ties included")
    void resume() {
        var seen = new ArrayList<String>();
        var after = "";
        for (int i = 0; i < 6; i++) {
            var part = lines("?limit=1" + after);
            assertThat(part).hasSize(1);
            var last = part.getFirst();
            seen.add(last.path("of").asText() + last.path("rev"));
            after =
                    "&after="
                            + last.path("at").asLong()
                            + "~"
                            + last.path("of").asText()
                            + "~"
                            + last.path("rev").asLong();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(6);
        assertThat(lines("?limit=1" + after)).isEmpty();
    }

    @Test
    @DisplayName("[ED-160] with order=desc the newest comes first, and reading in parts gives all")
    void newestFirst() {
        var all = places("?order=desc");
        assertThat(all)
                .containsExactly(
                        "30~canvas~3",
                        "20~zoo~1",
                        "20~todo-1~2",
                        "20~todo-1~1",
                        "10~canvas~2",
                        "0~canvas~1");
        var seen = new ArrayList<String>();
        var after = "";
        for (var part = lines("?order=desc&limit=2"); !part.isEmpty(); ) {
            assertThat(part).hasSizeLessThanOrEqualTo(2);
            part.forEach(line -> seen.add(place(line)));
            var last = part.getLast();
            after = last.path("at") + "~" + last.path("of").asText() + "~" + last.path("rev");
            part = lines("?order=desc&limit=2&after=" + after);
        }
        assertThat(seen).isEqualTo(all);
        assertThat(places("?order=desc&from=" + (start + 10) + "&to=" + (start + 30)))
                .containsExactly("20~zoo~1", "20~todo-1~2", "20~todo-1~1", "10~canvas~2");
        assertThat(places("?order=desc&app=todo")).containsExactly("20~todo-1~2", "20~todo-1~1");
        assertThat(places("?order=asc")).isEqualTo(all.reversed());
        closed = start + 19;
        try {
            assertThat(places("?order=desc")).containsExactly("10~canvas~2", "0~canvas~1");
        } finally {
            closed = Long.MAX_VALUE;
        }
    }

    @Test
    @DisplayName("[ED-74] without a limit 1,000 lines come, with 0 all of them")
    void limits() {
        var long1 = "long-1";
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO event_journal (persistence_id, sequence_number,
                                    writer, event_ser_id, event_ser_manifest, event_payload,
                                    canvas, at, client, op, step, by)
                                SELECT 'c|long-1', n, writer, event_ser_id, event_ser_manifest,
                                    event_payload, 'long-1', at + n, client, 'long' || n, 0, by
                                FROM event_journal, generate_series(1, 2345) n
                                WHERE persistence_id = 'c|canvas-1' AND sequence_number = 1
                                """));
        assertThat(count(long1, "")).isEqualTo(1_000);
        assertThat(count(long1, "?limit=0")).isEqualTo(2_345);
    }

    private static long count(String canvas, String query) {
        return edge.get("/api/canvas/" + canvas + "/history" + query, TestEdge.by(member))
                .body()
                .lines()
                .count();
    }

    @Test
    @DisplayName("[B3] to a stranger the canvas is not there, whatever is wrong with the query")
    void stranger() {
        var bob = edge.guest("Bob");
        var path = "/api/canvas/" + CANVAS + "/history?limit=nonsense";
        assertThat(edge.get(path, TestEdge.by(bob)).status()).isEqualTo(404);
        assertThat(edge.get(path).status()).isEqualTo(401);
        assertThat(edge.get(path, TestEdge.by(member)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "?from=9&to=8, to",
        "?from=yesterday, from",
        "?limit=-1, limit",
        "?after=1~canvas, after",
        "?after=x~canvas~1, after",
        "?colour=red, colour",
        "?of=%00, of",
        "?correlation=a%20b, correlation",
        "?follow=perhaps, follow",
        "?follow=true&order=desc, follow",
        "?order=newest, order",
        "?revFrom=3&revTo=2, revTo"
    })
    @DisplayName("[B2] a wrong query is 400 and names the part")
    void wrong(String query, String field) {
        var answer = edge.get("/api/canvas/" + CANVAS + "/history" + query, TestEdge.by(member));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    @DisplayName("[ED-75] a format that history does not have is 406")
    void format() {
        var answer =
                edge.get(
                        "/api/canvas/" + CANVAS + "/history",
                        "Authorization",
                        "Bearer " + member.token(),
                        "Accept",
                        "image/png");
        assertThat(answer.status()).isEqualTo(406);
    }

    private static String read(String query, String accept, String... more) {
        var headers = new ArrayList<>(List.of(TestEdge.by(member)));
        headers.addAll(List.of("Accept", accept));
        headers.addAll(List.of(more));
        var answer =
                edge.get(
                        "/api/canvas/" + CANVAS + "/history" + query,
                        headers.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(accept);
        return answer.body();
    }

    @Test
    @DisplayName("[ED-76] as CSV it has a row of names, and cells in quotes where they must be")
    void csv() {
        var rows = read("?type=renamed", "text/csv").split("\r\n", -1);
        assertThat(rows).hasSize(3);
        assertThat(rows[0])
                .isEqualTo(
                        "canvas,of,rev,at,time,by,client,op,cause,correlation,app,type,data,source");
        assertThat(rows[1])
                .startsWith(CANVAS + ",canvas,3," + (start + 30) + ",")
                .endsWith(
                        ","
                                + member.id()
                                + ",tab-1,op-3,,corr,,renamed,"
                                + "\"{\"\"title\"\":\"\"U\"\",\"\"was\"\":\"\"T\"\"}\",gesso.canvas");
        assertThat(rows[2]).isEmpty();
    }

    @Test
    @DisplayName("[ED-167] as the journal has it a line has the whole origin and what was stored")
    void stored() {
        var lines =
                read("?limit=0", "application/vnd.gesso.journal+x-ndjson")
                        .lines()
                        .map(line -> Json.parse(line).orElseThrow())
                        .toList();
        assertThat(lines).hasSize(6);
        var opened =
                lines.stream()
                        .filter(line -> line.path("of").asText().equals("zoo"))
                        .findFirst()
                        .orElseThrow();
        assertThat(opened.path("rev").asLong()).isEqualTo(1);
        assertThat(opened.path("at").asLong()).isEqualTo(start + 20);
        assertThat(opened.path("manifest").asText()).isEqualTo("widget.emitted.1");
        assertThat(opened.at("/stored/origin/client").asText())
                .isEqualTo("t:" + member.id() + ":tab-1");
        assertThat(opened.at("/stored/origin/sum").asText()).isEqualTo("0123456789abcdef");
        assertThat(opened.at("/stored/data"))
                .isEqualTo(
                        Json.parse("{\"type\": \"zoo.opened\", \"data\": {\"n\": 1}}")
                                .orElseThrow());
    }

    @Test
    @DisplayName("[ED-77] as server-sent events each has the place to go on from as its id")
    void events() {
        var all = read("", "text/event-stream").split("\n\n", -1);
        assertThat(all).hasSize(7);
        var third = all[2].lines().toList();
        assertThat(third.get(0)).isEqualTo("id: " + (start + 20) + "~todo-1~1");
        assertThat(Json.parse(third.get(1).substring("data: ".length())).orElseThrow())
                .isEqualTo(lines("?type=todo.created").getFirst());
        var rest = read("", "text/event-stream", "Last-Event-ID", (start + 20) + "~todo-1~1");
        assertThat(rest.split("\n\n", -1)).hasSize(4);
    }

    @Test
    @DisplayName(
            "[ED-78] nothing after the closed present is told, for something may come before it")
    void closed() {
        closed = start + 19;
        try {
            assertThat(places("")).containsExactly("0~canvas~1", "10~canvas~2");
        } finally {
            closed = Long.MAX_VALUE;
        }
    }

    @Test
    @DisplayName("[ED-79] app takes events of its widgets, revFrom and revTo those of a stretch")
    void appsAndRevisions() {
        assertThat(places("?app=todo")).containsExactly("20~todo-1~1", "20~todo-1~2");
        assertThat(places("?app=chat")).isEmpty();
        assertThat(places("?revFrom=2&revTo=3")).containsExactly("10~canvas~2", "20~todo-1~2");
    }

    private static Stream<String> following() {
        var request = edge.request(FOLLOW);
        request.headers(TestEdge.by(member));
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    @DisplayName(
            "[ED-93] [ED-94] what follows goes on with what is closed later, and ends when the right ends")
    void follows() throws Exception {
        closed = start + 19;
        var seen = new LinkedBlockingQueue<String>();
        var reading = Thread.ofVirtual().start(() -> following().forEach(seen::add));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).contains("created");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).contains("widget-added");
        assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();
        var second = edge.get(FOLLOW, TestEdge.by(member));
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.header("Retry-After")).isNotEmpty();
        closed = start + 30;
        for (int i = 0; i < 4; i++) {
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        left = true;
        try {
            reading.join(10_000);
            assertThat(reading.isAlive()).isFalse();
        } finally {
            left = false;
            closed = Long.MAX_VALUE;
        }
    }
}

package gesso.edge.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import gesso.edge.TestEdge.Person;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over the real database, whose login roles are what keeps people apart. */
class AnalysisTest {
    private static TestEdge edge;
    private static Person ada;
    private static Person bob;

    @BeforeAll
    static void start() {
        edge =
                TestEdge.start(
                        """
                        gesso.analysis { statement = 2s, rows = 1000, bytes = 64 KiB, running-each = 1,
                          kept = 3, sql-characters = 2000, export-rows = 20000 }
                        """);
        ada = edge.guest("Ada");
        bob = edge.guest("Bob");
        canvas("c-ada", ada, "owner");
        canvas("canvas-of-bob", bob, "owner");
        widget("c-ada", "w-todo", "todo");
        event("c-ada", "", 1, ada, "canvas.created.1", "{\"title\":\"Plan\"}");
        event(
                "c-ada",
                "w-todo",
                1,
                ada,
                "todo.created.1",
                "{\"id\":\"t1\",\"text\":\"Milk\",\"done\":false}");
        event(
                "c-ada",
                "w-todo",
                2,
                ada,
                "todo.created.1",
                "{\"id\":\"t2\",\"text\":\"Salt\",\"done\":false}");
        event(
                "c-ada",
                "w-todo",
                3,
                ada,
                "todo.ticked.1",
                "{\"ids\":[\"t1\",\"t2\"],\"done\":true}");
        event("c-ada", "w-todo", 4, ada, "todo.toggled.1", "{\"id\":\"t2\",\"done\":false}");
        event(
                "c-ada",
                "w-todo",
                5,
                ada,
                "widget.emitted.1",
                "{\"type\":\"my.own\",\"data\":{\"n\":1}}");
        event("canvas-of-bob", "", 1, bob, "canvas.created.1", "{\"title\":\"Secret\"}");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static void canvas(String canvas, Person who, String role) {
        edge.sql()
                .useHandle(sql -> {
                    sql.execute(
                            """
                            INSERT INTO canvas_summary (canvas, title, widgets, people,
                                revision, created_at, changed_at)
                            VALUES (?, ?, 1, 1, 1, now(), now())
                            """,
                            canvas,
                            "Title of " + canvas);
                    member(canvas, who, role);
                });
    }

    private static void member(String canvas, Person who, String role) {
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                "INSERT INTO canvas_member (user_id, canvas, role) VALUES (?, ?, ?)",
                                who.id(),
                                canvas,
                                role));
    }

    private static void widget(String canvas, String widget, String app) {
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                "INSERT INTO widget_place (widget, canvas, app, added_at)"
                                        + " VALUES (?, ?, ?, now())",
                                widget,
                                canvas,
                                app));
    }

    private static void event(
            String canvas, String widget, long rev, Person by, String manifest, String data) {
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                INSERT INTO event_journal (persistence_id, sequence_number, writer,
                                    event_ser_id, event_ser_manifest, event_payload, canvas, at,
                                    client, op, step, by)
                                VALUES (?, ?, 'test', 1, ?, convert_to(?, 'UTF8'), ?,
                                    (extract(epoch FROM clock_timestamp()) * 1000)::bigint * 2048 + ?,
                                    ?, ?, 0, ?)
                                """,
                                "c|" + canvas + (widget.isEmpty() ? "" : "|" + widget),
                                rev,
                                manifest,
                                "{\"origin\":{},\"data\":" + data + "}",
                                canvas,
                                rev,
                                "u:" + by.id(),
                                canvas + widget + rev,
                                by.id()));
    }

    private static Answer run(Person who, String sql, String... headers) {
        var all = new ArrayList<>(List.of(TestEdge.by(who)));
        all.addAll(List.of(headers));
        var body = Json.object().put("sql", sql);
        return edge.post("/api/analysis/run", body.toString(), all.toArray(String[]::new));
    }

    private static List<String> first(JsonNode answer) {
        return StreamSupport.stream(answer.path("rows").spliterator(), false)
                .map(row -> row.path(0).asText())
                .toList();
    }

    @Test
    @DisplayName("[Z7] [ED-Q1] everybody asks about the canvases that they may read, and no other")
    void granted() {
        assertThat(first(run(ada, "SELECT canvas FROM canvases").json())).containsExactly("c-ada");
        assertThat(first(run(bob, "SELECT DISTINCT canvas FROM events").json()))
                .containsExactly("canvas-of-bob");
        var cleo = edge.guest("Cleo");
        assertThat(first(run(cleo, "SELECT canvas FROM events").json())).isEmpty();
        member("canvas-of-bob", cleo, "analyst");
        assertThat(first(run(cleo, "SELECT canvas FROM granted").json()))
                .containsExactly("canvas-of-bob");
        edge.sql()
                .useHandle(sql ->
                        sql.execute("DELETE FROM canvas_member WHERE user_id = ?", cleo.id()));
        assertThat(first(run(cleo, "SELECT canvas FROM events").json())).isEmpty();
        assertThat(edge.post("/api/analysis/run", "{\"sql\":\"SELECT 1\"}").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM public.event_journal",
                "SELECT * FROM public.account",
                "SELECT * FROM public.analyst_secret",
                "SELECT secret FROM public.share_link",
                "SELECT rolpassword FROM pg_authid",
                "SELECT set_config('role', 'postgres', true)",
                "SELECT set_config('session_authorization', 'postgres', true)",
                "SELECT set_config('transaction_read_only', 'off', true)",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT lo_from_bytea(0, 'x')",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
                "WITH gone AS (DELETE FROM events RETURNING 1) SELECT * FROM gone",
                "SELECT 1 AS one INTO taken",
                "SELECT nextval('public.event_journal_ordering_seq')",
                "SELECT pg_advisory_lock(1)",
                "SELECT pg_try_advisory_xact_lock_shared(1, 2)",
            })
    @DisplayName("[Z7] [X6] [ED-Q2] what is not theirs to read or to change is refused")
    void refused(String sql) {
        var answer = run(ada, sql);
        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DELETE FROM events",
                "UPDATE events SET by = 'x'",
                "INSERT INTO events VALUES (1)",
                "CREATE TABLE x (y int)",
                "COPY events TO '/tmp/x'",
                "SET ROLE postgres",
                "COMMIT",
                "LISTEN everything",
                "SELECT 1; SELECT 2",
                "SELECT 1; COMMIT; DROP SCHEMA analysis CASCADE",
                "SELECT nothing FROM nowhere",
                "SELECT 1/0",
                "SELECT 'half",
                "no SQL at all",
            })
    @DisplayName("[Z7] [ED-Q2] what is no single question is refused as a mistake in the text")
    void mistaken(String sql) {
        var answer = run(ada, sql);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("sql");
    }

    @Test
    @DisplayName("[Z7] [ED-Q1] who asks cannot be forged by anything that a question may set")
    void forged() {
        var login =
                edge.sql()
                        .withHandle(sql -> {
                            run(bob, "SELECT 1");
                            return sql.createQuery("SELECT login FROM analyst WHERE user_id = :b")
                                    .bind("b", bob.id())
                                    .mapTo(String.class)
                                    .one();
                        });
        assertThat(run(ada, "SELECT set_config('role', '" + login + "', true)").status())
                .isEqualTo(403);
        var tried =
                run(
                        ada,
                        "SELECT canvas, set_config('asked.canvas', 'canvas-of-bob', true) FROM events"
                                + " WHERE canvas = the_canvas() OR true");
        assertThat(first(tried.json())).containsOnly("c-ada");
        // A function that tells what it sees is never shown a row that the view would leave out.
        var leaky = run(ada, "SELECT count(*) FROM events WHERE 1 / (length(canvas) - 13) > -9");
        assertThat(leaky.status()).as(leaky.body()).isEqualTo(200);
        var others =
                run(
                        ada,
                        "SELECT count(*) FROM events WHERE canvas = 'canvas-of-bob' AND data::text::int > 0");
        assertThat(others.status()).as(others.body()).isEqualTo(200);
        assertThat(others.json().at("/rows/0/0").asInt()).isZero();
    }

    @Test
    @DisplayName("[Z7] [ED-Q3] one that lasts too long, or answers too much, ends and says so")
    void bounded() {
        var slow = run(ada, "SELECT pg_sleep(20)");
        assertThat(slow.status()).isEqualTo(413);
        assertThat(slow.json().path("detail").asText()).contains("longer than 2 s");
        var tricky = run(ada, "SELECT set_config('statement_timeout', '0', false), pg_sleep(20)");
        assertThat(tricky.status()).isEqualTo(413);
        var many = run(ada, "SELECT * FROM generate_series(1, 100000)").json();
        assertThat(many.path("rows")).hasSize(1000);
        assertThat(many.path("more").asBoolean()).isTrue();
        var wide = run(ada, "SELECT repeat('x', 10000) FROM generate_series(1, 100)").json();
        assertThat(wide.path("rows").size()).isBetween(6, 8);
        assertThat(wide.path("more").asBoolean()).isTrue();
        assertThat(run(ada, "SELECT '" + "x".repeat(2000) + "'").status()).isEqualTo(400);
        var huge = run(ada, "SELECT repeat('x', 20000000) FROM generate_series(1, 5)");
        assertThat(huge.status()).as(huge.body()).isEqualTo(400);
        assertThat(run(ada, "SELECT 1").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[Z7] [ED-Q4] a file that breaks off in the middle does not look whole")
    void broken() {
        var sql = "SELECT 1 / (600 - n) FROM generate_series(1, 5000) n";
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> run(ada, sql, "Accept", "text/csv"))
                .hasStackTraceContaining("IOException");
        assertThat(run(ada, "SELECT 1").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[Z7] [ED-Q3] of one person as many run at once as may; more are told to wait")
    void turns() {
        var asked =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> run(ada, "SELECT pg_sleep(1.8)").status(),
                                        task -> Thread.ofVirtual().start(task)))
                        .limit(6)
                        .toList();
        assertThat(asked.stream().map(CompletableFuture::join)).contains(200, 429);
        assertThat(run(ada, "SELECT 1").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[Z7] [ED-Q4] values come as JSON has them; columns with their types")
    void values() {
        var answer =
                run(
                                ada,
                                "SELECT 1 AS n, 2.5::numeric AS d, 'NaN'::float8 AS nan, true AS yes,"
                                        + " null AS nothing, '{\"a\":[1]}'::jsonb AS j,"
                                        + " timestamptz '2026-01-31 12:00+01' AS t, date '2026-02-01'"
                                        + " AS day, ARRAY['x','y'] AS list")
                        .json();
        assertThat(answer.path("rows").path(0))
                .isEqualTo(
                        Json.parse(
                                        "[1,2.5,\"NaN\",true,null,{\"a\":[1]},\"2026-01-31T11:00:00Z\",\"2026-02-01\",\"{x,y}\"]")
                                .orElseThrow());
        assertThat(answer.path("columns").findValuesAsText("name"))
                .containsExactly("n", "d", "nan", "yes", "nothing", "j", "t", "day", "list");
        assertThat(answer.path("columns").findValuesAsText("type"))
                .startsWith("int4", "numeric", "float8", "bool");
    }

    @Test
    @DisplayName("[Z7] [ED-Q4] all rows are saved as CSV or NDJSON")
    void saved() {
        var sql =
                "SELECT 'a \"b\", c' AS \"odd, name\", n, NULL AS empty FROM generate_series(1, 5000) n";
        var csv = run(ada, sql, "Accept", "text/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("answer.csv");
        var lines = csv.body().split("\r\n", -1);
        assertThat(lines).hasSize(5002);
        assertThat(lines[0]).isEqualTo("\"odd, name\",n,empty");
        assertThat(lines[1]).isEqualTo("\"a \"\"b\"\", c\",1,");
        var json = run(ada, sql, "Accept", "application/x-ndjson").body().lines().toList();
        assertThat(json).hasSize(5000);
        assertThat(Json.parse(json.getLast()).orElseThrow().path("n").asInt()).isEqualTo(5000);
        assertThat(run(ada, "SELECT nope", "Accept", "text/csv").status()).isEqualTo(400);
        assertThat(run(ada, "SELECT 1", "Accept", "image/png").status()).isEqualTo(406);
    }

    @Test
    @DisplayName("[Z7] [ED-Q5] views tell what they are, and what each column means")
    void described() {
        var views = edge.get("/api/analysis/views", TestEdge.by(ada)).json().path("items");
        assertThat(views.findValuesAsText("name"))
                .contains("canvases", "members", "widgets", "events", "todos", "granted");
        for (var view : views) {
            assertThat(view.path("about").asText()).as(view.path("name").asText()).isNotBlank();
            for (var column : view.path("columns")) {
                assertThat(column.path("about").asText()).as(column.toString()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("[Z7] [ED-Q5] events and todos say what the journal has")
    void views() {
        assertThat(first(run(ada, "SELECT type FROM events ORDER BY at").json()))
                .containsExactlyInAnyOrder(
                        "created",
                        "todo.created",
                        "todo.created",
                        "todo.ticked",
                        "todo.toggled",
                        "my.own");
        var todos =
                run(ada, "SELECT text, done, done_at IS NOT NULL, removed FROM todos ORDER BY text")
                        .json();
        assertThat(todos.path("rows").toString())
                .isEqualTo("[[\"Milk\",true,true,false],[\"Salt\",false,false,false]]");
    }

    @Test
    @DisplayName("[Z7] [ED-Q6] every ready-made question has an answer, of all canvases and of one")
    void readyMade() {
        var items = edge.get("/api/analysis/questions", TestEdge.by(ada)).json().path("items");
        assertThat(items.findValuesAsText("scope")).contains("builtin");
        for (var item : items) {
            if (!item.path("scope").asText().equals("builtin")) {
                continue;
            }
            for (var canvas : List.of("", "c-ada", "canvas-of-bob")) {
                var body = Json.object().put("sql", item.path("sql").asText());
                if (!canvas.isEmpty()) {
                    body.put("canvas", canvas);
                }
                body.put("from", "2020-01-01T00:00:00Z").put("to", "2999-01-01T00:00:00Z");
                var answer = edge.post("/api/analysis/run", body.toString(), TestEdge.by(ada));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.json().path("rows").isEmpty())
                        .as(item.path("id").asText() + " of " + canvas)
                        .isEqualTo(canvas.equals("canvas-of-bob"));
            }
        }
        var german = edge.get("/api/analysis/questions?language=de", TestEdge.by(ada)).json();
        assertThat(german.at("/items/0/title").asText()).startsWith("Änderungen");
    }

    @Test
    @DisplayName("[Z7] [ED-Q6] questions are kept for their owner, once, and within a number")
    void kept() {
        var dora = edge.guest("Dora");
        var body = "{\"title\":\"Mine\",\"sql\":\"SELECT 1\"}";
        var path = "/api/analysis/questions";
        var made = edge.post(path, body, with(dora, "Idempotency-Key", "k1"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(edge.post(path, body, with(dora, "Idempotency-Key", "k1")).json())
                .isEqualTo(made.json());
        var other = "{\"title\":\"Other\",\"sql\":\"SELECT 1\"}";
        assertThat(edge.post(path, other, with(dora, "Idempotency-Key", "k1")).code())
                .isEqualTo("operation-reused");
        var one = path + "/" + made.json().path("id").asText();
        assertThat(edge.send("PATCH", one, other, TestEdge.by(dora)).status()).isEqualTo(200);
        assertThat(edge.send("PATCH", one, other, TestEdge.by(bob)).status()).isEqualTo(404);
        assertThat(own(dora)).containsExactly("Other");
        assertThat(own(bob)).isEmpty();
        assertThat(edge.post(path, body, TestEdge.by(dora)).status()).isEqualTo(201);
        assertThat(edge.post(path, body, TestEdge.by(dora)).status()).isEqualTo(201);
        assertThat(edge.post(path, body, TestEdge.by(dora)).status()).isEqualTo(413);
        assertThat(edge.send("DELETE", one, "", TestEdge.by(bob)).status()).isEqualTo(404);
        assertThat(edge.send("DELETE", one, "", TestEdge.by(dora)).status()).isEqualTo(204);
        assertThat(
                        edge.post(
                                        path,
                                        "{\"title\":\"\",\"sql\":\"DROP TABLE x\"}",
                                        TestEdge.by(dora))
                                .json()
                                .path("errors"))
                .hasSize(2);
    }

    private static List<String> own(Person who) {
        return StreamSupport.stream(
                        edge.get("/api/analysis/questions", TestEdge.by(who))
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(item -> item.path("scope").asText().equals("own"))
                .map(item -> item.path("title").asText())
                .toList();
    }

    private static String[] with(Person who, String... headers) {
        var all = new ArrayList<>(List.of(TestEdge.by(who)));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    @Test
    @DisplayName("[Z7] [ED-Q7] the login role of who has long asked nothing goes, and comes again")
    void idle() {
        var erik = edge.guest("Erik");
        run(erik, "SELECT 1");
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                "UPDATE analyst SET used_at = now() - interval '90 days'"
                                        + " WHERE user_id = ?",
                                erik.id()));
        run(edge.guest("Fay"), "SELECT 1");
        assertThat(roles(erik)).isEqualTo("0 0");
        assertThat(run(erik, "SELECT 1").status()).isEqualTo(200);
        assertThat(roles(erik)).isEqualTo("1 1");
    }

    private static String roles(Person who) {
        return edge.sql()
                .withHandle(sql ->
                        sql.createQuery(
                                        """
                                        SELECT count(*) || ' ' || count(r.oid) FROM analyst a
                                        LEFT JOIN pg_roles r ON r.rolname = a.login
                                        WHERE a.user_id = :user
                                        """)
                                .bind("user", who.id())
                                .mapTo(String.class)
                                .one());
    }
}

package gesso.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.deploy.db.Database;
import gesso.deploy.whole.GessoProcess;
import gesso.deploy.whole.Person;
import gesso.deploy.whole.Socket;
import gesso.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What the past costs: any instant, all of it in a row, a fork, an export, and lists made anew. */
final class HistoryFigures {
    private static final int WIDGETS = 50;
    private static final int EVENTS = 100_000;
    private static final int SEEKS = 500;
    private static final int WARM_SEEKS = 50;
    private static final int READS = 5;
    private static final int FORKED_EVENTS = 10_000;
    private static final int FORKED_WIDGETS = 10;
    private static final int FORKS = 3;
    private static final int MANY_EVENTS = 1_000_000;
    private static final int TODOS_OF_A_WIDGET = 100;
    private static final int KEYS = 20;
    private static final int PAIRS = 5;
    private static final int PAIR_SECONDS = 10;
    private static final int PEOPLE = 20;
    private static final int EDITS_PER_SECOND = 5;
    private static final int MANY_EDITS_PER_SECOND = 50;
    private static final int FETCHED = 1_000;

    private final GessoProcess gesso;
    private final Path data;
    private final Figures figures;
    private final Person owner;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param data folder of that Gesso
     */
    HistoryFigures(GessoProcess gesso, Path data, Figures figures) {
        this.gesso = gesso;
        this.data = data;
        this.figures = figures;
        this.owner = Person.guest(gesso, "Owner");
    }

    void measure() throws Exception {
        lag();
        fork();
        var canvas = filled("A long past", WIDGETS, EVENTS);
        timeline(canvas);
        seeks(canvas);
        reads(canvas);
    }

    /** What reads all of a canvas of a million events, beside people who edit. */
    void measureExport() throws Exception {
        var canvas = filled("Very long", WIDGETS, EVENTS);
        Drive.moves(owner, canvas, owner.todo(canvas, 0, 0), MANY_EVENTS - EVENTS);
        exports(canvas);
        rebuild();
    }

    private String filled(String title, int widgets, int events) throws InterruptedException {
        var canvas = owner.canvas(title);
        owner.patch("/api/canvas/" + canvas, "{\"grid\":{\"collision\":\"free\"}}").ok();
        var ids = new ArrayList<String>();
        for (var i = 0; i < widgets; i++) {
            ids.add(owner.todo(canvas, i % 4 * 3, i / 4 * 4));
        }
        Drive.send(owner, canvas, events, i -> edit(ids.get(i % widgets), i / widgets));
        return canvas;
    }

    /** Moves, what an app keeps under some keys, and entries of its own. */
    private static ObjectNode edit(String widget, int i) {
        var op = Socket.newOperation();
        var data = Json.object();
        if (i % 5 < 2) {
            return Crowd.move(op, widget, i);
        }
        if (i % 5 == 2 && i / 5 < TODOS_OF_A_WIDGET / 4) {
            return Socket.command(op, widget, "todo.add", data.put("text", "What to do, " + i));
        }
        data.putObject("patch").put("key-" + i % KEYS, "A value of some length, " + i);
        return Socket.command(op, widget, "set-state", data);
    }

    private void lag() throws Exception {
        try (var crowd = new Crowd(gesso, PEOPLE, MANY_EDITS_PER_SECOND)) {
            crowd.edit(PAIR_SECONDS);
            var before = feed();
            crowd.edit(PAIR_SECONDS);
            var after = feed();
            figures.add(
                    "feed at 1,000 edits/s: behind, mean",
                    1_000 * (after[0] - before[0]) / (after[1] - before[1]),
                    "ms",
                    "-");
            figures.add("the same, the most it was behind", 1_000 * after[2], "ms", "<= 500 (p95)");
        }
    }

    /** Sum and count of how far it was behind, and the most of the last minutes. */
    private double[] feed() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gesso.ops("/metrics")).build();
        var all = http.send(request, BodyHandlers.ofString()).body();
        return List.of("sum", "count", "max").stream()
                .mapToDouble(part ->
                        all.lines()
                                .filter(line ->
                                        line.startsWith("gesso_projection_lag_seconds_" + part)
                                                && line.contains("\"lists\""))
                                .mapToDouble(line ->
                                        Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                                .findFirst()
                                .orElseThrow())
                .toArray();
    }

    private byte[] read(String path) throws IOException, InterruptedException {
        var answer = http.send(owner.request(path).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private void timeline(String canvas) throws Exception {
        for (var which : List.of("first", "again")) {
            var began = System.nanoTime();
            read("/api/canvas/" + canvas + "/timeline");
            figures.add("timeline of 100,000 events, " + which, since(began), "ms", "<= 150");
        }
    }

    private void seeks(String canvas) throws Exception {
        long first = instant(canvas, "limit=1");
        long last =
                Json.parse(read("/api/canvas/" + canvas + "/at/now"))
                        .orElseThrow()
                        .path("at")
                        .asLong();
        var random = new Random(1);
        var took = new long[SEEKS];
        for (var i = -WARM_SEEKS; i < SEEKS; i++) {
            long instant = random.nextLong(first, last);
            var began = System.nanoTime();
            read("/api/canvas/" + canvas + "/at/" + instant);
            if (i >= 0) {
                took[i] = System.nanoTime() - began;
            }
        }
        figures.add(
                "any instant of 100,000 events, 50 widgets: p50",
                Figures.millis(took, 0.5),
                "ms",
                "<= 100");
        figures.add("the same: p95", Figures.millis(took, 0.95), "ms", "<= 200");
    }

    private long instant(String canvas, String query) throws Exception {
        return Json.parse(read("/api/canvas/" + canvas + "/history?" + query))
                .orElseThrow()
                .path("at")
                .asLong();
    }

    private void reads(String canvas) throws Exception {
        var streamed = new double[READS];
        var plain = new double[READS];
        for (var i = 0; i < READS; i++) {
            var began = System.nanoTime();
            long rows = lines(canvas);
            streamed[i] = rows / (since(began) / 1e3);
            plain[i] = plain(canvas);
        }
        Arrays.sort(streamed);
        Arrays.sort(plain);
        figures.add("history as NDJSON", streamed[READS / 2], "rows/s", "-");
        figures.add("a plain cursor over the same", plain[READS / 2], "rows/s", "-");
        figures.add(
                "history beside that", 100 * streamed[READS / 2] / plain[READS / 2], "%", ">= 30");
    }

    private long lines(String canvas) throws IOException, InterruptedException {
        var request = owner.request("/api/canvas/" + canvas + "/history?limit=0").build();
        try (var body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            var buffer = new byte[1 << 16];
            long lines = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                for (var i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        }
    }

    private Database database() throws IOException {
        return Database.parse(Files.readString(data.resolve("database.url")).strip());
    }

    /** The columns that a line of history is made of, in its order; rows a second. */
    private double plain(String canvas) throws IOException, SQLException {
        try (var connection = database().connect()) {
            connection.setAutoCommit(false);
            var began = System.nanoTime();
            long rows = 0;
            try (var read =
                    connection.prepareStatement(
                            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload,"
                                    + " at, by, client, op, correlation FROM event_journal"
                                    + " WHERE canvas = ? ORDER BY at, persistence_id, sequence_number")) {
                read.setFetchSize(FETCHED);
                read.setString(1, canvas);
                try (var found = read.executeQuery()) {
                    for (; found.next(); rows++) {
                        for (var i = 1; i <= 9; i++) {
                            found.getObject(i);
                        }
                    }
                }
            }
            return rows / (since(began) / 1e3);
        }
    }

    private void fork() throws Exception {
        var canvas = filled("To fork", FORKED_WIDGETS, FORKED_EVENTS);
        var took = new double[FORKS];
        for (var i = 0; i < FORKS; i++) {
            var began = System.nanoTime();
            owner.post("/api/canvas/" + canvas + "/fork", "{}").ok();
            took[i] = since(began);
        }
        Arrays.sort(took);
        figures.add("fork of 10,000 events, median of 3", took[FORKS / 2], "ms", "<= 1000");
    }

    private void exports(String canvas) throws Exception {
        try (var crowd = new Crowd(gesso, PEOPLE, EDITS_PER_SECOND)) {
            crowd.edit(PAIR_SECONDS);
            var costs = new double[PAIRS];
            for (var i = 0; i < PAIRS; i++) {
                var quiet = Figures.millis(crowd.edit(PAIR_SECONDS).acks(), 0.5);
                var export = CompletableFuture.supplyAsync(() -> export(canvas));
                var busy = Figures.millis(crowd.edit(PAIR_SECONDS).acks(), 0.5);
                boolean whole = !export.isDone();
                costs[i] = busy / quiet;
                figures.add(
                        whole ? "export of 1,000,000 events" : "export, which ended early",
                        export.get(),
                        "s",
                        "-");
            }
            Arrays.sort(costs);
            figures.add("ack p50 beside an export, median of 5", costs[PAIRS / 2], "x", "<= 1.5");
        }
    }

    /** Seconds. */
    private double export(String canvas) {
        try {
            var folder = Files.createTempDirectory("gesso-export");
            var began = System.nanoTime();
            var ended =
                    GessoProcess.run(
                            Map.of("GESSO_TOKEN", owner.token),
                            "export",
                            canvas,
                            "--url",
                            gesso.http("").toString(),
                            "--out",
                            folder.resolve("out").toString());
            assertThat(ended.status()).as(ended.output()).isZero();
            return since(began) / 1e3;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void rebuild() throws IOException {
        var began = System.nanoTime();
        var ended =
                GessoProcess.run(
                        Map.of(),
                        "rebuild",
                        "--db",
                        Files.readString(data.resolve("database.url")).strip());
        assertThat(ended.status()).as(ended.output()).isZero();
        figures.add(
                "all lists anew of 1,000,000 events, its start included",
                since(began) / 1e3,
                "s",
                "<= 60");
    }

    /** Milliseconds. */
    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}

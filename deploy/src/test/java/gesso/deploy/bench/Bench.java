package gesso.deploy.bench;

import gesso.deploy.whole.GessoProcess;
import gesso.deploy.whole.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * {@code ./gesso bench}: start, twenty people on one canvas, one hot canvas beside plain JDBC, a
 * canvas with a long past, what edits cost on long and on full canvases, memory, apps made of
 * prompts. Every run has its own server and folder; the clients are in this process, on the same
 * machine.
 */
public final class Bench {
    /**
     * Clients here may be faster than people: the limits that protect the server from them are
     * lifted.
     */
    private static final Map<String, String> UNLIMITED =
            Map.of(
                    "GESSO_COMMANDS_PER_SECOND", "1000000",
                    "GESSO_MESSAGES_PER_SECOND", "1000000",
                    "GESSO_MESSAGES_BURST", "1000000",
                    "GESSO_GENERATIONS_PER_HOUR", "1000",
                    "GESSO_CACHE", "target/cache");

    private static final List<String> PARTS =
            List.of("start", "people", "hot", "past", "history", "export", "long", "apps");
    private static final int PEOPLE = 20;
    private static final int EDITS_PER_SECOND = 5;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 20;
    private static final int APPS_OF_A_KIND = 5;
    private static final int BATCH = 100;
    private static final int HOT_EDITS = 150_000;
    private static final int PAST_EVENTS = 100_000;
    private static final int SMALL_CANVASES = 2_000;
    private static final int WARM_WAKES = 200;
    private static final int MEASURED_EDITS = 40_000;
    private static final int FULL_WIDGETS = 500;
    private static final int LONG_EVENTS = 1_000_000;

    private final Figures figures = new Figures();

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var wanted = List.of(arguments);
        if (!PARTS.containsAll(wanted)) {
            System.out.println(
                    "Usage: ./gesso bench [PART...] | --steps [JMH OPTIONS]\n  Measures start, latency, throughput, reopening, growth, the past and memory; about"
                            + " twelve minutes. Prints a table, then the figures as one JSON object.\n"
                            + "  PART: of "
                            + String.join(", ", PARTS)
                            + "; all of them without one.\n"
                            + "  --steps: JMH benchmarks of single steps instead, such as --steps MoveBench.");
            System.exit(wanted.contains("--help") ? 0 : 2);
        }
        var bench = new Bench();
        for (var part : wanted.isEmpty() ? PARTS : wanted) {
            bench.measure(part);
        }
        bench.figures.print();
        System.exit(0);
    }

    private void measure(String part) throws Exception {
        switch (part) {
            case "start" -> start();
            case "people" -> people();
            case "hot" -> hot();
            case "past" -> past();
            case "history" -> history(HistoryFigures::measure);
            case "export" -> history(HistoryFigures::measureExport);
            case "long" -> growing();
            case "apps" -> apps();
            default -> throw new IllegalArgumentException(part);
        }
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("gesso-bench");
    }

    private static GessoProcess up(Path data) {
        return GessoProcess.start(UNLIMITED, "up", "--data", data.toString()).awaitReady();
    }

    private interface Part {
        void of(HistoryFigures figures) throws Exception;
    }

    private void history(Part part) throws Exception {
        var data = folder();
        try (var gesso = up(data)) {
            part.of(new HistoryFigures(gesso, data, figures));
        }
    }

    private void start() throws Exception {
        var data = folder();
        var first = System.nanoTime();
        up(data).close();
        figures.add(
                "start, first on a folder",
                (System.nanoTime() - first) / 1e9,
                "s",
                "<= 15, stop included here");
        var times = new double[3];
        for (var i = 0; i < times.length; i++) {
            var began = System.nanoTime();
            try (var gesso = up(data)) {
                times[i] = (System.nanoTime() - began) / 1e9;
                if (i == times.length - 1) {
                    Thread.sleep(10_000);
                    figures.add(
                            "resident memory, idle, without PostgreSQL",
                            residentMib(gesso),
                            "MiB",
                            "<= 350");
                }
            }
        }
        Arrays.sort(times);
        figures.add("start, later ones, median of 3", times[1], "s", "<= 8");
    }

    private static double residentMib(GessoProcess gesso) throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + gesso.handle().pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private void people() throws Exception {
        try (var gesso = up(folder());
                var crowd = new Crowd(gesso, PEOPLE, EDITS_PER_SECOND)) {
            crowd.edit(WARM_UP_SECONDS);
            var times = crowd.edit(SECONDS);
            figures.add(
                    "20 people x 5 edits/s: ack p50",
                    Figures.millis(times.acks(), 0.5),
                    "ms",
                    "<= 10");
            figures.add(
                    "20 people x 5 edits/s: ack p99",
                    Figures.millis(times.acks(), 0.99),
                    "ms",
                    "<= 50");
            figures.add(
                    "20 people: edit to the other screens p95",
                    Figures.millis(times.seen(), 0.95),
                    "ms",
                    "<= 60");
        }
    }

    /** Apps made of prompts, alone, and many at once beside people who edit. */
    private void apps() throws Exception {
        try (var gesso = up(folder())) {
            var apps = new MadeApps(gesso);
            apps.oneAfterAnother(1);
            var took = apps.oneAfterAnother(APPS_OF_A_KIND);
            figures.add("prompt to placed widget: p50", Figures.millis(took, 0.5), "ms", "-");
            figures.add(
                    "prompt to placed widget: p95", Figures.millis(took, 0.95), "ms", "<= 5000");
            try (var crowd = new Crowd(gesso, PEOPLE, EDITS_PER_SECOND)) {
                crowd.edit(WARM_UP_SECONDS);
                var quiet = Figures.millis(crowd.edit(SECONDS).acks(), 0.99);
                var made = CompletableFuture.supplyAsync(() -> apps.atOnce(4, 5));
                var busy = Figures.millis(crowd.edit(SECONDS).acks(), 0.99);
                var times = made.get();
                figures.add("20 people x 5 edits/s: ack p99", quiet, "ms", "<= 50");
                figures.add("the same while 20 apps are made: ack p99", busy, "ms", "-");
                figures.add("its cost beside quiet", busy / quiet, "x", "<= 1.5");
                figures.add("20 apps at once: the last one", MadeApps.last(times) / 1e6, "ms", "-");
                figures.add(
                        "first app of 4 people who ask for 5: latest / earliest",
                        MadeApps.unfairness(times),
                        "x",
                        "-");
            }
        }
    }

    private void hot() throws Exception {
        var data = folder();
        try (var gesso = up(data)) {
            var owner = Person.guest(gesso, "Owner");
            var canvas = free(owner, "Hot");
            var widget = owner.todo(canvas, 0, 0);
            Drive.moves(owner, canvas, widget, HOT_EDITS / 2);
            var edits = rate(owner, canvas, widget, HOT_EDITS);
            var rows = PlainBatches.rowsPerSecond(data, BATCH);
            figures.add(
                    "one hot canvas, arrays of 100: durable edits", edits, "edits/s", ">= 10000");
            figures.add("the same rows in plain JDBC batches of 100", rows, "rows/s", "-");
            figures.add("durable edits of plain JDBC", 100 * edits / rows, "%", ">= 40");
        }
    }

    private static String free(Person owner, String title) {
        var canvas = owner.canvas(title);
        owner.patch("/api/canvas/" + canvas, "{\"grid\":{\"collision\":\"free\"}}").ok();
        return canvas;
    }

    private static double rate(Person owner, String canvas, String widget, int edits)
            throws InterruptedException {
        var began = System.nanoTime();
        Drive.moves(owner, canvas, widget, edits);
        return edits / ((System.nanoTime() - began) / 1e9);
    }

    /**
     * What an edit costs on a canvas with a long past, and on a full one: as much as on a new one.
     */
    private void growing() throws Exception {
        try (var gesso = up(folder())) {
            var owner = Person.guest(gesso, "Owner");
            var warm = free(owner, "Warm");
            Drive.moves(owner, warm, owner.todo(warm, 0, 0), HOT_EDITS / 2);

            var full = free(owner, "Full");
            var one = owner.todo(full, 0, 0);
            var alone = rate(owner, full, one, MEASURED_EDITS);
            for (var i = 1; i < FULL_WIDGETS; i++) {
                owner.todo(full, i % 4 * 3, i / 4 * 4);
            }
            var among = rate(owner, full, one, MEASURED_EDITS);
            figures.add("edit among 500 widgets, cost beside one", alone / among, "x", "<= 1.2");

            var canvas = free(owner, "Long");
            var widget = owner.todo(canvas, 0, 0);
            Drive.moves(owner, canvas, widget, 1_000);
            var early = rate(owner, canvas, widget, MEASURED_EDITS);
            Drive.moves(owner, canvas, widget, LONG_EVENTS / 2);
            Drive.moves(owner, canvas, widget, LONG_EVENTS / 2 - 2 * MEASURED_EDITS);
            var late = rate(owner, canvas, widget, MEASURED_EDITS);
            figures.add(
                    "edit after 1,000,000 events, cost beside 1,000", early / late, "x", "<= 1.2");
        }
    }

    private void past() throws Exception {
        var data = folder();
        String canvas;
        Person owner;
        var small = new ArrayList<String>();
        try (var gesso = up(data)) {
            owner = Person.guest(gesso, "Owner");
            canvas = free(owner, "A long past");
            Drive.moves(owner, canvas, owner.todo(canvas, 0, 0), PAST_EVENTS);
            for (var i = 0; i < SMALL_CANVASES; i++) {
                small.add(owner.canvas("Small " + i));
            }
        }
        try (var gesso = up(data)) {
            var back = owner.at(gesso);
            Collections.shuffle(small, new Random(1));
            var wakes = new long[small.size()];
            for (var i = 0; i < wakes.length; i++) {
                var began = System.nanoTime();
                back.state(small.get(i));
                wakes[i] = System.nanoTime() - began;
                Thread.sleep(6);
            }
            figures.add(
                    "wake one of 2,000 canvases at random: p99",
                    Figures.millis(Arrays.copyOfRange(wakes, WARM_WAKES, wakes.length), 0.99),
                    "ms",
                    "<= 50");
            var began = System.nanoTime();
            back.state(canvas);
            figures.add(
                    "reopen a canvas with 100,000 events",
                    (System.nanoTime() - began) / 1e6,
                    "ms",
                    "<= 100");
        }
    }
}

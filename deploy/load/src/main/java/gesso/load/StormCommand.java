package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.client.Latencies;
import gesso.load.client.Moves;
import gesso.load.client.Ticket;
import gesso.load.report.Figure;
import gesso.load.report.Flow;
import gesso.load.server.Api;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A crowd that comes all at once to where people already work. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Many people join one canvas within a few seconds while some work on it: how long until each sees"
                        + " everything, and what the others notice.")
final class StormCommand extends Flowing {
    private static final long JOIN_SECONDS_MAX = 60;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000",
            description = "people who join; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--within",
            paramLabel = "S",
            defaultValue = "10",
            description = "seconds in which they come, evenly; default ${DEFAULT-VALUE}")
    int within;

    @Option(
            names = "--editors",
            paramLabel = "N",
            defaultValue = "10",
            description = "people who are there already; default ${DEFAULT-VALUE}")
    int editors;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "5",
            description = "moves a second of each editor; default ${DEFAULT-VALUE}")
    double rate;

    StormCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(1, editors, users, rate, 1, Moves.APART, "free");
    }

    @Override
    void check() {
        within("--users", users, 1, 10_000);
        within("--within", within, 1, 600);
        within("--editors", editors, 1, 200);
        within("--rate", rate, 0.01, 1_000);
    }

    @Override
    Outcome run(Target target) {
        var shape = shape();
        var stage = new Stage(new Api(target.address()), progress, stop);
        var tickets = stage.prepare(shape);
        try (var crowd = new Crowd(target.address(), threads, 1, shape.sockets())) {
            stage.seat(crowd, tickets.subList(0, editors));
            var measure =
                    new Measure(
                            crowd, target.processes(), progress, stop, patience(), Measure.GROWING);
            warm(measure, shape);
            var joins = new Joins();
            var phase = phase(shape, 1, SETTLE_SECONDS, Math.max(seconds, within + 2));
            var opener =
                    Thread.ofPlatform()
                            .name("storm")
                            .start(() ->
                                    joins.open(
                                            crowd,
                                            tickets.subList(editors, tickets.size()),
                                            phase.schedule().warm()));
            var flow = measure.run(editors + " editors meanwhile", phase);
            joins.await(opener);
            return outcome(shape, flow, joins, crowd);
        }
    }

    private Outcome outcome(Shape shape, Flow flow, Joins joins, Crowd crowd) {
        var problems = new ArrayList<>(problems(flow, crowd.endings()));
        if (joins.failed.get() > 0) {
            problems.add("%,d joins failed: %s".formatted(joins.failed.get(), crowd.endings()));
        }
        return new Outcome(
                shape.sent() + "; meanwhile %,d people join within %d s".formatted(users, within),
                stormOptions(shape),
                List.of(flow),
                joins.figures(),
                problems);
    }

    private Map<String, Object> stormOptions(Shape shape) {
        var options = new LinkedHashMap<>(options(shape));
        options.put("joins", users);
        options.put("within", within);
        return options;
    }

    /** People who come at their moments: from that moment until they have everything. */
    private final class Joins {
        private final Latencies latencies = new Latencies();
        private final AtomicInteger failed = new AtomicInteger();
        private final List<CompletableFuture<Void>> open = new ArrayList<>();

        void open(Crowd crowd, List<Ticket> tickets, long from) {
            for (int i = 0; i < tickets.size() && !stop.isAsked(); i++) {
                long due = from + (long) (1e9 * within / tickets.size() * i);
                stop.sleepUntil(due);
                open.add(
                        crowd.open(tickets.get(i))
                                .orTimeout(JOIN_SECONDS_MAX, TimeUnit.SECONDS)
                                .handle((_, failure) -> {
                                    ended(failure == null, System.nanoTime() - due);
                                    return null;
                                }));
            }
        }

        private synchronized void ended(boolean well, long nanos) {
            if (well) {
                latencies.addMillis(nanos / 1e6);
            } else {
                failed.incrementAndGet();
            }
        }

        void await(Thread opener) {
            try {
                opener.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            open.forEach(CompletableFuture::join);
        }

        synchronized List<Figure> figures() {
            return List.of(
                    new Figure("joined", latencies.count(), "people"),
                    new Figure("failed to join", failed.get(), "people"),
                    new Figure("join p50", latencies.millisAt(50), "ms"),
                    new Figure("join p95", latencies.millisAt(95), "ms"),
                    new Figure("join p99", latencies.millisAt(99), "ms"),
                    new Figure("join max", latencies.maxMillis(), "ms"));
        }
    }
}

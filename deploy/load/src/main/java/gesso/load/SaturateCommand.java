package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.report.Figure;
import gesso.load.report.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Raises the rate until edits come late: what the server can carry. */
@Command(
        name = "saturate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "One canvas; the rate is raised step by step until the 99th percentile from edit to screen is too late."
                        + " --seconds are of each step.")
final class SaturateCommand extends Flowing {
    @Option(
            names = "--users",
            paramLabel = "U",
            defaultValue = "50",
            description = "people; default ${DEFAULT-VALUE}")
    int users;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10",
            description = "frames a second of each, to begin with; default ${DEFAULT-VALUE}")
    double rate;

    @Option(
            names = "--factor",
            paramLabel = "F",
            defaultValue = "1.6",
            description = "of one step to the next; default ${DEFAULT-VALUE}")
    double factor;

    @Option(
            names = "--late",
            paramLabel = "MS",
            defaultValue = "250",
            description = "too late for the 99th percentile; default ${DEFAULT-VALUE}")
    double late;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "20",
            description = "at most; default ${DEFAULT-VALUE}")
    int steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "moves in one frame; default ${DEFAULT-VALUE}")
    int batch;

    SaturateCommand(Stop stop) {
        super(stop);
    }

    @Override
    Shape shape() {
        return new Shape(1, users, 0, rate, batch, gesso.load.client.Moves.APART, "free");
    }

    @Override
    int secondsByDefault() {
        return 3;
    }

    @Override
    void check() {
        within("--factor", factor, 1.05, 10);
        within("--late", late, 1, 60_000);
        within("--steps", steps, 1, 100);
        within("--batch", batch, 1, 400);
        super.check();
    }

    @Override
    Outcome run(Target target) {
        var shape = shape();
        try (var crowd = seated(target, shape)) {
            var flows = climb(target, crowd, shape);
            var good = flows.stream().filter(this::isCarried).toList();
            var problems = new ArrayList<String>();
            flows.stream()
                    .filter(flow -> !flow.isWhole())
                    .forEach(flow -> problems.addAll(problems(flow, crowd.endings())));
            return new Outcome(
                    shape.sent() + ", raised by " + factor,
                    options(shape),
                    flows,
                    figures(good),
                    problems);
        }
    }

    private List<Flow> climb(Target target, Crowd crowd, Shape shape) {
        var flows = new ArrayList<Flow>();
        var measure = measure(target, crowd, shape);
        double present = rate;
        warm(measure, shape);
        for (int step = 0; step < steps && !stop.isAsked(); step++) {
            progress.say(
                    String.format(
                            Locale.ROOT, "step %d: %.1f frames/s of each", step + 1, present));
            var flow =
                    measure.run(
                            String.format(Locale.ROOT, "%.4g/s", present),
                            phase(shape.at(present), step + 1, SETTLE_SECONDS, seconds));
            flows.add(flow);
            if (!isCarried(flow)) {
                break;
            }
            present *= factor;
        }
        return flows;
    }

    /** In time, and whole. */
    private boolean isCarried(Flow flow) {
        return flow.isWhole() && flow.seen().p99() <= late;
    }

    private static List<Figure> figures(List<Flow> good) {
        if (good.isEmpty()) {
            return List.of(new Figure("sustained deliveries", 0, "/s"));
        }
        var best = good.getLast();
        return List.of(
                new Figure("sustained deliveries", best.deliveriesPerSecond(), "/s"),
                new Figure("edit to screen p99 there", best.seen().p99(), "ms"));
    }
}

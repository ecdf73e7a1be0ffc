package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.report.Conditions;
import gesso.load.report.Figure;
import gesso.load.report.Flow;
import gesso.load.report.Page;
import gesso.load.report.Report;
import gesso.load.report.Results;
import gesso.load.report.Table;
import gesso.load.server.OwnGesso;
import gesso.load.server.Processes;
import gesso.load.server.Unable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all scenarios share: their options, the server that they drive, and how they tell. */
abstract class Scenario implements Callable<Integer> {
    private static final int SERVER_CORE = 0;
    private static final int OTHER_CORE = 1;
    private static final int SOCKETS_MAX = 20_000;

    final Stop stop;

    /** Of the machine; this process may be held to one later. */
    private final int cpus = Runtime.getRuntime().availableProcessors();

    final Progress progress = new Progress(System.err);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0",
            description = "measured window; default 20, and 3 for each step of saturate")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "10",
            description =
                    "before it, the same load unmeasured, for so long and until the server's JVM has done compiling (a minute more at most); default ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the order in which people send; default ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the client; default ${DEFAULT-VALUE}")
    int threads;

    @Option(
            names = "--patience",
            paramLabel = "S",
            defaultValue = "15",
            description =
                    "for what is under way at the end, before it counts as lost; default ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the report there")
    @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "writes the report there as a page with plots")
    @Nullable Path html;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "drives this Gesso; without it one is started for the run")
    @Nullable URI url;

    @Option(names = "--allow-remote", description = "lets --url be another machine")
    boolean allowRemote;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "the nodes behind --url, for the figures of processor and memory")
    List<Long> pids = List.of();

    @Option(
            names = "--pin",
            description = "holds the started node to core 0, PostgreSQL and this client to core 1")
    boolean pin;

    Scenario(Stop stop) {
        this.stop = stop;
    }

    /** What is driven: where it is, and its processes as far as they are known. */
    record Target(URI address, Processes processes, String described) {}

    /** What a scenario has found out. */
    record Outcome(
            String sent,
            Map<String, Object> options,
            List<Flow> flows,
            List<Figure> figures,
            List<String> problems) {}

    abstract Outcome run(Target target);

    /** Refuses what makes no sense, as misuse. */
    abstract void check();

    @Override
    public Integer call() {
        checkAll();
        double before = Processes.load();
        var given = url;
        if (given != null) {
            return tell(
                    run(new Target(given, new Processes(pids), given.toString())),
                    given.toString(),
                    before);
        }
        progress.say("starting Gesso");
        try (var gesso = OwnGesso.start(Path.of("").toAbsolutePath(), pin ? SERVER_CORE : -1)) {
            var processes = new Processes(List.of(gesso.pid()));
            progress.say("Gesso runs at %s, pid %d".formatted(gesso.address(), gesso.pid()));
            if (pin) {
                Processes.pin(processes.postgres(), OTHER_CORE);
                Processes.pin(List.of(ProcessHandle.current().pid()), OTHER_CORE);
            }
            var outcome = run(new Target(gesso.address(), processes, "started for the run"));
            if (!gesso.isAlive()) {
                throw new Unable("Gesso ended during the run; it said:\n" + gesso.log());
            }
            return tell(outcome, "started for the run", before);
        }
    }

    private int tell(Outcome outcome, String server, double before) {
        var options = new LinkedHashMap<>(outcome.options());
        options.put("seconds", seconds);
        options.put("warmUp", warmUp);
        options.put("seed", seed);
        var problems = new ArrayList<>(outcome.problems());
        if (stop.isAsked()) {
            problems.add("stopped early: this is what was measured until then");
        }
        var report =
                new Report(
                        spec.name(),
                        outcome.sent(),
                        options,
                        conditions(server, before),
                        outcome.flows(),
                        outcome.figures(),
                        problems);
        spec.commandLine().getOut().print(Table.of(report));
        spec.commandLine().getOut().flush();
        if (json != null) {
            Results.write(json, Results.json(report));
        }
        if (html != null) {
            Results.write(html, Page.of(report));
        }
        return report.passed() ? 0 : 1;
    }

    private Conditions conditions(String server, double before) {
        return new Conditions(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                server,
                pin,
                cpus,
                threads,
                Crowd.transport(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                before,
                Processes.load());
    }

    final Duration patience() {
        return Duration.ofSeconds(patience);
    }

    /** What keeps a flow from being as it must be. */
    static List<String> problems(Flow flow, Map<String, Integer> endings) {
        var problems = new ArrayList<String>();
        problem(problems, flow, flow.lost(), "lost");
        problem(problems, flow, flow.gaps(), "missing in between");
        problem(problems, flow, flow.doubled(), "delivered twice");
        problem(problems, flow, flow.refused(), "refused");
        problem(problems, flow, flow.closed(), "sockets closed by the server");
        if (!problems.isEmpty() && !endings.isEmpty()) {
            problems.add("sockets ended, or were refused, with " + endings);
        }
        return problems;
    }

    private static void problem(List<String> problems, Flow flow, long count, String what) {
        if (count > 0) {
            problems.add("%s: %,d %s".formatted(flow.name(), count, what));
        }
    }

    // Misuse

    /** The measured window when nobody says. */
    int secondsByDefault() {
        return 20;
    }

    private void checkAll() {
        if (!spec.commandLine().getParseResult().hasMatchedOption("--seconds")) {
            seconds = secondsByDefault();
        }
        within("--seconds", seconds, 1, 3_600);
        within("--warm-up", warmUp, 0, 600);
        within("--threads", threads, 1, 64);
        within("--patience", patience, 1, 600);
        checkTarget();
        check();
    }

    private void checkTarget() {
        if (url == null) {
            refuseIf(
                    !pids.isEmpty(),
                    "--pid belongs to --url; a Gesso that the run starts is known");
            refuseIf(pin && cpus < 2, "--pin needs two cores");
            return;
        }
        refuseIf(pin, "--pin is for a Gesso that the run starts, not for --url");
        refuseIf(
                !"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0,
                "--url is an address as http://localhost:8080");
        refuseIf(
                !allowRemote && !isLoopback(url.getHost()),
                "--url is another machine; with --allow-remote it may be");
        for (var pid : pids) {
            refuseIf(ProcessHandle.of(pid).isEmpty(), "--pid: there is no process " + pid);
        }
    }

    private boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new ParameterException(spec.commandLine(), "--url: there is no host " + host);
        }
    }

    final void within(String option, double value, double least, double most) {
        refuseIf(
                !(value >= least && value <= most),
                "%s must be in %s..%s".formatted(option, plain(least), plain(most)));
    }

    final void checkSockets(long sockets) {
        refuseIf(
                sockets > SOCKETS_MAX,
                "that is %,d sockets; at most %,d".formatted(sockets, SOCKETS_MAX));
    }

    final void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}

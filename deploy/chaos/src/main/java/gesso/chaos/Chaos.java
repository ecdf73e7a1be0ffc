package gesso.chaos;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code gesso chaos}: a fault run with the checker. */
@Command(
        name = "gesso chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Runs nodes as real processes over one PostgreSQL, lets seeded people edit, breaks"
                    + " things, and checks",
            "that nothing is lost, doubled or told wrong. The last line is one JSON object; status"
                    + " 0 only if all holds."
        })
public final class Chaos implements Callable<Integer> {
    private static final int BROKEN = 1;
    private static final int CANNOT = 3;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "60", description = "of edits and faults (60)")
    private int seconds;

    @Option(
            names = "--edits",
            defaultValue = "0",
            description = "goes on until so many were acknowledged (0)")
    private long edits;

    @Option(names = "--seed", description = "repeats the choices of another run; else a new one")
    private @Nullable Long seed;

    @Option(names = "--nodes", defaultValue = "3", description = "1 to 9 (3)")
    private int nodes;

    @Option(names = "--clients", defaultValue = "12", description = "that edit, 1 to 64 (12)")
    private int clients;

    @Option(
            names = "--rate",
            defaultValue = "40",
            description = "edits of one client in a second (40)")
    private double rate;

    @Option(
            names = "--faults",
            defaultValue = "all",
            paramLabel = "LIST",
            description = {
                "by comma, of all, none and:",
                "kill, kill-oldest, kill-edge, kill-all, pause, pause-long, roll,",
                "cut-node, cut-peers, cut-link, cut-database, flap (as root, in network namespaces),",
                "db-restart, db-kill, db-cut, no-snapshots, intruder,",
                "disk-full (as root), fsync-slow, fsync-error (with strace), clock (with libfaketime)"
            })
    private String faults = "all";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "keeps data, logs and history here; else a new folder, gone after a good run")
    private @Nullable Path data;

    @Option(names = "--history", paramLabel = "FILE", description = "DIR/history.ndjson")
    private @Nullable Path history;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        check("--seconds", seconds, 1, 86_400);
        check("--nodes", nodes, 1, 9);
        check("--clients", clients, 1, 64);
        check("--rate", (int) Math.ceil(rate), 1, 1_000);
        var folder = data == null ? Files.createTempDirectory("gesso-chaos-") : data;
        Files.createDirectories(folder);
        ChaosRun.Outcome outcome;
        try {
            outcome = new ChaosRun(settings(folder), System.out::println).run(null);
        } catch (CannotStart refused) {
            System.err.println("gesso: " + refused.getMessage());
            return CANNOT;
        }
        var whole = outcome.verdict().isWhole();
        if (whole && data == null) {
            delete(folder);
        } else {
            System.out.println("Everything is kept in " + folder);
        }
        System.out.println(outcome.json());
        return whole ? 0 : BROKEN;
    }

    private Settings settings(Path folder) {
        var file = history == null ? folder.resolve("history.ndjson") : history;
        try {
            return new Settings(
                    seconds,
                    edits,
                    seed == null ? System.nanoTime() & 0xffffff : seed,
                    nodes,
                    clients,
                    Math.min(3, clients),
                    rate,
                    16,
                    faults(),
                    60,
                    true,
                    folder.resolve("data"),
                    file,
                    cache(),
                    Launch.ofThis());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private Set<Fault> faults() {
        var chosen = Fault.parse(faults, nodes);
        for (var fault : chosen) {
            if (fault.nodesMin() > nodes) {
                throw new IllegalArgumentException(
                        "--faults " + fault.word() + " wants --nodes " + fault.nodesMin());
            }
        }
        return chosen;
    }

    private void check(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes " + min + " to " + max);
        }
    }

    private static Path cache() {
        var own = System.getenv("GESSO_CACHE");
        return own != null && !own.isBlank()
                ? Path.of(own)
                : Path.of(System.getProperty("user.home"), ".cache", "gesso");
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package gesso.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processor time and memory of the server, of its PostgreSQL and of this process, from {@code
 * /proc}; zero where there is none. The kernel counts in ticks of 10 ms.
 */
public final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;
    private static final String POSTGRES = "postgres";
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");

    private final List<Long> servers;

    /**
     * @param servers pids of the nodes; empty when they are not known
     */
    public Processes(List<Long> servers) {
        this.servers = List.copyOf(servers);
    }

    public boolean areKnown() {
        return !servers.isEmpty();
    }

    public List<Long> servers() {
        return servers;
    }

    /**
     * Seconds of processor time since each process began.
     *
     * @param compiler the part of the server's that its JVM spent on compiling: much while it is
     *     new
     * @param machine everything that ran on this machine
     */
    public record Cpu(
            double server,
            double compiler,
            double postgres,
            double client,
            double machine,
            long nanos) {
        public Cpu minus(Cpu before) {
            return new Cpu(
                    server - before.server,
                    compiler - before.compiler,
                    postgres - before.postgres,
                    client - before.client,
                    machine - before.machine,
                    nanos - before.nanos);
        }

        public double seconds() {
            return nanos / 1e9;
        }
    }

    public Cpu cpu() {
        return new Cpu(
                servers.stream().mapToDouble(pid -> seconds(pid, false)).sum(),
                compiler(),
                postgres().stream().mapToDouble(pid -> seconds(pid, true)).sum(),
                seconds(ProcessHandle.current().pid(), false),
                machine(),
                System.nanoTime());
    }

    /** Seconds that the servers' JVMs have spent on compiling. */
    public double compiler() {
        return servers.stream().mapToDouble(Processes::compiler).sum();
    }

    private static double compiler(long pid) {
        double seconds = 0;
        try (var threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            for (var thread : threads) {
                if (COMPILER.matcher(firstLine(thread.resolve("comm"))).matches()) {
                    seconds += seconds(thread.resolve("stat"), false);
                }
            }
        } catch (IOException gone) {
            return seconds;
        }
        return seconds;
    }

    /** Every process of the servers' PostgreSQL. */
    public List<Long> postgres() {
        return servers.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .filter(pid -> POSTGRES.equals(firstLine(PROC.resolve(pid + "/comm"))))
                .toList();
    }

    /** User and system time; with that of children that have ended, when wanted. */
    private static double seconds(long pid, boolean children) {
        return seconds(PROC.resolve(pid + "/stat"), children);
    }

    private static double seconds(Path stat, boolean children) {
        var line = firstLine(stat);
        var fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length < 16) {
            return 0;
        }
        double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        if (children) {
            ticks += Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double machine() {
        var fields = firstLine(PROC.resolve("stat")).split(" +");
        double ticks = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            boolean idle = i == 4 || i == 5;
            ticks += idle ? 0 : Double.parseDouble(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** The machine's load average of the last minute. */
    public static double load() {
        var line = firstLine(PROC.resolve("loadavg"));
        return line.isEmpty() ? 0 : Double.parseDouble(line.split(" ")[0]);
    }

    /** Resident bytes of the servers, without PostgreSQL. */
    public long resident() {
        return servers.stream().mapToLong(Processes::resident).sum();
    }

    private static long resident(long pid) {
        return lines(PROC.resolve(pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Holds these processes, with all their threads, to one core. */
    public static void pin(List<Long> pids, int core) {
        for (var pid : pids) {
            run("taskset", "-a", "-c", "-p", "" + core, "" + pid);
        }
    }

    private static void run(String... command) {
        try {
            var process =
                    new ProcessBuilder(new ArrayList<>(List.of(command)))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new Unable(String.join(" ", command) + " failed");
            }
        } catch (IOException failed) {
            throw new Unable(command[0] + " cannot be run: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }

    private static String firstLine(Path file) {
        var lines = lines(file);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** A process may end while it is looked at: then it has no lines. */
    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.toList();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return List.of();
        }
    }
}

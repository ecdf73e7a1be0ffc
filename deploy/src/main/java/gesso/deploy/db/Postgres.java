package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of PostgreSQL on one cluster folder. As root they go through {@code unshare},
 * because the server refuses that user. The server gets a session of its own, so that a Ctrl-C in
 * the terminal does not stop it before the node has written its last events.
 */
final class Postgres {
    /** How long a stop may take before the server is told to give up. */
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private static final long LOG_BYTES_MAX = 16L * 1024 * 1024;

    private final Path home;
    private final Path cluster;
    private final Path log;

    Postgres(Path home, Path cluster, Path log) {
        this.home = home;
        this.cluster = cluster;
        this.log = log;
    }

    Path cluster() {
        return cluster;
    }

    /** Makes a new cluster beside the wanted place and moves it there when it is whole. */
    void initialise(Path passwordFile) throws IOException, InterruptedException {
        var draft = cluster.resolveSibling(cluster.getFileName() + ".new");
        Folders.delete(draft);
        run(
                List.of(
                        program("initdb"),
                        "--pgdata=" + draft,
                        "--username=postgres",
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C.UTF-8",
                        "--data-checksums"));
        Files.move(draft, cluster, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Starts the server; it is this process's child, and outlives it when this process is killed.
     */
    Process start(List<String> settings) throws IOException {
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(asOrdinaryUser());
        command.addAll(server(settings));
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private List<String> server(List<String> settings) {
        var command = new ArrayList<>(List.of(program("postgres"), "-D", cluster.toString()));
        for (var setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /** Whether this server was started by the same release in the same way. */
    boolean runs(ProcessHandle server, List<String> settings) {
        return server(settings).equals(arguments(server.pid()));
    }

    /**
     * Ends the server in order ("fast": open transactions are rolled back), and by force when it
     * does not end.
     */
    void stop(ProcessHandle server) throws IOException, InterruptedException {
        signal("INT", server.pid());
        if (!ended(server, STOP_MAX)) {
            signal("QUIT", server.pid());
            if (!ended(server, Duration.ofSeconds(5))) {
                server.destroyForcibly();
            }
        }
    }

    /**
     * The server that a Gesso which has ended left on this folder. What only stands in the way of a
     * new one is cleared.
     */
    Optional<ProcessHandle> leftBehind() throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isPresent() && !isOurServer(pid)) {
            // The number has gone to another process since; the server would take that one for its
            // predecessor.
            Files.deleteIfExists(pidFile);
            return Optional.empty();
        }
        return process;
    }

    private boolean isOurServer(long pid) {
        var arguments = arguments(pid);
        return arguments.contains(cluster.toString()) && arguments.getFirst().endsWith("postgres");
    }

    private static List<String> arguments(long pid) {
        try {
            var line = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
            return List.of(line.split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** The last lines that the server wrote, for a message. */
    String lastWords() throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static boolean ended(ProcessHandle process, Duration wait) throws InterruptedException {
        var deadline = System.nanoTime() + wait.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "--user")
                : List.of();
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var full = new ArrayList<>(asOrdinaryUser());
        full.addAll(command);
        var process = new ProcessBuilder(full).redirectErrorStream(true).start();
        var output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new CannotStart(
                    command.getFirst() + " failed:\n  " + output.strip().replace("\n", "\n  "));
        }
    }
}

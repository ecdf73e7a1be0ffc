package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code ./gesso} as an operator starts it: its ports, what it printed, signals to it. */
public final class GessoProcess implements AutoCloseable {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target/whole").toAbsolutePath();
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final Path log;
    public final int port;
    public final int opsPort;
    public final int remotePort;

    private GessoProcess(Process process, Path log, int port, int opsPort, int remotePort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.opsPort = opsPort;
        this.remotePort = remotePort;
    }

    /** Starts a command on free ports and returns at once. */
    public static GessoProcess start(Map<String, String> environment, String... arguments) {
        return start(freePort(), freePort(), freePort(), environment, arguments);
    }

    public static GessoProcess start(
            int port,
            int opsPort,
            int remotePort,
            Map<String, String> environment,
            String... arguments) {
        return startOf(ROOT, port, opsPort, remotePort, environment, arguments);
    }

    /** The same of another tree, which has been built. */
    static GessoProcess startOf(
            Path tree,
            int port,
            int opsPort,
            int remotePort,
            Map<String, String> environment,
            String... arguments) {
        try {
            Files.createDirectories(LOGS);
            var log = LOGS.resolve(COUNT.incrementAndGet() + "-" + arguments[0] + ".log");
            Files.deleteIfExists(log);
            var command = new ArrayList<>(List.of(tree.resolve("gesso").toString()));
            command.addAll(List.of(arguments));
            command.addAll(
                    List.of(
                            "--port",
                            "" + port,
                            "--ops-port",
                            "" + opsPort,
                            "--remote-port",
                            "" + remotePort));
            return new GessoProcess(
                    launch(command, environment, log), log, port, opsPort, remotePort);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@code up} on this data folder, ready. */
    public static GessoProcess up(Path data) {
        return start(Map.of(), "up", "--data", data.toString()).awaitReady();
    }

    /** Runs a command with exactly these arguments to its end. */
    public static Ended run(Map<String, String> environment, String... arguments) {
        try {
            Files.createDirectories(LOGS);
            var log = LOGS.resolve(COUNT.incrementAndGet() + "-run.log");
            Files.deleteIfExists(log);
            var command = new ArrayList<>(List.of(ROOT.resolve("gesso").toString()));
            command.addAll(List.of(arguments));
            var process = launch(command, environment, log);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command);
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A command that has ended, and all that it printed. */
    public record Ended(int status, String output) {}

    private static Process launch(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(log.toFile());
        var all = new HashMap<String, String>();
        all.put("GESSO_BUILT", "1");
        all.put("GESSO_CACHE", Path.of("target/cache").toAbsolutePath().toString());
        all.putAll(environment);
        builder.environment().putAll(all);
        return builder.start();
    }

    /** One that nothing uses and that was not given before: a free one may well be found twice. */
    public static int freePort() {
        while (true) {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (GIVEN.add(probe.getLocalPort())) {
                    return probe.getLocalPort();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Waits for the line that says so; fails with the output when it does not come. */
    public GessoProcess awaitReady() {
        return awaitLine("Gesso is ready at http://localhost:" + port);
    }

    /** The same for another line. */
    public GessoProcess awaitLine(String line) {
        var deadline = System.nanoTime() + READY_MAX.toNanos();
        while (output().lines().noneMatch(line::equals)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("not ready; it printed:\n" + output());
            }
            sleep(20);
        }
        return this;
    }

    public URI http(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    public URI ops(String path) {
        return URI.create("http://localhost:" + opsPort + path);
    }

    public URI ws(String path) {
        return URI.create("ws://localhost:" + port + path);
    }

    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks the ops port for something. */
    void post(String path) {
        Person.anonymous(URI.create("http://localhost:" + opsPort)).post(path, "").ok();
    }

    /** The PostgreSQL that it runs; none where that one is another's. */
    Optional<ProcessHandle> postgres() {
        return process.children()
                .filter(child ->
                        child.info()
                                .command()
                                .filter(path -> path.endsWith("/postgres"))
                                .isPresent())
                .findFirst();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** A signal by its name, such as INT, to this process alone. */
    public void signal(String name) {
        signal(name, process.pid());
    }

    public static void signal(String name, long pid) {
        try {
            assertThat(
                            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                                    .start()
                                    .waitFor())
                    .isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The status that it ended with. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public void kill9() {
        signal("KILL");
        awaitEnd();
    }

    /** Stops it in order. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            awaitEnd();
        }
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

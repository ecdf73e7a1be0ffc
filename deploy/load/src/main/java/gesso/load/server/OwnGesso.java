package gesso.load.server;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Gesso that a run starts for itself, on free ports and a folder that goes away with it. It lies
 * in a session of its own, so that Ctrl-C reaches the run first, and ends when the run ends in any
 * way: its keeper waits at a pipe that closes with this process.
 */
public final class OwnGesso implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofSeconds(120);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    /**
     * What protects a server from its clients is not what is measured, nor what has left memory.
     */
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GESSO_BUILT", "1",
                    "GESSO_COMMANDS_PER_SECOND", "10000000",
                    "GESSO_MESSAGES_PER_SECOND", "10000000",
                    "GESSO_MESSAGES_BURST", "10000000",
                    "GESSO_UNANSWERED", "1000000",
                    "GESSO_TOKEN_LIFETIME", "24h");

    private static final String LIMITS =
            "-Dgesso.limits.entries-per-minute=10000000"
                    + " -Dgesso.limits.requests-per-second-of-address=10000000"
                    + " -Dgesso.limits.reads-per-second=10000000"
                    + " -Dgesso.limits.live.room-sessions=20000"
                    + " -Dgesso.limits.entity.idle=1h"
                    + " -Dpekko.http.server.max-connections=20000";

    /** Starts the command that follows, ends it when its own input closes. */
    private static final String KEEPER =
            "\"$@\" < /dev/null & child=$!; read -r _ || true; kill -TERM $child 2> /dev/null; wait $child";

    private final Process keeper;
    private final Path folder;
    private final URI address;
    private final long pid;

    private OwnGesso(Process keeper, Path folder, URI address, long pid) {
        this.keeper = keeper;
        this.folder = folder;
        this.address = address;
        this.pid = pid;
    }

    /**
     * @param root of the built product
     * @param core the only one that it may use; negative: any
     */
    public static OwnGesso start(Path root, int core) {
        try {
            var folder = Files.createTempDirectory("gesso-load");
            int port = freePort();
            var command = command(root, folder, port, core);
            var builder =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile());
            builder.environment().putAll(ENVIRONMENT);
            builder.environment().merge("GESSO_JVM", LIMITS, (given, ours) -> ours + " " + given);
            var keeper = builder.start();
            var address = URI.create("http://localhost:" + port);
            var pid = awaitReady(keeper, folder, address);
            return new OwnGesso(keeper, folder, address, pid);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> command(Path root, Path folder, int port, int core)
            throws IOException {
        var command = new ArrayList<>(List.of("setsid", "sh", "-c", KEEPER, "keeper"));
        if (core >= 0) {
            command.addAll(List.of("taskset", "-c", "" + core));
        }
        command.addAll(
                List.of(
                        root.resolve("gesso").toString(),
                        "up",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        "" + port,
                        "--ops-port",
                        "" + freePort(),
                        "--remote-port",
                        "" + freePort()));
        return command;
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static long awaitReady(Process keeper, Path folder, URI address) throws IOException {
        var line = "Gesso is ready at " + address;
        var deadline = System.nanoTime() + READY_MAX.toNanos();
        while (log(folder).lines().noneMatch(line::equals)) {
            if (!keeper.isAlive() || System.nanoTime() > deadline) {
                keeper.getOutputStream().close();
                throw new Unable("Gesso did not start; it said:\n" + log(folder));
            }
            pause();
        }
        return keeper.children()
                .findFirst()
                .orElseThrow(() -> new Unable("Gesso has ended: " + log(folder)))
                .pid();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unable("interrupted");
        }
    }

    private static String log(Path folder) {
        try {
            return new String(Files.readAllBytes(folder.resolve("log")), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return keeper.isAlive();
    }

    /** What it has printed. */
    public String log() {
        return log(folder);
    }

    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                keeper.descendants().forEach(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly();
            }
            delete(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}

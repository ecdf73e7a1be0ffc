package gesso.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One node as a real process on fixed ports. It is kept running: whatever ends it, it is started
 * anew after a second, as a service manager does.
 */
final class NodeProcess {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    final int number;
    private final String roles;
    private final Network network;
    private final String address;
    private final int port;
    private final int remotePort;
    private final int opsPort;
    private final Path log;
    private @Nullable Process process;
    private boolean wanted;
    private int starts;
    private long startedAt;
    private int clockSeconds;

    NodeProcess(int number, String roles, Network network, Path folder) {
        this.number = number;
        this.roles = roles;
        this.network = network;
        this.address = network.address(number);
        this.port = network.port(8080);
        this.opsPort = network.port(8081);
        this.remotePort = network.port(7355);
        this.log = folder.resolve("node-" + number + ".log");
    }

    URI edge() {
        return URI.create("http://" + address + ":" + port);
    }

    URI ops() {
        return URI.create("http://" + address + ":" + opsPort);
    }

    /** Where other nodes find it. */
    String remote() {
        return address + ":" + remotePort;
    }

    /** How far its clock is from the true one, since its next start. */
    synchronized int clockSeconds() {
        return clockSeconds;
    }

    synchronized void setClock(int seconds) {
        clockSeconds = seconds;
    }

    boolean hosts() {
        return roles.contains("canvas");
    }

    synchronized long startedAt() {
        return startedAt;
    }

    synchronized int starts() {
        return starts;
    }

    /** Starts it and keeps it running until {@link #stop}. */
    synchronized void start(
            Launch launch, String seeds, String database, Map<String, String> environment) {
        wanted = true;
        var command = new ArrayList<>(network.inside(number));
        command.addAll(FakeClock.before(clockSeconds));
        command.addAll(
                launch.command(
                        List.of(
                                "node",
                                "--unsupervised",
                                "--roles",
                                roles,
                                "--seeds",
                                seeds,
                                "--db",
                                database,
                                "--host",
                                address,
                                "--remote-host",
                                address,
                                "--port",
                                "" + port,
                                "--ops-port",
                                "" + opsPort,
                                "--remote-port",
                                "" + remotePort)));
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var started = builder.start();
            process = started;
            starts++;
            startedAt = System.nanoTime();
            started.onExit()
                    .thenRunAsync(() -> again(started, launch, seeds, database, environment));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void again(
            Process ended,
            Launch launch,
            String seeds,
            String database,
            Map<String, String> environment) {
        Waiting.pause(PAUSE.toMillis());
        synchronized (this) {
            if (wanted && process == ended) {
                note("-- status " + ended.exitValue() + "; started anew\n");
                start(launch, seeds, database, environment);
            }
        }
    }

    private void note(String line) {
        try {
            Files.writeString(log, line, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A signal by its name. One that comes too late changes nothing. */
    void signal(String name) {
        var running = running();
        if (running != null) {
            Programs.signal(name, running.pid());
        }
    }

    private synchronized @Nullable Process running() {
        return process != null && process.isAlive() ? process : null;
    }

    boolean isAlive() {
        return running() != null;
    }

    /** Ends it in order and for good. */
    void stop() throws InterruptedException {
        synchronized (this) {
            wanted = false;
        }
        signal("CONT");
        signal("TERM");
    }

    void awaitEnd() throws InterruptedException {
        var running = running();
        if (running != null && !running.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Ends it at once and for good. */
    synchronized void abandon() {
        wanted = false;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}

package gesso.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka broker of a process that brings its own: a child process with libraries of its own, its
 * data in the data folder, started anew when it dies. It has a session of its own, so that a Ctrl-C
 * does not stop it before the node; it ends by itself when this process vanishes.
 */
final class OwnBroker {
    private static final Logger log = LoggerFactory.getLogger(OwnBroker.class);

    /** Where the launcher script finds the broker's classes. */
    private static final String PLACE = "gesso.broker";

    private static final String HOST = "127.0.0.1";
    private static final int PORT = 9092;
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final long LOG_BYTES_MAX = 16L * 1024 * 1024;

    private OwnBroker() {}

    /** Where it listens, when it does. */
    static HostPort start(Lifetime lifetime, Path data) throws IOException, InterruptedException {
        var at = new HostPort(HOST, Ports.freeOr(HOST, PORT));
        int controllerPort = Ports.freeOr(HOST, 0);
        var output = data.resolve("kafka.log");
        var child =
                new BrokerChild(
                        classPath(), data.resolve("kafka"), output, at.port(), controllerPort);
        var supervisor = new Supervisor(lifetime, child);
        lifetime.started("Kafka", supervisor::stop);
        Thread.ofPlatform().daemon().name("kafka").start(() -> supervise(supervisor));
        await(at.port(), output);
        return at;
    }

    private static void supervise(Supervisor supervisor) {
        try {
            supervisor.run();
        } catch (IOException refused) {
            log.error("Kafka cannot be started: {}", refused.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(int port, Path output) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!listens(port)) {
            if (System.nanoTime() > deadline) {
                var lines = Files.readAllLines(output);
                throw new CannotStart(
                        "Kafka does not start:\n  "
                                + String.join(
                                        "\n  ",
                                        lines.subList(
                                                Math.max(0, lines.size() - 5), lines.size())));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static boolean listens(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getByName(HOST), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<Path> classPath() throws IOException {
        var place = System.getProperty(PLACE, "");
        if (place.isEmpty() || !Files.isDirectory(Path.of(place, "lib"))) {
            throw new CannotStart(
                    "The broker's libraries are not where -D"
                            + PLACE
                            + " says; './gesso build' makes them.");
        }
        var jars = new ArrayList<Path>();
        for (var folder : List.of(Path.of(place), Path.of(place, "lib"))) {
            try (var found = Files.newDirectoryStream(folder, "*.jar")) {
                found.forEach(jars::add);
            }
        }
        return jars;
    }

    private record BrokerChild(
            List<Path> classPath, Path folder, Path output, int port, int controllerPort)
            implements Supervisor.Child {
        @Override
        public String name() {
            return "Kafka";
        }

        @Override
        public ProcessBuilder process() throws IOException {
            if (Files.exists(output) && Files.size(output) > LOG_BYTES_MAX) {
                Files.move(
                        output,
                        output.resolveSibling(output.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        }

        private List<String> command() {
            return List.of(
                    "setsid",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xms64m",
                    "-Xmx384m",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    String.join(":", classPath.stream().map(Path::toString).toList()),
                    "gesso.broker.Broker",
                    folder.toString(),
                    String.valueOf(port),
                    String.valueOf(controllerPort));
        }
    }
}

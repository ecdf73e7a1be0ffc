package gesso.deploy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one node running in a child process: one that crashed, was killed or was downed is started
 * anew, after a pause that grows while it keeps failing. A stop is passed on and waited for. The
 * child ends in order when its parent vanishes: it holds the other end of the child's standard
 * input.
 */
final class Supervisor {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    /** Set in a child alone. */
    private static final String CHILD = "gesso.supervised";

    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    /** A child that lived so long was well: the next pause is short again. */
    private static final Duration WELL_AFTER = Duration.ofMinutes(1);

    /** More than a node's own stop takes. */
    private static final Duration STOP_MAX = Duration.ofSeconds(75);

    private final Lifetime lifetime;
    private final List<String> arguments;
    private @Nullable Process child;

    Supervisor(Lifetime lifetime, List<String> arguments) {
        this.lifetime = lifetime;
        this.arguments = arguments;
    }

    static boolean isChild() {
        return Boolean.getBoolean(CHILD);
    }

    /** Returns when the node has ended for good: it was stopped, or could not start at all. */
    int run() throws IOException, InterruptedException {
        lifetime.started("node process", this::stop);
        var pause = PAUSE_MIN;
        for (var first = true; ; first = false) {
            var began = System.nanoTime();
            var status = start().waitFor();
            if (lifetime.stopping() || status == 0) {
                return 0;
            }
            if (status == Gesso.MISUSED || first && status == Gesso.CANNOT_START) {
                return status;
            }
            if (System.nanoTime() - began > WELL_AFTER.toNanos()) {
                pause = PAUSE_MIN;
            }
            log.warn(
                    "The node ended with status {}; it is started anew in {} s",
                    status,
                    pause.toSeconds());
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0
                            ? pause.multipliedBy(2)
                            : PAUSE_MAX;
        }
    }

    private synchronized Process start() throws IOException {
        var started =
                new ProcessBuilder(command())
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        child = started;
        return started;
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags());
        command.add("-D" + CHILD + "=true");
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Gesso.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /**
     * The parent is small; what the node runs with comes in the environment, else it is what the
     * parent has.
     */
    private static List<String> jvmFlags() {
        var flags = System.getenv("GESSO_NODE_JVM");
        return flags == null || flags.isBlank()
                ? ManagementFactory.getRuntimeMXBean().getInputArguments()
                : List.of(flags.strip().split("\\s+"));
    }

    private void stop() throws InterruptedException {
        var running = child();
        if (running != null && running.isAlive()) {
            running.destroy();
            if (!running.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                log.error("The node does not stop; it is killed");
                running.destroyForcibly().waitFor();
            }
        }
    }

    private synchronized @Nullable Process child() {
        return child;
    }
}

package gesso.deploy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node, or a program beside it, running in a child process: one that crashed, was killed or
 * was downed is started anew, after a pause that grows while it keeps failing. A stop is passed on
 * and waited for. The child ends in order when its parent vanishes: it holds the other end of the
 * child's standard input.
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
    private final Child child;
    private @Nullable Process running;

    /** What is kept running. */
    interface Child {
        /** For the log. */
        String name();

        /** Its process, with a pipe as standard input. */
        ProcessBuilder process() throws IOException;
    }

    /**
     * A node.
     *
     * @param arguments of its command line
     * @param environment beside that of the parent; not seen by other users, as arguments are
     * @param properties of its JVM
     */
    record NodeChild(
            String name,
            List<String> arguments,
            Map<String, String> environment,
            Map<String, String> properties)
            implements Child {
        /** One that does what this process was told to do. */
        static NodeChild same(List<String> arguments) {
            return new NodeChild("The node", arguments, Map.of(), Map.of());
        }

        @Override
        public ProcessBuilder process() {
            var builder =
                    new ProcessBuilder(command())
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            return builder;
        }

        private List<String> command() {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmFlags());
            command.add("-D" + CHILD + "=true");
            properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(
                    List.of("-cp", System.getProperty("java.class.path"), Gesso.class.getName()));
            command.addAll(arguments);
            return command;
        }
    }

    Supervisor(Lifetime lifetime, Child child) {
        this.lifetime = lifetime;
        this.child = child;
    }

    static boolean isChild() {
        return Boolean.getBoolean(CHILD);
    }

    /** Returns when the node has ended for good: it was stopped, or could not start at all. */
    int run() throws IOException, InterruptedException {
        var pause = PAUSE_MIN;
        for (var first = true; ; first = false) {
            var began = System.nanoTime();
            var process = start();
            if (process == null) {
                return 0;
            }
            var status = process.waitFor();
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
                    "{} ended with status {}; it is started anew in {} s",
                    child.name(),
                    status,
                    pause.toSeconds());
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0
                            ? pause.multipliedBy(2)
                            : PAUSE_MAX;
        }
    }

    /** Null when all is being stopped: nothing may start behind the back of {@link #stop}. */
    private synchronized @Nullable Process start() throws IOException {
        if (lifetime.stopping()) {
            return null;
        }
        running = child.process().start();
        return running;
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

    /** Ends the child in order and waits for it; called while everything stops. */
    void stop() throws InterruptedException {
        askToStop();
        var process = process();
        if (process != null && !process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
            log.error("{} does not stop; it is killed", child.name());
            process.destroyForcibly().waitFor();
        }
    }

    /** The first half of {@link #stop}, so that several children can stop side by side. */
    void askToStop() {
        var process = process();
        if (process != null) {
            process.destroy();
        }
    }

    private synchronized @Nullable Process process() {
        return running;
    }
}

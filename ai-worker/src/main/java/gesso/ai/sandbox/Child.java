package gesso.ai.sandbox;

import gesso.protocol.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One child process, as its supervisor sees it. Used by one thread at a time. */
final class Child implements AutoCloseable {
    private static final int SAID_MAX = 4_096;

    /** For the exit code of what has been ended, or is ending by itself. */
    private static final int EXIT_SECONDS = 10;

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final StringBuffer said = new StringBuffer();
    private final Thread listener;
    private int jobs;

    Child(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.listener = Thread.ofVirtual().name("sandbox-said").start(this::listen);
    }

    /** What it says beside its answers, the end of it. */
    private void listen() {
        try (var errors = process.getErrorStream()) {
            var bytes = new byte[1_024];
            for (int read = errors.read(bytes); read >= 0; read = errors.read(bytes)) {
                said.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                said.delete(0, Math.max(0, said.length() - SAID_MAX));
            }
        } catch (IOException ended) {
            said.append(' ');
        }
    }

    /** Gives it the scripts; when this is over it takes jobs. */
    Answer greet(Scripts scripts, Duration most) {
        return ask(
                Frame.of(
                        Frame.SCRIPTS,
                        0,
                        scripts.check(),
                        scripts.harness(),
                        Json.text(Json.tree(scripts.runtime()))),
                most);
    }

    /** Asks and waits; a process that does not answer in time is ended by then. */
    Answer ask(Frame request, Duration most) {
        jobs++;
        long from = System.nanoTime();
        var watch = new Watch(most);
        try {
            request.write(out);
            var answer = Frame.read(in);
            watch.close();
            return answer(answer, Duration.ofNanos(System.nanoTime() - from).toMillis());
        } catch (IOException ended) {
            watch.close();
            return watch.hasBarked() ? new Answer.Stopped(Answer.Bound.TIME) : died();
        }
    }

    private Answer answer(Frame frame, long millis) {
        return switch (frame.kind()) {
            case Frame.READY -> new Answer.Report(Json.object(), 0, millis);
            case Frame.REPORT ->
                    Json.parse(frame.texts().getFirst())
                            .<Answer>map(
                                    report -> new Answer.Report(report, frame.number(), millis))
                            .orElseGet(() -> new Answer.Threw("The report is no JSON."));
            case Frame.THREW -> new Answer.Threw(frame.texts().getFirst());
            case Frame.TIME -> new Answer.Stopped(Answer.Bound.TIME);
            case Frame.MEMORY -> new Answer.Stopped(Answer.Bound.MEMORY);
            case Frame.SIZE -> new Answer.Stopped(Answer.Bound.SIZE);
            default -> died();
        };
    }

    private Answer died() {
        close();
        try {
            boolean over = process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            listener.join(Duration.ofSeconds(EXIT_SECONDS));
            return new Answer.Died(over ? process.exitValue() : -1, said.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Died(-1, said.toString());
        }
    }

    int jobs() {
        return jobs;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Ends the process when time is up, unless it is called off. */
    private final class Watch implements AutoCloseable {
        private final Thread dog;
        private volatile boolean barked;

        Watch(Duration most) {
            dog =
                    Thread.ofVirtual()
                            .name("sandbox-watch")
                            .start(() -> {
                                try {
                                    Thread.sleep(most);
                                    barked = true;
                                    Child.this.close();
                                } catch (InterruptedException calledOff) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }

        boolean hasBarked() {
            return barked;
        }

        @Override
        public void close() {
            dog.interrupt();
        }
    }
}

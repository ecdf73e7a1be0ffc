package gesso.ai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs generated code in a process that may die of it. One job after the other; one process is kept
 * warm, and replaced after some jobs and after every fault, whatever it was. Nothing that the code
 * does fails a stage: it is an {@link Answer}.
 */
public final class Sandbox implements AutoCloseable {
    private static final Answer CLOSED = new Answer.Unavailable("it is closed");

    private final Scripts scripts;
    private final SandboxLimits limits;
    private final Installation installation;
    private final ExecutorService turns =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("sandbox").daemon().factory());
    private volatile @Nullable Child warm;

    /**
     * @param folder for the library of V8, which is unpacked into it; the child's working directory
     */
    public Sandbox(Scripts scripts, Path folder, SandboxLimits limits) {
        this.scripts = scripts;
        this.limits = limits;
        this.installation = new Installation(folder, limits);
    }

    /** Starts the process before there is a job; the answer tells whether there is a sandbox. */
    public CompletionStage<Answer> warm() {
        return inTurn(() -> child() instanceof Ready.No(var why) ? why : nothing());
    }

    /** The report of {@code gessoCheck.validate}. */
    public CompletionStage<Answer> check(String code, JsonNode specification) {
        return job(Frame.CHECK, code, specification);
    }

    /** The report of {@code gessoHarness.lifecycle}. */
    public CompletionStage<Answer> test(String code, JsonNode specification) {
        return job(Frame.TEST, code, specification);
    }

    private CompletionStage<Answer> job(byte kind, String code, JsonNode specification) {
        var quoted = Json.text(Json.tree(code));
        var tree = Json.text(specification);
        return Frame.fits(quoted) && Frame.fits(tree)
                ? inTurn(() -> turn(kind, quoted, tree))
                : CompletableFuture.completedFuture(new Answer.Stopped(Answer.Bound.SIZE));
    }

    private CompletionStage<Answer> inTurn(Supplier<Answer> what) {
        try {
            return CompletableFuture.supplyAsync(what, turns);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(CLOSED);
        }
    }

    /** A process may be ended from outside; code is blamed for what happens twice. */
    private Answer turn(byte kind, String code, String specification) {
        var answer = once(kind, code, specification);
        if (!(answer instanceof Answer.Died)) {
            return answer;
        }
        return turns.isShutdown() ? CLOSED : once(kind, code, specification);
    }

    private Answer once(byte kind, String code, String specification) {
        return switch (child()) {
            case Ready.No(var why) -> why;
            case Ready.Yes(var child) -> {
                var request =
                        Frame.of(
                                kind,
                                Math.toIntExact(limits.job().toMillis()),
                                code,
                                specification);
                var answer = child.ask(request, limits.job().plus(limits.grace()));
                if (!(answer instanceof Answer.Report) || child.jobs() > limits.jobs()) {
                    retire(child);
                }
                yield answer;
            }
        };
    }

    /** Whether there is a process that takes jobs. */
    private sealed interface Ready {
        record Yes(Child child) implements Ready {}

        record No(Answer why) implements Ready {}
    }

    private Ready child() {
        var known = warm;
        if (known != null && known.isAlive()) {
            return new Ready.Yes(known);
        }
        if (turns.isShutdown()) {
            return new Ready.No(CLOSED);
        }
        try {
            var fresh = new Child(installation.start());
            return switch (fresh.greet(scripts, limits.start())) {
                case Answer.Report _ -> {
                    warm = fresh;
                    yield new Ready.Yes(fresh);
                }
                case Answer.Died(var exit, var said) ->
                        no(fresh, "its process ended with %d: %s".formatted(exit, said));
                case Answer.Stopped _ -> no(fresh, "its process does not start in time");
                case Answer.Threw _, Answer.Unavailable _ ->
                        no(fresh, "its process is none of ours");
            };
        } catch (IOException failed) {
            return new Ready.No(new Answer.Unavailable(String.valueOf(failed.getMessage())));
        }
    }

    private static Ready no(Child child, String why) {
        child.close();
        return new Ready.No(new Answer.Unavailable(why));
    }

    /** The next one starts at once, so that the next job finds it warm. */
    private void retire(Child child) {
        child.close();
        warm = null;
        var _ = warm();
    }

    private static Answer nothing() {
        return new Answer.Report(Json.object(), 0, 0);
    }

    /** The process that waits for a job, 0 when there is none; of no use but to look at it. */
    long pid() {
        var known = warm;
        return known == null ? 0 : known.pid();
    }

    /** Ends the process; jobs that wait for their turn are answered all the same. */
    @Override
    public void close() {
        turns.shutdownNow().forEach(Runnable::run);
        var known = warm;
        if (known != null) {
            known.close();
        }
    }
}

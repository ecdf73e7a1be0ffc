package gesso.ai.work;

import gesso.ai.work.Craft.Made;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Task;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Version;
import gesso.protocol.generation.GenerationCommand;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Takes a version from step to step. What is done is asked of the generation each time, so it makes
 * no difference who did it, and a version that was cancelled ends here.
 */
final class Pipeline {
    /** More than all tries of a model take: what goes round and round ends. */
    private static final int STEPS_MAX = 4 * (Generation.ATTEMPTS_MAX + 2);

    private final Desk desk;
    private final Craft craft;

    Pipeline(Desk desk, Craft craft) {
        this.desk = desk;
        this.craft = craft;
    }

    /** Fails when something could not be reached; then all of it can be done again. */
    CompletionStage<Done> run(Task task) {
        return run(task, STEPS_MAX);
    }

    private CompletionStage<Done> run(Task task, int left) {
        if (left == 0) {
            return CompletableFuture.failedStage(new Refused("it takes no step any more"));
        }
        return desk.read(task.generation())
                .thenCompose(found ->
                        found.filter(g -> isOpen(g, task))
                                .map(g ->
                                        step(task, g).thenCompose(reply -> next(task, reply, left)))
                                .orElseGet(Pipeline::done));
    }

    private static boolean isOpen(Generation g, Task task) {
        return g.newest().number() == task.version() && g.newest().step().wantsWorker();
    }

    private CompletionStage<OperationReply> step(Task task, Generation g) {
        var version = g.newest();
        return command(task.generation(), g, version)
                .thenCompose(command -> desk.tell(task.generation(), g.owner(), command));
    }

    private CompletionStage<GenerationCommand> command(String id, Generation g, Version version) {
        int number = version.number();
        int attempt = version.attempt();
        return switch (version.step()) {
            case REQUESTED ->
                    craft.specify(id, g)
                            .thenApply(made ->
                                    switch (made) {
                                        case Made.Good<AppSpecification>(
                                                        var specification,
                                                        var maker) ->
                                                new GenerationCommand.TellSpecification(
                                                        number, specification, maker);
                                        case Made.Bad<AppSpecification>(var failure) ->
                                                new GenerationCommand.TellFailure(number, failure);
                                    });
            case SPECIFIED ->
                    craft.write(id, g)
                            .thenApply(made ->
                                    switch (made) {
                                        case Made.Good<Craft.Code>(var code, var maker) ->
                                                new GenerationCommand.TellCode(
                                                        number, attempt, code.code(), maker);
                                        case Made.Bad<Craft.Code>(var failure) ->
                                                new GenerationCommand.TellFailure(number, failure);
                                    });
            case CODED ->
                    craft.check(code(version), Objects.requireNonNull(version.specification()))
                            .thenApply(report ->
                                    new GenerationCommand.TellChecks(number, attempt, report));
            case CHECKED ->
                    craft.test(code(version), Objects.requireNonNull(version.specification()))
                            .thenApply(tested ->
                                    new GenerationCommand.TellTest(
                                            number, attempt, tested.report(), tested.pictures()));
            case TESTED, PACKAGED, PUBLISHED, FAILED, CANCELLED ->
                    throw new IllegalStateException("nothing for a worker: " + version.step());
        };
    }

    private static String code(Version version) {
        return Objects.requireNonNull(version.code());
    }

    /** What was refused, such as code that is too large, would be refused again for ever. */
    private CompletionStage<Done> next(Task task, OperationReply reply, int left) {
        return switch (reply) {
            case OperationReply.Accepted _ -> run(task, left - 1);
            case OperationReply.Refused(_, _, var detail, _) ->
                    CompletableFuture.failedStage(new Refused(detail));
            case OperationReply.Retry _ ->
                    CompletableFuture.failedStage(new IllegalStateException("nothing but retry"));
        };
    }

    /** A step whose outcome the generation does not take. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String detail) {
            super(detail);
        }
    }

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedStage(Done.getInstance());
    }
}

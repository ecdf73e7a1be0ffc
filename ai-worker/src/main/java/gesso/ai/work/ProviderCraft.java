package gesso.ai.work;

import gesso.ai.provider.Answered;
import gesso.ai.provider.Asked;
import gesso.ai.provider.EmbeddedProvider;
import gesso.ai.provider.Provider;
import gesso.ai.provider.Trouble;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.Failure;
import gesso.protocol.ai.Maker;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Version;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a provider specify and, where the installation wants that, write; else templates write. What
 * a model wrote and the rules refused it may mend some times, told the names of the rules alone;
 * then templates take its place. A question to a model is given up as soon as nobody wants the
 * answer any more.
 */
public final class ProviderCraft implements Craft {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderCraft.class);

    private final Provider provider;
    private final Provider templates;
    private final boolean modelWrites;
    private final Proof proof;
    private final Watch watch;

    /**
     * @param modelWrites code as well, not specifications alone
     */
    public ProviderCraft(
            Provider provider,
            EmbeddedProvider templates,
            boolean modelWrites,
            Proof proof,
            Watch watch) {
        this.provider = provider;
        this.templates = templates;
        this.modelWrites = modelWrites && provider != templates;
        this.proof = proof;
        this.watch = watch;
    }

    @Override
    public CompletionStage<Made<AppSpecification>> specify(String id, Generation generation) {
        var words = generation.newest().words();
        var basis = generation.basis();
        var asked =
                words == null || basis == null
                        ? provider.specify(generation.prompt())
                        : provider.refine(basis, words);
        return watched(id, generation, asked).thenApply(answer -> made(id, "analyse", answer));
    }

    @Override
    public CompletionStage<Made<Code>> write(String id, Generation generation) {
        var version = generation.newest();
        return watched(id, generation, asked(version))
                .thenCompose(answer -> instead(id, generation, version, answer))
                .thenApply(answer -> made(id, "code", answer))
                .thenApply(made ->
                        switch (made) {
                            case Made.Good<String>(var code, var maker) ->
                                    new Made.Good<>(new Code(code), maker);
                            case Made.Bad<String>(var failure) -> new Made.Bad<>(failure);
                        });
    }

    /** Where a model gives no code, templates do: what was asked for is known by then. */
    private CompletionStage<Answered<String>> instead(
            String id, Generation generation, Version version, Answered<String> answer) {
        if (!isForModel(version)
                || !(answer instanceof Answered.Bad<String>(var trouble))
                || trouble instanceof Trouble.Cancelled) {
            return CompletableFuture.completedStage(answer);
        }
        LOG.warn("A model gave no code, templates do. generation={} trouble={}", id, trouble);
        return watched(
                id, generation, templates.write(Objects.requireNonNull(version.specification())));
    }

    private boolean isForModel(Version version) {
        return modelWrites && version.attempt() <= Generation.ATTEMPTS_MAX;
    }

    private Asked<String> asked(Version version) {
        var specification = Objects.requireNonNull(version.specification());
        if (!isForModel(version)) {
            return templates.write(specification);
        }
        var code = version.code();
        return version.attempt() == 1 || code == null
                ? provider.write(specification)
                : provider.repair(specification, code, broken(version));
    }

    /** Names alone: nothing that the code itself has said goes back to a model. */
    private static List<String> broken(Version version) {
        var checks = version.checks();
        if (checks != null && !checks.clean()) {
            return checks.findings().stream().map(CodeReport.Finding::rule).distinct().toList();
        }
        var test = version.test();
        return test == null
                ? List.of()
                : test.steps().stream()
                        .filter(step -> !step.passed())
                        .map(step -> "test-" + step.name())
                        .distinct()
                        .toList();
    }

    private <T> CompletionStage<Answered<T>> watched(
            String id, Generation generation, Asked<T> asked) {
        var watching = watch.of(id, generation.newest().number(), asked::cancel);
        return asked.answer().whenComplete((_, _) -> watching.run());
    }

    private static <T> Made<T> made(String id, String step, Answered<T> answer) {
        return switch (answer) {
            case Answered.Good<T>(T value, Maker maker) -> new Made.Good<>(value, maker);
            case Answered.Bad<T>(var trouble) -> {
                boolean ours = !(trouble instanceof Trouble.Declined);
                if (ours && !(trouble instanceof Trouble.Cancelled)) {
                    LOG.warn("No answer for a generation. generation={} trouble={}", id, trouble);
                }
                yield new Made.Bad<>(new Failure(step, trouble.sentence(), ours));
            }
        };
    }

    @Override
    public CompletionStage<CodeReport> check(String code, AppSpecification specification) {
        return proof.check(code, specification);
    }

    @Override
    public CompletionStage<Tested> test(String code, AppSpecification specification) {
        return proof.test(code, specification);
    }
}

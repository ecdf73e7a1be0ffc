package gesso.ai.provider;

import gesso.ai.analysis.Analyser;
import gesso.ai.analysis.Analysis;
import gesso.ai.analysis.Refiner;
import gesso.ai.code.AppCode;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Maker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lexicons, a grammar and templates: no key, no network, and the same again each time. */
public final class EmbeddedProvider implements Provider {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProvider.class);

    private final Executor threads;

    /**
     * @param threads where it thinks, so that no actor waits for it
     */
    public EmbeddedProvider(Executor threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return Maker.EMBEDDED;
    }

    @Override
    public Asked<AppSpecification> specify(String prompt) {
        return analysed(() -> Analyser.analyse(prompt));
    }

    @Override
    public Asked<AppSpecification> refine(AppSpecification specification, String words) {
        return analysed(() -> Refiner.refine(specification, words));
    }

    @Override
    public Asked<String> write(AppSpecification specification) {
        return asked(began ->
                new Answered.Good<>(AppCode.of(specification), Maker.embedded(since(began))));
    }

    /** Code of templates is the same again each time: what breaks a rule breaks it again. */
    @Override
    public Asked<String> repair(AppSpecification specification, String code, List<String> rules) {
        return Asked.at(
                Answered.bad(
                        new Trouble.Declined(
                                "This app cannot be made of what it is described by; change something"
                                        + " about it.")));
    }

    private Asked<AppSpecification> analysed(Supplier<Analysis> analysis) {
        return asked(began ->
                switch (analysis.get()) {
                    case Analysis.Understood(var specification) ->
                            new Answered.Good<>(specification, Maker.embedded(since(began)));
                    case Analysis.Declined(_, var reason) ->
                            Answered.bad(new Trouble.Declined(reason));
                });
    }

    private interface Work<T> {
        Answered<T> from(long began);
    }

    private <T> Asked<T> asked(Work<T> work) {
        var answer = new CompletableFuture<Answered<T>>();
        threads.execute(() -> {
            if (!answer.isDone()) {
                answer.complete(answered(work));
            }
        });
        return new Asked<>(answer, () -> answer.complete(Answered.bad(new Trouble.Cancelled())));
    }

    /** Words that trip the grammar are no reason to keep a worker from all the others. */
    private static <T> Answered<T> answered(Work<T> work) {
        try {
            return work.from(System.nanoTime());
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.error("The grammar stumbled.", fault);
            return Answered.bad(new Trouble.Garbage("the grammar stumbled"));
        }
    }

    private static long since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}

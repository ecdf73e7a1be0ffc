package gesso.ai.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A question on its way.
 *
 * @param answer completes with a value, whatever happens
 * @param cancelled what gives up the wait; done more than once it does no more than once
 */
public record Asked<T>(CompletionStage<Answered<T>> answer, Runnable cancelled) {

    static <T> Asked<T> at(Answered<T> once) {
        return new Asked<>(CompletableFuture.completedFuture(once), () -> {});
    }

    /** The answer is {@link Trouble.Cancelled} then, unless there is one already. */
    public void cancel() {
        cancelled.run();
    }
}

package gesso.edge.ai;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Work of one person, one after another; of different people side by side. How much can wait is
 * bounded by how many requests a person may send. Thread-safe.
 */
final class PersonTurns {
    private final ConcurrentMap<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /** Begins when the work before it has ended, however that ended. */
    <T> CompletionStage<T> take(String person, Supplier<CompletionStage<T>> work) {
        var mine = new CompletableFuture<T>();
        var before = last.put(person, mine);
        var begun =
                before == null
                        ? CompletableFuture.completedFuture(null)
                        : before.handle((_, _) -> null);
        begun.thenCompose(_ -> work.get())
                .whenComplete((done, failed) -> {
                    last.remove(person, mine);
                    if (failed == null) {
                        mine.complete(done);
                    } else {
                        mine.completeExceptionally(failed);
                    }
                });
        return mine;
    }

    /** How many people have work under way. */
    int people() {
        return last.size();
    }
}

package gesso.edge;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What has to happen before this edge may go: whoever holds connections open registers how it says
 * goodbye. Runs once; thread-safe.
 */
public final class Drain {
    private final List<Supplier<CompletionStage<?>>> farewells = new CopyOnWriteArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();

    /** {@code farewell} completes when it is said; it has {@code drain-timeout} for that. */
    public void before(Supplier<CompletionStage<?>> farewell) {
        farewells.add(farewell);
    }

    CompletionStage<Void> start() {
        if (started.getAndSet(true)) {
            return CompletableFuture.completedFuture(null);
        }
        var all =
                farewells.stream()
                        .map(farewell -> farewell.get().toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all);
    }
}

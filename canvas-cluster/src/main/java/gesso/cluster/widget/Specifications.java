package gesso.cluster.widget;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.cluster.app.App;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.ReadReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A backend bound to what its apps are to be, by app and version. The registry is asked once for
 * each on a node: a published version never changes. Thread-safe.
 */
public final class Specifications<S, E> {
    /** Those asked for least are let go of and asked for again. */
    private static final int KEPT_MAX = 1_000;

    /** A version of an app. */
    record Of(String app, String version) {}

    private final MicroAppBackend<S, E> backend;
    private final Function<String, CompletionStage<ReadReply>> registry;
    private final Executor executor;
    private final AsyncCache<Of, Optional<MicroAppBackend<S, E>>> known;

    /**
     * @param registry reads the entry of an app
     * @param executor where a specification is made ready, which takes a while
     */
    public Specifications(
            MicroAppBackend<S, E> backend,
            Function<String, CompletionStage<ReadReply>> registry,
            Executor executor) {
        this.backend = backend;
        this.registry = registry;
        this.executor = executor;
        this.known = Caffeine.newBuilder().maximumSize(KEPT_MAX).executor(executor).buildAsync();
    }

    /**
     * Nothing when the registry knows no such version, as after an import from elsewhere: it may
     * get to know it. Fails when the registry cannot say just now.
     */
    CompletionStage<Optional<MicroAppBackend<S, E>>> find(Of wanted) {
        return known.get(wanted, (one, _) -> ask(one))
                .whenComplete((found, _) -> {
                    if (found != null && found.isEmpty()) {
                        known.synchronous().invalidate(wanted);
                    }
                });
    }

    private CompletableFuture<Optional<MicroAppBackend<S, E>>> ask(Of wanted) {
        var answer = new CompletableFuture<Optional<MicroAppBackend<S, E>>>();
        registry.apply(wanted.app())
                .thenComposeAsync(reply -> read(reply, wanted), executor)
                .whenComplete((found, failed) -> {
                    if (failed == null) {
                        answer.complete(found);
                    } else {
                        // Bare, or the cache would log what happens whenever an entity moves.
                        answer.completeExceptionally(
                                failed.getCause() instanceof TimeoutException late ? late : failed);
                    }
                });
        return answer;
    }

    private CompletionStage<Optional<MicroAppBackend<S, E>>> read(ReadReply reply, Of wanted) {
        return switch (reply) {
            case ReadReply.State(_, _, var entry) ->
                    CompletableFuture.completedStage(
                            Json.value(entry, App.class)
                                    .version(wanted.version())
                                    .map(this::bound));
            case ReadReply.Refused(var why, _) when why == Refusal.NOT_FOUND ->
                    CompletableFuture.completedStage(Optional.empty());
            case ReadReply.Refused(_, var detail) -> later(detail);
            case ReadReply.Retry _ -> later("the registry cannot say just now");
        };
    }

    private static <T> CompletionStage<T> later(String why) {
        return CompletableFuture.failedStage(new TimeoutException(why));
    }

    private MicroAppBackend<S, E> bound(Manifest manifest) {
        var generated = manifest.generated();
        return backend.of(generated == null ? null : generated.specification());
    }
}

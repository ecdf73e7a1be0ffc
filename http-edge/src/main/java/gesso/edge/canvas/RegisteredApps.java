package gesso.edge.canvas;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.live.Apps;
import gesso.edge.registry.Catalogue;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Apps of the registry, remembered for a moment: a new version is used soon, and adding many
 * widgets asks once. An app that is not there is asked for each time. Thread-safe.
 */
public final class RegisteredApps implements Apps {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int REMEMBERED_MAX = 1_000;

    private final Catalogue registry;
    private final AsyncCache<String, Optional<AppRef>> known =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED_MAX)
                    .expireAfterWrite(REMEMBERED)
                    .buildAsync();

    public RegisteredApps(Catalogue registry) {
        this.registry = registry;
    }

    @Override
    public CompletionStage<Optional<AppRef>> find(String app) {
        return known.get(
                        app,
                        (id, _) ->
                                registry.find(id)
                                        .thenApply(found -> found.map(RegisteredApps::ref))
                                        .toCompletableFuture())
                .whenComplete((found, _) -> {
                    if (found != null && found.isEmpty()) {
                        known.synchronous().invalidate(app);
                    }
                });
    }

    private static AppRef ref(Manifest manifest) {
        var sizes = manifest.sizes();
        return new AppRef(
                manifest.version(),
                manifest.title(),
                manifest.backend() == null ? "" : manifest.backend(),
                sizes.initial(),
                sizes.min(),
                sizes.max());
    }
}

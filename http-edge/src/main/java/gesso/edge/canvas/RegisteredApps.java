package gesso.edge.canvas;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.live.Apps;
import gesso.edge.registry.Catalogue;
import gesso.protocol.Refusal;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasCommand.AppRef;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Apps of the registry, remembered for a moment: a new version is used soon, and adding many
 * widgets asks once. What is refused is asked for each time. Thread-safe.
 */
public final class RegisteredApps implements Apps {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int REMEMBERED_MAX = 1_000;

    private final Catalogue registry;
    private final AsyncCache<Wanted, Found> known =
            Caffeine.newBuilder()
                    .maximumSize(REMEMBERED_MAX)
                    .expireAfterWrite(REMEMBERED)
                    .buildAsync();

    public RegisteredApps(Catalogue registry) {
        this.registry = registry;
    }

    @Override
    public CompletionStage<Found> find(Wanted wanted) {
        return known.get(wanted, (one, _) -> ask(one).toCompletableFuture())
                .whenComplete((found, _) -> {
                    if (found instanceof Found.Refused) {
                        known.synchronous().invalidate(wanted);
                    }
                });
    }

    /** What was remembered of these apps, or is just being read, may be wrong from now on. */
    public void changed(Set<String> apps) {
        known.asMap()
                .keySet()
                .removeIf(wanted ->
                        switch (wanted) {
                            case Wanted.Offered(var app) -> apps.contains(app);
                            case Wanted.Release _ -> true;
                        });
    }

    private CompletionStage<Found> ask(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Offered(var app) ->
                    registry.offered(app)
                            .thenApply(found -> found(found, "There is no app " + app));
            case Wanted.Release(var canvas, var widget, var version) ->
                    registry.release(canvas, widget, version)
                            .thenApply(found -> found(found, "There is no version " + version));
        };
    }

    private static Found found(Optional<Catalogue.Release> release, String otherwise) {
        return release.map(RegisteredApps::found)
                .orElseGet(() -> new Found.Refused(Refusal.NOT_FOUND, otherwise));
    }

    private static Found found(Catalogue.Release release) {
        return release.outOfUse()
                .<Found>map(why ->
                        new Found.Refused(
                                Refusal.GONE,
                                release.manifest().title() + " is out of use: " + why))
                .orElseGet(() -> new Found.Known(ref(release.manifest())));
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

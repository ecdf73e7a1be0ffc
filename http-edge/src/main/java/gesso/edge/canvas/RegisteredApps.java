package gesso.edge.canvas;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gesso.edge.live.Apps;
import gesso.edge.registry.Catalogue;
import gesso.protocol.Refusal;
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

    private static final Found ELSEWHERE =
            new Found.Refused(
                    Refusal.FORBIDDEN,
                    "This app was made with AI for another canvas. Whoever made it can ask for"
                            + " approval; then it is for everybody.");

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
                            case Wanted.Offered(var app, _) -> apps.contains(app);
                            case Wanted.Release _ -> true;
                        });
    }

    private CompletionStage<Found> ask(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Offered(var app, var canvas) ->
                    registry.offered(app)
                            .thenApply(found -> found(found, canvas, "There is no app " + app));
            case Wanted.Release(var canvas, var widget, var version) ->
                    registry.release(canvas, widget, version)
                            .thenApply(found ->
                                    found(found, canvas, "There is no version " + version));
        };
    }

    /** What AI made is for the canvas that it was made on, until it was approved. */
    private static boolean isAtHome(Catalogue.Release release, String canvas) {
        var generated = release.manifest().generated();
        return generated == null
                || generated.shared()
                || generated.canvas() == null
                || generated.canvas().equals(canvas);
    }

    private static Found found(
            Optional<Catalogue.Release> release, String canvas, String otherwise) {
        return release.filter(one -> !isAtHome(one, canvas)).isPresent()
                ? ELSEWHERE
                : found(release, otherwise);
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
                .orElseGet(() -> new Found.Known(release.manifest().ref()));
    }
}

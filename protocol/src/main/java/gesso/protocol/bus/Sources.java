package gesso.protocol.bus;

import gesso.protocol.Ids;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from: an app's events from {@code <app>-service}, as {@code todo-service},
 * the platform's own from {@code gesso.canvas}, {@code gesso.widget}, {@code gesso.app} and {@code
 * gesso.generation}.
 */
public final class Sources {
    private static final String SERVICE = "-service";
    private static final Set<String> PLATFORM = Set.of("canvas", "widget", "app", "generation");
    private static final String EMITTED = "widget.emitted.";

    private Sources() {}

    public static String service(String app) {
        return app + SERVICE;
    }

    /** The app that a source names; empty for what is no app's. */
    public static Optional<String> app(String source) {
        return source.endsWith(SERVICE)
                ? Optional.of(source.substring(0, source.length() - SERVICE.length()))
                        .filter(Ids::isEntity)
                : Optional.empty();
    }

    /** Whether the manifest alone does not tell: an app has emitted it. */
    public static boolean isEmitted(String manifest) {
        return manifest.startsWith(EMITTED);
    }

    /**
     * @param app of the widget; needed for what an app emitted
     */
    public static String of(String manifest, @Nullable String app) {
        if (isEmitted(manifest) && app != null) {
            return service(app);
        }
        var kind = manifest.substring(0, Math.max(0, manifest.indexOf('.')));
        return PLATFORM.contains(kind) ? "gesso." + kind : service(kind);
    }
}

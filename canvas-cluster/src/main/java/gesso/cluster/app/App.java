package gesso.cluster.app;

import gesso.protocol.app.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the registry knows of one app. What people think of it is not here: nothing is decided
 * by it.
 *
 * @param versions in the order in which they were published
 * @param revoked versions that may not run, each with the reason
 * @param shared versions that AI made and that are for everybody
 * @param suspended why it is out of use for now, or null
 */
public record App(
        List<Manifest> versions,
        Map<String, String> revoked,
        Set<String> shared,
        @Nullable String suspended,
        long revision,
        long at) {
    public static final App UNKNOWN = new App(List.of(), Map.of(), Set.of(), null, 0, 0);

    /** Older snapshots know of no revocation, and of nothing that was shared later. */
    public App {
        shared = shared == null ? Set.of() : Set.copyOf(shared);
        revoked = revoked == null ? Map.of() : Map.copyOf(revoked);
    }

    public Optional<Manifest> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Manifest> version(String version) {
        return versions.stream().filter(known -> known.version().equals(version)).findFirst();
    }

    /** Versions that may run. */
    public List<String> good() {
        return versions.stream()
                .map(Manifest::version)
                .filter(version -> !revoked.containsKey(version))
                .toList();
    }
}

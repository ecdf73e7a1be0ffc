package gesso.cluster.app;

import gesso.protocol.app.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * All that the registry knows of one app.
 *
 * @param versions in the order in which they were published; the last one is offered
 */
public record App(List<Manifest> versions, long revision, long at) {
    public static final App UNKNOWN = new App(List.of(), 0, 0);

    public Optional<Manifest> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Manifest> version(String version) {
        return versions.stream().filter(known -> known.version().equals(version)).findFirst();
    }
}

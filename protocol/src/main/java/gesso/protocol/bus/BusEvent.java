package gesso.protocol.bus;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.entity.EventView;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event on the bus: what the journal has, with where it comes from. It may be delivered more
 * than once; {@code id} tells.
 *
 * @param id {@code <persistence id>#<revision>}, the same for ever
 * @param source as in {@link Sources}
 * @param subject the canvas; of events of the registry the app
 * @param of {@code canvas}, a widget id, {@code app} or {@code generation}
 */
public record BusEvent(
        String id,
        String type,
        String source,
        String subject,
        String of,
        long revision,
        Origin origin,
        JsonNode data) {
    private static final Set<String> NO_WIDGETS = Set.of(EventView.CANVAS, "app", "generation");

    public static BusEvent of(
            String persistenceId, String subject, String source, EventView event) {
        return new BusEvent(
                persistenceId + "#" + event.rev(),
                event.type(),
                source,
                subject,
                event.of(),
                event.rev(),
                event.origin(),
                event.data());
    }

    /** Null for the canvas itself, for the registry and for generations. */
    public @Nullable String widget() {
        return NO_WIDGETS.contains(of) ? null : of;
    }

    public Instant time() {
        return Instant.ofEpochMilli(HybridClock.millis(origin.at()));
    }
}

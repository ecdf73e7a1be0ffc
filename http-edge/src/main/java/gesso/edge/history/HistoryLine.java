package gesso.edge.history;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.entity.EventView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as history shows it.
 *
 * @param time ISO 8601 UTC, of {@code at}
 * @param by a user id
 * @param app the app's version that decided; null for the platform's own events
 */
record HistoryLine(
        String canvas,
        String of,
        long rev,
        long at,
        String time,
        String by,
        String client,
        String op,
        @Nullable String cause,
        String correlation,
        @Nullable String app,
        String type,
        JsonNode data) {

    static HistoryLine of(String canvas, EventView event) {
        var origin = event.origin();
        return new HistoryLine(
                canvas,
                event.of(),
                event.rev(),
                origin.at(),
                Instant.ofEpochMilli(HybridClock.millis(origin.at())).toString(),
                origin.user(),
                Clients.shown(origin.client()),
                origin.op(),
                origin.cause(),
                origin.correlation(),
                origin.app(),
                event.type(),
                event.data());
    }
}

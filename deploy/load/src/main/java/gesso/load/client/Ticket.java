package gesso.load.client;

import org.jspecify.annotations.Nullable;

/**
 * What one socket needs to take its seat.
 *
 * @param room which of the run's canvases, from 0
 * @param widget the one that this seat moves; null for one that only looks
 * @param cursor whether this seat shows its cursor
 */
public record Ticket(
        int room, String canvas, String token, @Nullable String widget, boolean cursor) {}

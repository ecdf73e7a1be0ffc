package gesso.edge.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events that a room has collected for its sessions. All sessions are told at the same moment: at
 * once after a pause, else at the end of the room's tick. One moment for everybody costs far less
 * than a timer for each of them, as a woken processor then has work for all. Times are monotonic
 * nanoseconds.
 */
final class News {
    private final long tickMin;
    private final long tickMax;
    private final int eventsMax;
    private final int bytesMax;
    private final List<ToSession.Delta> deltas = new ArrayList<>();
    private final Set<String> entities = new HashSet<>();
    private int events;
    private long bytes;
    private long toldAt;

    News(LiveLimits limits, long now) {
        tickMin = limits.tickMin().toNanos();
        tickMax = limits.tickMax().toNanos();
        eventsMax = limits.tickEvents();
        bytesMax = limits.outFrameBytes();
        toldAt = now - tickMax;
    }

    boolean isEmpty() {
        return deltas.isEmpty();
    }

    void add(ToSession.Delta delta) {
        deltas.add(delta);
        entities.add(delta.of());
        for (var entry : delta.entries()) {
            events++;
            bytes += entry.bytes().size();
        }
    }

    /** How long these wait for more; nothing after a pause, or when they fill a frame. */
    Duration left(int seats, long now) {
        if (events >= eventsMax || bytes >= bytesMax) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, toldAt + tick(seats) - now));
    }

    /** A quarter of a millisecond for each seat, within bounds. */
    private long tick(int seats) {
        return Math.clamp(seats * 1_000_000L / 4, tickMin, tickMax);
    }

    /** Tells every seat what it hears of, and what it was shown meanwhile. */
    void tell(Iterable<Seat> seats, long now) {
        var all = new ToSession.News(List.copyOf(deltas));
        for (var seat : seats) {
            tell(seat, seat.live.containsAll(entities) ? all : heardBy(seat));
        }
        deltas.clear();
        entities.clear();
        events = 0;
        bytes = 0;
        toldAt = now;
    }

    /**
     * Tells one seat now, as it is about to be told something that must not overtake these. It
     * hears them again with the others and knows them by their revisions.
     */
    void tellEarly(Seat seat) {
        tell(seat, heardBy(seat));
    }

    private static void tell(Seat seat, ToSession.News heard) {
        if (seat.shown || !heard.deltas().isEmpty()) {
            seat.shown = false;
            seat.socket.tell(heard);
        }
    }

    private ToSession.News heardBy(Seat seat) {
        return new ToSession.News(
                deltas.stream().filter(delta -> seat.live.contains(delta.of())).toList());
    }
}

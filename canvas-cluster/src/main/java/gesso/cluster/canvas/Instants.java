package gesso.cluster.canvas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Instants that are being closed: each waits until every active widget has moved its clock past it
 * and has committed what it had under way. Actor-confined.
 */
final class Instants {
    /** An instant older than this is closed by the guard of the database alone. */
    static final long YOUNG_MILLIS = 10_000;

    /** Widgets that a canvas wakes when it does not know yet which of them are active. */
    static final int WAKES = 200;

    /** How long a widget may take before the reader is told to retry. */
    static final long PATIENCE_NANOS = 4_000_000_000L;

    /** Who waits for an instant to be closed. */
    interface Asked {
        void closed(long instant);

        void late();
    }

    /**
     * @param open widgets that have not answered yet
     * @param since monotonic nanoseconds
     */
    record Closing(Asked asked, long instant, Set<String> open, long since) {}

    private final List<Closing> closings = new ArrayList<>();

    void add(Asked asked, long instant, Set<String> widgets, long now) {
        closings.add(new Closing(asked, instant, new HashSet<>(widgets), now));
    }

    /** A widget that is closed at an instant is closed at all earlier ones. */
    void closed(String widget, long instant) {
        closings.stream()
                .filter(closing -> closing.instant() <= instant)
                .forEach(closing -> closing.open().remove(widget));
    }

    boolean isEmpty() {
        return closings.isEmpty();
    }

    List<Closing> takeDone() {
        return take(closing -> closing.open().isEmpty());
    }

    List<Closing> takeLate(long now) {
        return take(closing -> now - closing.since() > PATIENCE_NANOS);
    }

    private List<Closing> take(Predicate<Closing> which) {
        var taken = closings.stream().filter(which).toList();
        closings.removeAll(taken);
        return taken;
    }
}

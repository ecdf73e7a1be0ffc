package gesso.edge.live;

import gesso.edge.live.ToRoom.Addressed;
import gesso.protocol.canvas.CanvasCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one session that have no answer yet, in order. An undo or redo waits until
 * everything before it is answered, and everything after it waits for its answer: it is about what
 * the person did before. Where an entity is slow to answer, what follows for it waits: it may be on
 * its way to another node, and what is sent after it by a shorter way would be there first. Times
 * are monotonic nanoseconds.
 */
final class Unanswered {
    /** The same id may fly twice; each is answered. */
    private record Flight(String of, long sentAt, int count) {}

    /** Far longer than an answer takes, and shorter than an entity's way to another node. */
    static final long SLOW_NANOS = 250_000_000;

    /** What has no answer after that was lost with a node: nothing is gained by waiting for it. */
    static final long LOST_NANOS = 3_000_000_000L;

    private final Deque<Addressed> waiting = new ArrayDeque<>();
    private final LinkedHashMap<String, Flight> flying = new LinkedHashMap<>();
    private @Nullable String barrier;

    int size() {
        return waiting.size() + flying.size();
    }

    void add(Addressed operation) {
        waiting.addLast(operation);
    }

    /** What may be sent now, to each entity in order. */
    List<Addressed> take(long now) {
        var batch = new ArrayList<Addressed>();
        var slow = slow(now);
        var held = new ArrayDeque<Addressed>();
        while (!waiting.isEmpty() && barrier == null) {
            var next = waiting.peekFirst();
            if (isUndo(next)) {
                if (!flying.isEmpty() || !held.isEmpty()) {
                    break;
                }
                barrier = next.operation().id();
            }
            waiting.removeFirst();
            if (slow.contains(next.to())) {
                held.addLast(next);
                continue;
            }
            flying.merge(
                    next.operation().id(),
                    new Flight(next.to(), now, 1),
                    (one, other) -> new Flight(other.of(), now, one.count() + 1));
            batch.add(next);
        }
        while (!held.isEmpty()) {
            waiting.addFirst(held.removeLast());
        }
        return batch;
    }

    /** Entities that owe an answer for long. */
    private Set<String> slow(long now) {
        var oldest = flying.firstEntry();
        if (oldest == null || now - oldest.getValue().sentAt() <= SLOW_NANOS) {
            return Set.of();
        }
        var slow = new HashSet<String>();
        flying.values().stream()
                .filter(flight -> now - flight.sentAt() > SLOW_NANOS)
                .filter(flight -> now - flight.sentAt() < LOST_NANOS)
                .forEach(flight -> slow.add(flight.of()));
        return slow;
    }

    /** Which entity it was sent to, or null when nobody waits for this answer any more. */
    @Nullable String answered(String op) {
        var flight = flying.remove(op);
        if (flight == null) {
            return null;
        }
        if (flight.count() > 1) {
            flying.put(op, new Flight(flight.of(), flight.sentAt(), flight.count() - 1));
        } else {
            lift(op);
        }
        return flight.of();
    }

    /**
     * Operations that have waited longer than {@code nanos} for their answer; they are given up.
     */
    List<String> expire(long now, long nanos) {
        var old = new ArrayList<String>();
        flying.forEach((op, flight) -> {
            if (now - flight.sentAt() > nanos) {
                old.add(op);
            }
        });
        old.forEach(op -> {
            flying.remove(op);
            lift(op);
        });
        return old;
    }

    private void lift(String op) {
        if (op.equals(barrier)) {
            barrier = null;
        }
    }

    private static boolean isUndo(Addressed one) {
        return one.operation().command() instanceof CanvasCommand.Undo
                || one.operation().command() instanceof CanvasCommand.Redo;
    }
}

package gesso.cluster.generation;

import gesso.protocol.ai.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who is next: people take turns, each with their oldest task, so nobody waits for another person's
 * heap. A task that is said again is the same task.
 */
final class Turns {
    private final LinkedHashMap<String, ArrayDeque<Task>> byOwner = new LinkedHashMap<>();

    /**
     * After so long a task that is still wanted is given again: whoever had it has lost it. It is
     * longer than a model may take with all its tries, and two who do the same do it once.
     */
    static final Duration LOST = Duration.ofMinutes(10);

    private record Taken(Task task, long since) {}

    /** Given to a worker and not over yet, as far as is known. */
    private final Map<String, Taken> taken = new HashMap<>();

    private final LongSupplier nanos;

    /**
     * @param nanos a monotonic clock
     */
    Turns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void add(Task task) {
        var had = taken.get(task.generation());
        if (had != null && had.task().equals(task)) {
            if (nanos.getAsLong() - had.since() < LOST.toNanos()) {
                return;
            }
            taken.remove(task.generation());
        }
        var own = byOwner.computeIfAbsent(task.owner(), _ -> new ArrayDeque<>());
        if (!own.contains(task)) {
            own.add(task);
        }
    }

    void remove(String generation) {
        taken.remove(generation);
        byOwner.values().forEach(own -> own.removeIf(task -> task.generation().equals(generation)));
        byOwner.values().removeIf(ArrayDeque::isEmpty);
    }

    Optional<Task> take() {
        var first = byOwner.pollFirstEntry();
        if (first == null) {
            return Optional.empty();
        }
        var own = first.getValue();
        var task = own.remove();
        if (!own.isEmpty()) {
            byOwner.put(first.getKey(), own); // behind all others
        }
        taken.put(task.generation(), new Taken(task, nanos.getAsLong()));
        return Optional.of(task);
    }

    /** Given out and not over yet; what is lost counts no more. */
    int taken() {
        long now = nanos.getAsLong();
        taken.values().removeIf(one -> now - one.since() >= LOST.toNanos());
        return taken.size();
    }

    int waiting() {
        return byOwner.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /** How many are taken up to this one, itself included; 0 when it does not wait. */
    int position(String generation) {
        int position = 0;
        var queues = byOwner.values().stream().map(ArrayDeque::new).toList();
        for (int turn = 0; turn < waiting(); turn++) {
            for (var own : queues) {
                var task = own.poll();
                if (task != null) {
                    position++;
                    if (task.generation().equals(generation)) {
                        return position;
                    }
                }
            }
        }
        return 0;
    }
}

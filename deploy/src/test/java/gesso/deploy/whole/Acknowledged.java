package gesso.deploy.whole;

import gesso.protocol.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/**
 * What one editor was told: the revision of each operation that was acknowledged, all that a person
 * would have seen as an error, and how long it had to wait. Thread-safe.
 */
final class Acknowledged {
    private final String prefix;
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final Set<String> errors = new ConcurrentSkipListSet<>();
    private volatile long last = System.nanoTime();
    private volatile long longest;

    /** The editor's operations, and nobody else's, begin with {@code prefix}. */
    Acknowledged(String prefix) {
        this.prefix = prefix;
    }

    String operation(int number) {
        return prefix + "-" + number;
    }

    void add(String operation, long revision) {
        revisions.put(operation, revision);
        var now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
    }

    void error(String what) {
        errors.add(what);
    }

    Set<String> errors() {
        return errors;
    }

    int count() {
        return revisions.size();
    }

    /** The longest time between two acknowledgements since the last call, in milliseconds. */
    long takeLongestGap() {
        var gap = Math.max(longest, System.nanoTime() - last);
        longest = 0;
        return TimeUnit.NANOSECONDS.toMillis(gap);
    }

    /** Errors, and what the journal of this canvas lacks, has twice or has elsewhere. */
    Set<String> broken(Person at, String canvas) {
        var broken = new TreeSet<>(errors);
        var times = new TreeMap<String, Integer>();
        var lines = at.get("/api/canvas/" + canvas + "/history?limit=0").ok().raw().body().lines();
        lines.map(line -> Json.parse(line).orElseThrow())
                .filter(event -> event.path("op").asText().startsWith(prefix + "-"))
                .forEach(event -> {
                    var operation = event.path("op").asText();
                    times.merge(operation, 1, Integer::sum);
                    var revision = revisions.get(operation);
                    if (revision != null && revision != event.path("rev").asLong()) {
                        broken.add("moved " + operation);
                    }
                });
        revisions.keySet().stream()
                .filter(operation -> !times.containsKey(operation))
                .forEach(operation -> broken.add("lost " + operation));
        times.forEach((operation, n) -> {
            if (n > 1) {
                broken.add("doubled " + operation);
            }
        });
        return broken;
    }
}

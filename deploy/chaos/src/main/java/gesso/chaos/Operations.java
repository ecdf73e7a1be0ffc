package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.chaos.Replay.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I1, I2, I3, I5 and I11: what was asked and answered against what the journal has. */
final class Operations {
    /** Each makes one event, or is refused. */
    private static final Set<String> ALWAYS_ONE =
            Set.of(
                    "create",
                    "add-widget",
                    "rename",
                    "todo.add",
                    "todo.toggle",
                    "emit",
                    "set-state");

    /** Spans entities; its parts have one operation id. */
    private static final String UNDO = "undo";

    /**
     * What is refused because of who asks, or because the widget is gone, may have been done
     * before.
     */
    private static final class Asked {
        final JsonNode first;
        final long since;
        int times;
        boolean unknown;
        boolean refused;
        @Nullable JsonNode ok;

        Asked(JsonNode first) {
            this.first = first;
            this.since = first.path("n").asLong();
        }

        String text(String field) {
            return first.path(field).asText();
        }

        Place place() {
            return new Place(text("canvas"), text("to"));
        }

        boolean isUndo() {
            return text("do").equals(UNDO);
        }

        @Override
        public String toString() {
            return text("client") + " " + text("op") + " " + text("do") + " on " + place();
        }
    }

    private final Replay replay;
    private final Findings findings;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<String, Long> revoked = new HashMap<>();

    Operations(Replay replay, Findings findings) {
        this.replay = replay;
        this.findings = findings;
    }

    void take(JsonNode line) {
        switch (line.path("e").asText()) {
            case "invoke" -> asked.computeIfAbsent(key(line), _ -> new Asked(line)).times++;
            case "ok" -> ok(of(line), line);
            case "fail" -> of(line).refused = true;
            case "info" -> of(line).unknown = true;
            case "revoked" ->
                    revoked.putIfAbsent(
                            line.path("canvas").asText() + " " + line.path("user").asText(),
                            line.path("n").asLong());
            default -> {}
        }
    }

    private static String key(JsonNode line) {
        return line.path("client").asText() + " " + line.path("op").asText();
    }

    private Asked of(JsonNode line) {
        var known = asked.get(key(line));
        if (known == null) {
            throw new IllegalArgumentException("an answer without a question: " + line);
        }
        return known;
    }

    private void ok(Asked operation, JsonNode line) {
        var first = operation.ok;
        if (first == null) {
            operation.ok = line;
        } else if (!operation.isUndo()
                && !(first.path("rev").equals(line.path("rev"))
                        && first.path("at").equals(line.path("at"))
                        && first.path("data").equals(line.path("data")))) {
            findings.add(
                    "I1", operation + " has two answers: " + answer(first) + ", " + answer(line));
        }
    }

    private static String answer(JsonNode ok) {
        return "#" + ok.path("rev") + " at " + ok.path("at") + " " + ok.path("data");
    }

    void finish(List<Entry> journal) {
        var stored = new HashMap<String, List<Entry>>();
        for (var entry : journal) {
            var key = entry.client() + " " + entry.op().replaceFirst("~\\d+$", "");
            stored.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
            unasked(asked.get(key), entry);
        }
        asked.forEach((key, operation) -> judge(operation, stored.getOrDefault(key, List.of())));
        Order.check(this.ordered(stored), findings);
    }

    private void unasked(@Nullable Asked operation, Entry entry) {
        var place = new Place(entry.canvas(), entry.of());
        if (operation == null) {
            findings.add("I2", "nobody asked for " + Writers.place(entry));
        } else if (!operation.isUndo()
                && !operation.text("do").equals("create")
                && !operation.place().equals(place)) {
            findings.add("I2", operation + " was not meant for " + Writers.place(entry));
        }
    }

    private void judge(Asked operation, List<Entry> stored) {
        if (!operation.isUndo() && stored.size() > 1) {
            findings.doubled(operation + " is at " + stored.stream().map(Writers::place).toList());
        }
        if (operation.ok != null) {
            acknowledged(operation, operation.ok, stored);
        } else if (operation.refused
                && !operation.unknown
                && operation.times == 1
                && !stored.isEmpty()) {
            findings.add(
                    "I3", operation + " was refused, yet is " + Writers.place(stored.getFirst()));
        }
        var since = revoked.get(operation.text("canvas") + " " + operation.text("user"));
        if (since != null
                && operation.since > since
                && (operation.ok != null || !stored.isEmpty())) {
            findings.add("I11", operation + " was accepted after the right had been taken");
        }
    }

    private void acknowledged(Asked operation, JsonNode ok, List<Entry> stored) {
        if (stored.isEmpty()) {
            if (ALWAYS_ONE.contains(operation.text("do"))) {
                findings.lost(operation + " " + answer(ok));
            } else if (!operation.isUndo()) {
                replay.ask(
                        operation.place(),
                        ok.path("rev").asLong(),
                        picture -> {
                            if (!Effects.isThere(operation.first, picture)) {
                                findings.lost(operation + " " + answer(ok));
                            }
                        });
            }
            return;
        }
        boolean told =
                stored.stream()
                        .anyMatch(entry ->
                                entry.at() == ok.path("at").asLong()
                                        && entry.rev() == ok.path("rev").asLong());
        if (!told && !operation.isUndo()) {
            findings.add(
                    "I1",
                    operation
                            + " was told as "
                            + answer(ok)
                            + ", but is "
                            + Writers.place(stored.getFirst())
                            + " at "
                            + stored.getFirst().at());
        }
    }

    /** What is in the journal once, with when it was asked for and when that was answered. */
    private Map<Place, List<Order.Step>> ordered(Map<String, List<Entry>> stored) {
        var places = new HashMap<Place, List<Order.Step>>();
        asked.forEach((key, operation) -> {
            var entries = stored.getOrDefault(key, List.of());
            if (entries.size() == 1 && !operation.isUndo()) {
                var ok = operation.ok;
                boolean plain = ok != null && !operation.unknown && operation.times == 1;
                places.computeIfAbsent(
                                new Place(entries.getFirst().canvas(), entries.getFirst().of()),
                                _ -> new ArrayList<>())
                        .add(
                                new Order.Step(
                                        operation.toString(),
                                        entries.getFirst().rev(),
                                        operation.since,
                                        ok == null ? Long.MAX_VALUE : ok.path("n").asLong(),
                                        plain ? operation.text("connection") : null));
            }
        });
        return places;
    }
}

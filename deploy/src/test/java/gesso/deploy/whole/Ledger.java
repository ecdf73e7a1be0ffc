package gesso.deploy.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one client sent, what was acknowledged to it, and what must therefore be in the journal:
 * every acknowledged operation exactly once, every other one at most once. Everything random comes
 * from the seed.
 */
final class Ledger {
    private static final int OUTSTANDING_MAX = 32;

    private final String canvas;
    private final String widget;
    private final String client;
    private final Random random;
    private final Map<String, ObjectNode> sent = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> acked = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> laterRevisions = new ConcurrentHashMap<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final Set<String> open = new ConcurrentSkipListSet<>();
    private final Queue<String> retried = new ConcurrentLinkedQueue<>();
    private int count;

    Ledger(String canvas, String widget, String client, long seed) {
        this.canvas = canvas;
        this.widget = widget;
        this.client = client;
        this.random = new Random(seed);
    }

    int acknowledged() {
        return acked.size();
    }

    /**
     * Sends edits as fast as they are answered, some at once, until told to stop or the connection
     * breaks. As a page does, it first sends again what has no answer yet, and again what got
     * {@code retry}.
     */
    void work(Person at, AtomicBoolean stop) {
        retried.clear();
        try (var socket = Socket.join(at, canvas, client).onMessage(this::note)) {
            List.copyOf(open).forEach(operation -> again(socket, operation));
            while (!stop.get() && !socket.isClosed()) {
                for (var i = random.nextInt(8) + 1; i > 0; i--) {
                    var operation = client + "-" + count++;
                    var command = command(operation);
                    sent.put(operation, command);
                    open.add(operation);
                    socket.send(command);
                }
                waitFor(socket, stop);
            }
        } catch (RuntimeException | AssertionError broken) {
            // The connection is gone: what had no answer is sent again later.
            if (!stop.get()) {
                GessoProcess.sleep(5);
            }
        }
    }

    private void waitFor(Socket socket, AtomicBoolean stop) {
        while (open.size() > OUTSTANDING_MAX && !socket.isClosed() && !stop.get()) {
            GessoProcess.sleep(1);
            for (var operation = retried.poll(); operation != null; operation = retried.poll()) {
                again(socket, operation);
            }
        }
    }

    private void again(Socket socket, String operation) {
        socket.send(Objects.requireNonNull(sent.get(operation)).deepCopy().put("again", true));
    }

    private ObjectNode command(String operation) {
        if (random.nextInt(4) == 0) {
            var data = Json.object().put("widget", widget);
            data.set(
                    "position",
                    Json.object().put("x", random.nextInt(8)).put("y", random.nextInt(50)));
            return Socket.command(operation, "canvas", "move-widget", data);
        }
        return Socket.command(operation, widget, "todo.add", Json.object().put("text", operation));
    }

    private void note(JsonNode message) {
        var operation = message.path("id").asText();
        switch (message.path("t").asText()) {
            case "ack" -> {
                open.remove(operation);
                var before = acked.putIfAbsent(operation, message);
                if (before != null && !before.path("rev").equals(message.path("rev"))) {
                    laterRevisions
                            .computeIfAbsent(operation, _ -> new ConcurrentSkipListSet<>())
                            .add(message.path("rev").asLong());
                }
            }
            case "no" -> {
                open.remove(operation);
                refused.add(operation);
            }
            case "retry" -> retried.add(operation);
            default -> {}
        }
    }

    /** Sends again all that had no answer, and some that had: each gets one, the first one. */
    void resend(Person at) {
        try (var socket = Socket.join(at, canvas, client).onMessage(this::note)) {
            var unanswered = Set.copyOf(open);
            new TreeMap<>(sent)
                    .forEach((operation, command) -> {
                        if (unanswered.contains(operation) || random.nextInt(5) == 0) {
                            untilAnswered(socket, operation, command);
                        }
                    });
        }
    }

    private static void untilAnswered(Socket socket, String operation, ObjectNode command) {
        while (true) {
            socket.send(command.deepCopy().put("again", true));
            var answer = socket.await(message -> message.path("id").asText().equals(operation));
            if (!answer.path("t").asText().equals("retry")) {
                return;
            }
            GessoProcess.sleep(answer.path("after").asLong(100));
        }
    }

    /**
     * What is wrong with the journal, judged by this ledger; empty when nothing was lost or
     * doubled.
     */
    Set<String> broken(Person at) {
        var times = new HashMap<String, Integer>();
        var revisions = new HashMap<String, Long>();
        at.get("/api/canvas/" + canvas + "/history?limit=0")
                .ok()
                .raw()
                .body()
                .lines()
                .forEach(line -> {
                    var event = Json.parse(line).orElseThrow();
                    var operation = event.path("op").asText();
                    if (operation.startsWith(client + "-")) {
                        times.merge(operation, 1, Integer::sum);
                        revisions.put(operation, event.path("rev").asLong());
                    }
                });
        var broken = new TreeSet<String>();
        laterRevisions.forEach((operation, later) -> {
            long first = Objects.requireNonNull(acked.get(operation)).path("rev").asLong();
            // What changed nothing left no trace: a new life of the entity decides it anew.
            if (isTodo(operation) || revisions.getOrDefault(operation, -1L) == first) {
                broken.add("two answers to " + operation + ": " + first + " and " + later);
            }
        });
        acked.forEach((operation, ack) -> {
            var changed = !operation.isEmpty() && isTodo(operation);
            if (changed && !times.containsKey(operation)) {
                broken.add("lost " + operation);
            }
            if (changed && revisions.getOrDefault(operation, -1L) != ack.path("rev").asLong()) {
                broken.add("moved " + operation);
            }
        });
        times.forEach((operation, n) -> {
            if (n > 1) {
                broken.add("doubled " + operation);
            }
            if (!sent.containsKey(operation)) {
                broken.add("never sent " + operation);
            }
        });
        refused.stream()
                .filter(times::containsKey)
                .forEach(operation -> broken.add("refused but there " + operation));
        return broken;
    }

    /** A move to where the widget already is makes no event; a new todo always makes one. */
    private boolean isTodo(String operation) {
        var command = sent.get(operation);
        return command != null && command.path("do").asText().equals("todo.add");
    }
}

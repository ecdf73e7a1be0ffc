package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * One tab of one person on one canvas. It edits as a page does: each operation is sent again, with
 * its id, until it has an answer, after retry, silence or a lost connection. It comes and goes,
 * from edge to edge, sometimes knowing what it had heard, sometimes not. Everything random comes
 * from its seed.
 */
final class Client implements Runnable {
    private static final long SILENCE_NANOS = 4_000_000_000L;
    private static final long READY_NANOS = 12_000_000_000L;
    private static final int REMEMBERED = 40;
    private static final long LOOK_MILLIS = 4;

    /** What it does now. */
    enum Mode {
        EDIT,
        /** Makes no new edits; those under way are brought to an end. */
        FINISH,
        END
    }

    private static final class Open {
        final Sent sent;
        boolean invoked;
        long due;

        Open(Sent sent) {
            this.sent = sent;
        }
    }

    private final String name;
    private final Person person;
    private final String canvas;
    private final Fleet fleet;
    private final History history;
    private final Random random;
    private final double perSecond;
    private final int openMax;
    private final Picture picture = new Picture();
    private final Workload workload;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Sent> done = new ConcurrentLinkedDeque<>();
    private volatile Mode mode = Mode.EDIT;
    private volatile boolean ready;
    private int connections;
    private int count;
    private double allowance;

    /**
     * @param perSecond edits; 0 for one who only watches
     */
    Client(
            String name,
            Person person,
            String canvas,
            Fleet fleet,
            History history,
            long seed,
            double perSecond,
            int openMax) {
        this.name = name;
        this.person = person;
        this.canvas = canvas;
        this.fleet = fleet;
        this.history = history;
        this.random = new Random(seed);
        this.perSecond = perSecond;
        this.openMax = openMax;
        this.workload = new Workload(random, picture);
    }

    String name() {
        return name;
    }

    String canvas() {
        return canvas;
    }

    Person person() {
        return person;
    }

    int unanswered() {
        return open.size();
    }

    void turn(Mode next) {
        mode = next;
    }

    /** Whether it hears the canvas now, and up to which revisions. */
    Map<String, Long> heard() {
        return ready ? picture.revisions() : Map.of();
    }

    List<String> widgets() {
        return picture.look((canvas, _) -> canvas.widgets());
    }

    @Override
    public void run() {
        while (mode != Mode.END) {
            var opened = connect();
            if (opened == null) {
                Waiting.pause(50 + random.nextInt(200));
            } else {
                live(opened);
            }
        }
    }

    private @Nullable Connection connect() {
        var id = name + "." + ++connections;
        boolean resumes = connections > 1 && random.nextInt(5) > 0;
        var since = resumes ? picture.revisions() : Map.<String, Long>of();
        var opened =
                Connection.open(
                        fleet.someEdge(random), canvas, person.token(), told -> hear(id, told));
        if (opened == null) {
            return null;
        }
        var line = History.line("join").put("connection", id).put("canvas", canvas);
        line.put("client", name).put("user", person.id());
        var join = Json.object().put("t", "join").put("client", name);
        if (resumes) {
            var known = Json.object();
            since.forEach(known::put);
            join.set("since", known);
            line.set("since", known);
        }
        history.write(line);
        if (!opened.send(join)) {
            return null;
        }
        open.values().forEach(one -> one.due = 0);
        return opened;
    }

    private void live(Connection opened) {
        var id = name + "." + connections;
        long opens = System.nanoTime();
        long leaves = opens + (3_000L + random.nextInt(17_000)) * 1_000_000;
        long last = opens;
        while (opened.isOpen() && mode != Mode.END) {
            long now = System.nanoTime();
            boolean leaving = mode == Mode.EDIT && now > leaves;
            if (leaving || (!ready && now - opens > READY_NANOS)) {
                break;
            }
            allowance = Math.min(perSecond / 4 + 1, allowance + perSecond * (now - last) / 1e9);
            last = now;
            if (ready && !sendDue(opened, id, now)) {
                break;
            }
            Waiting.pause(LOOK_MILLIS);
        }
        ready = false;
        opened.vanish();
        history.write(History.line("gone").put("connection", id));
        open.values().stream()
                .filter(one -> one.invoked)
                .forEach(one -> history.info(one.sent, "connection lost"));
    }

    /** All that is to be sent now, in the order in which it was first wanted. */
    private boolean sendDue(Connection opened, String id, long now) {
        var batch = new ArrayList<Map.Entry<Sent, Boolean>>();
        new LinkedHashMap<>(open)
                .values().stream()
                        .filter(one -> now >= one.due)
                        .sorted((a, b) -> Integer.compare(number(a.sent), number(b.sent)))
                        .forEach(one -> {
                            if (one.due > 0 && one.invoked) {
                                history.info(one.sent, "due again");
                            }
                            one.due = now + SILENCE_NANOS;
                            batch.add(Map.entry(one.sent, one.invoked));
                            one.invoked = true;
                        });
        while (mode == Mode.EDIT && allowance >= 1 && open.size() < openMax && perSecond > 0) {
            allowance--;
            var one = new Open(newEdit());
            one.invoked = true;
            one.due = now + SILENCE_NANOS;
            open.put(one.sent.id(), one);
            batch.add(Map.entry(one.sent, false));
        }
        if (!batch.isEmpty() && random.nextInt(50) == 0 && !done.isEmpty()) {
            batch.add(Map.entry(done.getFirst(), true));
        }
        return batch.isEmpty() || send(opened, id, batch);
    }

    private boolean send(Connection opened, String id, List<Map.Entry<Sent, Boolean>> batch) {
        batch.forEach(one -> history.invoke(one.getKey(), id, one.getValue()));
        if (random.nextBoolean()) {
            var array = Json.MAPPER.createArrayNode();
            batch.forEach(one -> array.add(one.getKey().frame(one.getValue())));
            return opened.send(array);
        }
        for (var one : batch) {
            if (!opened.send(one.getKey().frame(one.getValue()))) {
                return false;
            }
        }
        return true;
    }

    private static int number(Sent sent) {
        return Integer.parseInt(sent.id().substring(sent.id().lastIndexOf('-') + 1));
    }

    private Sent newEdit() {
        var id = name + "-" + ++count;
        var edit = workload.next(id);
        return new Sent(
                id,
                Clients.tab(person.id(), name),
                person.id(),
                canvas,
                edit.to(),
                edit.what(),
                edit.data());
    }

    private void hear(String from, JsonNode message) {
        switch (message.path("t").asText()) {
            case "ack", "no", "retry" -> answered(message);
            case "state", "ev" -> {
                var line = History.line("heard").put("connection", from);
                line.put("canvas", canvas);
                line.setAll((ObjectNode) message);
                history.write(line);
                picture.hear(message);
            }
            case "ready" -> ready = true;
            default -> {}
        }
    }

    private void answered(JsonNode answer) {
        var id = answer.path("id").asText();
        var asked = open.get(id);
        switch (answer.path("t").asText()) {
            case "retry" -> {
                if (asked != null) {
                    history.info(asked.sent, "retry");
                    // Not told as silence again: the retry is.
                    asked.due = System.nanoTime() + answer.path("after").asLong() * 1_000_000;
                }
            }
            case "ack" -> {
                var sent = asked == null ? remembered(id) : asked.sent;
                if (sent != null) {
                    history.ok(sent, answer, open.remove(id) != null);
                    remember(sent);
                }
            }
            default -> {
                var sent = asked == null ? remembered(id) : asked.sent;
                if (sent != null) {
                    history.fail(sent, answer.path("code").asText());
                    open.remove(id);
                }
            }
        }
    }

    private void remember(Sent sent) {
        done.addLast(sent);
        if (done.size() > REMEMBERED) {
            done.pollFirst();
        }
    }

    private @Nullable Sent remembered(String id) {
        return done.stream().filter(sent -> sent.id().equals(id)).findFirst().orElse(null);
    }
}

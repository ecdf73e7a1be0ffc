package gesso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.deploy.whole.GessoProcess;
import gesso.deploy.whole.Person;
import gesso.deploy.whole.Socket;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** People on one canvas, each with a widget that he moves about. */
final class Crowd implements AutoCloseable {
    /** Answers that are on their way when the last edit was sent. */
    private static final int LATE_MILLIS = 1_000;

    /**
     * @param acks nanoseconds from each edit to its ack
     * @param seen nanoseconds from each edit to the screens of the others
     */
    record Times(long[] acks, long[] seen) {}

    private final int editsPerSecond;
    private final List<String> widgets;
    private final List<Socket> sockets = new ArrayList<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> acks = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();

    /**
     * @param editsPerSecond of each
     */
    Crowd(GessoProcess gesso, int people, int editsPerSecond) {
        this.editsPerSecond = editsPerSecond;
        var owner = Person.guest(gesso, "Owner");
        var canvas = owner.canvas("Many people");
        widgets =
                IntStream.range(0, people)
                        .mapToObj(n -> owner.todo(canvas, (n % 4) * 3, n))
                        .toList();
        for (var n = 0; n < people; n++) {
            var person = Person.guest(gesso, "P" + n);
            owner.invite(canvas, person, "editor");
            var client = "p" + n;
            sockets.add(
                    Socket.join(person, canvas, client).stream(message -> note(message, client)));
        }
    }

    private void note(JsonNode message, String client) {
        var now = System.nanoTime();
        var type = message.path("t").asText();
        var operation = message.path(type.equals("ack") ? "id" : "op").asText();
        var at = sent.get(operation);
        if (at != null && type.equals("ack")) {
            acks.add(now - at);
        } else if (at != null && type.equals("ev") && !operation.startsWith(client + "-")) {
            seen.add(now - at);
        }
    }

    /** Everybody edits at their own moments; the loop sleeps to the next one. */
    Times edit(int seconds) throws InterruptedException {
        acks.clear();
        seen.clear();
        var people = sockets.size();
        var period = 1_000_000_000L / (people * editsPerSecond);
        var began = System.nanoTime();
        for (var i = 0; i < seconds * people * editsPerSecond; i++) {
            var wait = began + i * period - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            var person = i % people;
            var operation = "p" + person + "-" + Socket.newOperation();
            sent.put(operation, System.nanoTime());
            sockets.get(person).send(move(operation, widgets.get(person), i));
        }
        Thread.sleep(LATE_MILLIS);
        return new Times(nanos(acks), nanos(seen));
    }

    private static long[] nanos(ConcurrentLinkedQueue<Long> times) {
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    static ObjectNode move(String operation, String widget, int i) {
        var data = Json.object().put("widget", widget);
        data.set("position", Json.object().put("x", i % 9).put("y", (i / 9) % 40));
        return Socket.command(operation, "canvas", "move-widget", data);
    }

    @Override
    public void close() {
        sockets.forEach(Socket::close);
    }
}

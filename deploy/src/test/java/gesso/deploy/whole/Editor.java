package gesso.deploy.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who makes one change after the other, each when the one before is acknowledged, and does
 * what a page does when something happens: sends again what got {@code retry}, goes to the next
 * edge when the connection ends, and resumes there from its revisions. It notes how long it waited,
 * and everything that a person would see as an error.
 */
final class Editor implements AutoCloseable {
    /** A page takes a socket that does not answer for so long for dead. */
    private static final long DEAD_NANOS = 3_000_000_000L;

    private static final long BETWEEN_MILLIS = 5;

    private final Person person;
    private final List<URI> edges;
    private final String canvas;
    private final String widget;
    private final String client;
    private final Map<String, Long> revisions = new ConcurrentSkipListMap<>();
    private final Acknowledged acked;
    private final List<Integer> closes = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stop;
    private volatile Answer waiting = new Answer("");
    private int edge;

    private record Answer(String operation, CompletableFuture<JsonNode> future) {
        Answer(String operation) {
            this(operation, new CompletableFuture<>());
        }
    }

    /** Starts at the first of the edges at once. */
    Editor(Person person, List<URI> edges, String canvas, String widget, String client) {
        this.person = person;
        this.edges = List.copyOf(edges);
        this.canvas = canvas;
        this.widget = widget;
        this.client = client;
        this.acked = new Acknowledged(client);
        this.thread = Thread.ofVirtual().start(this::work);
    }

    /** How many edits were acknowledged so far. */
    int acknowledged() {
        return acked.count();
    }

    /** The longest time between two acknowledgements since the last call, in milliseconds. */
    long takeLongestGap() {
        return acked.takeLongestGap();
    }

    private void work() {
        var count = 0;
        var operation = acked.operation(count);
        var again = false;
        while (!stop) {
            try (var socket = connect()) {
                while (!stop && !socket.isClosed()) {
                    if (acknowledged(socket, operation, again)) {
                        operation = acked.operation(++count);
                        again = false;
                        GessoProcess.sleep(BETWEEN_MILLIS);
                    } else {
                        again = true;
                    }
                }
                note(socket);
            } catch (RuntimeException | AssertionError unreachable) {
                GessoProcess.sleep(50);
            }
            edge = (edge + 1) % edges.size();
        }
    }

    private void note(Socket socket) {
        if (!stop && socket.isClosed()) {
            synchronized (closes) {
                closes.add(socket.awaitClose());
            }
        }
    }

    private Socket connect() {
        var socket = Socket.open(person.at(edges.get(edge)), canvas).onMessage(this::take);
        var join = Json.object().put("t", "join").put("client", client);
        var since = join.putObject("since");
        revisions.forEach(since::put);
        socket.send(join);
        socket.await("ready");
        return socket;
    }

    /** Sends until it is answered; false when it has to be sent again. */
    private boolean acknowledged(Socket socket, String operation, boolean again) {
        var answer = new Answer(operation);
        waiting = answer;
        socket.send(command(operation).put("again", again));
        var message = await(socket, answer.future());
        if (message == null) {
            return false;
        }
        switch (message.path("t").asText()) {
            case "ack" -> {
                acked.add(operation, message.path("rev").asLong());
                return true;
            }
            case "retry" -> GessoProcess.sleep(message.path("after").asLong(100));
            default -> acked.error("refused: " + message);
        }
        return false;
    }

    private static @Nullable JsonNode await(Socket socket, CompletableFuture<JsonNode> answer) {
        var sent = System.nanoTime();
        while (!socket.isClosed()) {
            try {
                return answer.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - sent > DEAD_NANOS) {
                    socket.vanish();
                    return null;
                }
            } catch (InterruptedException | ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return null;
    }

    private ObjectNode command(String operation) {
        var data = Json.object();
        data.putObject("patch").put("newest", operation);
        return Socket.command(operation, widget, "set-state", data);
    }

    private void take(JsonNode message) {
        switch (message.path("t").asText()) {
            case "ack", "no", "retry" -> {
                if (message.path("id").asText().equals(waiting.operation())) {
                    waiting.future().complete(message);
                }
            }
            case "state" ->
                    revisions.put(message.path("of").asText(), message.path("rev").asLong());
            case "ev" -> event(message.path("of").asText(), message.path("rev").asLong());
            case "bye" -> {
                if (!message.path("code").asText().equals("drain")) {
                    acked.error("said goodbye: " + message);
                }
            }
            default -> {}
        }
    }

    private void event(String of, long revision) {
        var before = revisions.put(of, revision);
        if (before != null && before + 1 != revision) {
            acked.error("revision " + revision + " of " + of + " came after " + before);
        }
    }

    /** What a person would have seen as an error; being sent to another edge is none. */
    Set<String> errors() {
        return acked.errors();
    }

    /** With what codes connections ended; 1006 is without a word. */
    List<Integer> closes() {
        synchronized (closes) {
            return List.copyOf(closes);
        }
    }

    /** Ends the work; what the journal then lacks or has twice. */
    Set<String> broken(Person at) {
        close();
        return acked.broken(at, canvas);
    }

    @Override
    public void close() {
        stop = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One live connection of a person to a canvas: what it sends, and every message that it has got, in
 * order.
 */
public final class Socket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final AtomicInteger OPERATIONS = new AtomicInteger();

    private final LinkedBlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<JsonNode> seen = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Object sendOrder = new Object();
    private volatile @Nullable WebSocket socket;
    private volatile Consumer<JsonNode> listener = _ -> {};
    private volatile boolean keeping = true;

    private Socket() {}

    /** Opens with the token in the header; throws when the upgrade is refused. */
    public static Socket open(Person person, String canvas) {
        return open(person, canvas, "gesso.v1");
    }

    public static Socket open(Person person, String canvas, String... protocols) {
        var edge = person.edge();
        var uri = URI.create("ws://" + edge.getAuthority() + "/api/canvas/" + canvas + "/live");
        var opened = new Socket();
        var builder = Person.HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        if (person.token.isEmpty()) {
            // As a browser: it cannot set the token's header, and always tells which page asks.
            builder.header("Origin", "http://" + edge.getAuthority());
        } else {
            builder.header("Authorization", "Bearer " + person.token);
        }
        if (protocols.length > 0) {
            var rest = List.of(protocols).subList(1, protocols.length).toArray(String[]::new);
            builder.subprotocols(protocols[0], rest);
        }
        opened.socket = builder.buildAsync(uri, opened.new Inbox()).join();
        return opened;
    }

    /** The status that an upgrade is refused with. */
    public static int refusal(Person person, String canvas) {
        try (var _ = open(person, canvas)) {
            throw new AssertionError("the upgrade was not refused");
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException answer) {
                return answer.getResponse().statusCode();
            }
            throw refused;
        }
    }

    /** Opens and joins; returns when the canvas and its widgets have come. */
    public static Socket join(Person person, String canvas, String client) {
        var socket = open(person, canvas);
        socket.send(Json.object().put("t", "join").put("client", client));
        socket.await("ready");
        return socket;
    }

    /** Every message is handed to this too, from the moment on. */
    public Socket onMessage(Consumer<JsonNode> consumer) {
        listener = consumer;
        return this;
    }

    /** From here on messages go to {@code consumer} alone: a long run would fill the memory. */
    public Socket stream(Consumer<JsonNode> consumer) {
        keeping = false;
        inbox.clear();
        seen.clear();
        return onMessage(consumer);
    }

    public WebSocket raw() {
        return java.util.Objects.requireNonNull(socket);
    }

    public void send(JsonNode message) {
        sendText(Json.text(message));
    }

    public void sendText(String text) {
        synchronized (sendOrder) {
            raw().sendText(text, true).join();
        }
    }

    public static String newOperation() {
        return "op-" + OPERATIONS.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    public static ObjectNode command(String operation, String to, String what, JsonNode data) {
        var message =
                Json.object().put("t", "cmd").put("id", operation).put("to", to).put("do", what);
        message.set("data", data);
        return message;
    }

    /** Sends a command; its operation id. */
    public String send(String to, String what, JsonNode data) {
        var operation = newOperation();
        send(command(operation, to, what, data));
        return operation;
    }

    /** Sends a command and waits for its acknowledgement. */
    public JsonNode acked(String to, String what, JsonNode data) {
        return awaitAck(send(to, what, data));
    }

    /** Sends a command and waits for its refusal; the code. */
    public String refused(String to, String what, JsonNode data) {
        var operation = send(to, what, data);
        var answer = await(message -> isAnswer(message, operation));
        assertThat(answer.path("t").asText()).as(answer.toString()).isEqualTo("no");
        return answer.path("code").asText();
    }

    public JsonNode awaitAck(String operation) {
        var answer = await(message -> isAnswer(message, operation));
        assertThat(answer.path("t").asText()).as(answer.toString()).isEqualTo("ack");
        return answer;
    }

    private static boolean isAnswer(JsonNode message, String operation) {
        return switch (message.path("t").asText()) {
            case "ack", "no", "retry" -> message.path("id").asText().equals(operation);
            default -> false;
        };
    }

    public JsonNode await(String type) {
        return await(message -> message.path("t").asText().equals(type));
    }

    /** The next event of this type. */
    public JsonNode awaitEvent(String type) {
        return await(message ->
                message.path("t").asText().equals("ev")
                        && message.path("type").asText().equals(type));
    }

    /** The first message from here on that fits; the ones before it are passed over. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        var passed = new ArrayList<JsonNode>();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var message = inbox.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError(
                            "did not come; what came: " + passed + " closed: " + closed.getNow(0));
                }
                if (wanted.test(message)) {
                    return message;
                }
                passed.add(message);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Everything that has come so far. */
    public List<JsonNode> seen() {
        return List.copyOf(seen);
    }

    /** The code that the server closes with. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Vanishes without a word, as a lost network does. */
    public void vanish() {
        raw().abort();
    }

    @Override
    public void close() {
        raw().sendClose(WebSocket.NORMAL_CLOSURE, "");
    }

    private final class Inbox implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                var frame = Json.parse(part.toString()).orElseThrow();
                part.setLength(0);
                if (frame instanceof ArrayNode many) {
                    many.forEach(this::take);
                } else {
                    take(frame);
                }
            }
            from.request(1);
            return null;
        }

        private void take(JsonNode message) {
            if (keeping) {
                seen.add(message);
                inbox.add(message);
            }
            listener.accept(message);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer data, boolean last) {
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.complete(1006);
        }
    }
}

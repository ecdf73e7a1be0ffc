package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.TestEdge;
import gesso.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A script at a live socket: sends text, takes messages out of frames. */
public final class TestSocket implements WebSocket.Listener {
    static {
        // Else a kernel takes megabytes for a client that reads nothing, now more and now less.
        System.setProperty("jdk.httpclient.receiveBufferSize", "65536");
    }

    public static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private TestSocket(boolean reads) {
        this.reads = reads;
    }

    public static TestSocket open(TestEdge edge, TestEdge.Person person, String canvas) {
        return open(edge, person, canvas, true);
    }

    /** {@code reads} false: takes nothing from the network until {@link #read}. */
    public static TestSocket open(
            TestEdge edge, TestEdge.Person person, String canvas, boolean reads) {
        var listener = new TestSocket(reads);
        CLIENT.newWebSocketBuilder()
                .header("Authorization", "Bearer " + person.token())
                .subprotocols("gesso.v1")
                .buildAsync(uri(edge, canvas), listener)
                .join();
        return listener;
    }

    /** The status that the handshake is refused with. */
    public static int refused(WebSocket.Builder builder, URI uri) {
        try {
            builder.buildAsync(uri, new TestSocket(true)).join();
            throw new AssertionError("not refused");
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw failed;
        }
    }

    public static URI uri(TestEdge edge, String canvas) {
        return URI.create("ws://127.0.0.1:" + edge.port() + "/api/canvas/" + canvas + "/live");
    }

    public TestSocket send(String text) {
        socket.join().sendText(text.replace('\'', '"'), true).join();
        return this;
    }

    public void sendPart(String text, boolean last) {
        socket.join().sendText(text, last).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.join().sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public TestSocket join(String client) {
        return send("{'t':'join','client':'" + client + "'}");
    }

    /** Joins and waits until everything is there. */
    public TestSocket joined(String client) {
        join(client);
        await("ready");
        return this;
    }

    /** Takes messages until one of this type comes. */
    public JsonNode await(String t) {
        return await(message -> message.path("t").asText().equals(t));
    }

    public JsonNode await(Predicate<JsonNode> wanted) {
        var passed = new ArrayList<JsonNode>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var message = next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            if (message == null) {
                break;
            }
            if (wanted.test(message)) {
                return message;
            }
            passed.add(message);
        }
        throw new AssertionError("did not come; came: " + passed + " closed: " + closed);
    }

    /** Everything that comes up to and with the first of this type. */
    public List<JsonNode> until(String t) {
        var all = new ArrayList<JsonNode>();
        await(message -> {
            all.add(message);
            return message.path("t").asText().equals(t);
        });
        return all;
    }

    public List<JsonNode> within(Duration time) {
        var all = new ArrayList<JsonNode>();
        long end = System.nanoTime() + time.toNanos();
        for (var left = time;
                !left.isNegative();
                left = Duration.ofNanos(end - System.nanoTime())) {
            var message = next(left);
            if (message != null) {
                all.add(message);
            }
        }
        return all;
    }

    private JsonNode next(Duration time) {
        try {
            return messages.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public int closeCode() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception never) {
            throw new AssertionError("not closed; " + messages.size() + " messages came", never);
        }
    }

    /**
     * As {@link #closeCode}, saying something now and then: who only listens need not hear of a
     * reset, since a full window hides it.
     */
    public int closeCodeByAsking() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!closed.isDone() && System.nanoTime() < end) {
            try {
                send("{'t':'ping','n':1}");
                closed.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | CompletionException open) {
                // Asked again, or told by now.
            } catch (InterruptedException | ExecutionException stopped) {
                throw new AssertionError(stopped);
            }
        }
        return closeCode();
    }

    public void close() {
        socket.join().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** From now on everything is read. */
    public void read() {
        socket.join().request(Long.MAX_VALUE);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket.complete(opened);
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var frame = Json.parse(partial.toString()).orElseThrow();
            partial.setLength(0);
            if (frame.isArray()) {
                frame.forEach(messages::add);
            } else {
                messages.add(frame);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }
}

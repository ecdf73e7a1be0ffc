package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gesso.protocol.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket of one client. Sent to by one thread at a time. */
final class Connection {
    private static final long PATIENCE_SECONDS = 5;

    private final Consumer<JsonNode> listener;
    private @Nullable WebSocket socket;
    private volatile boolean ended;

    private Connection(Consumer<JsonNode> listener) {
        this.listener = listener;
    }

    /** Null when the edge does not let us in now. */
    static @Nullable Connection open(
            URI edge, String canvas, String token, Consumer<JsonNode> listener) {
        var uri = URI.create("ws://" + edge.getAuthority() + "/api/canvas/" + canvas + "/live");
        var connection = new Connection(listener);
        try {
            connection.socket =
                    Web.CLIENT
                            .newWebSocketBuilder()
                            .header("Authorization", "Bearer " + token)
                            .subprotocols("gesso.v1")
                            .buildAsync(uri, connection.new Inbox())
                            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .join();
            return connection;
        } catch (CompletionException refused) {
            return null;
        }
    }

    /** False when the connection is gone. */
    boolean send(JsonNode message) {
        var open = socket;
        if (open == null || ended) {
            return false;
        }
        try {
            open.sendText(Json.text(message), true)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return true;
        } catch (CompletionException broken) {
            vanish();
            return false;
        }
    }

    boolean isOpen() {
        return !ended;
    }

    /** Goes without a word, as a lost network does. Nothing that comes later is heard. */
    void vanish() {
        ended = true;
        if (socket != null) {
            socket.abort();
        }
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
            if (!ended) {
                listener.accept(message);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended = true;
        }
    }
}

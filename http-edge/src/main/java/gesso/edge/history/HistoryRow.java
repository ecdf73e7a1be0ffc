package gesso.edge.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import gesso.edge.history.HistoryQuery.Place;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.bus.Sources;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.journal.Upcasters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as history shows it. Its data stays the bytes that are stored, unless the event is of
 * an older version: no tree is built for what is only passed on.
 *
 * @param app the app's version that decided; null for the platform's own events
 * @param source as on the event bus: {@code todo-service}, {@code gesso.canvas}
 * @param manifest as stored
 * @param payload as stored: origin and data
 * @param json holds the data as JSON in UTF-8, from {@code begin} to {@code end}
 */
record HistoryRow(
        String canvas,
        Place place,
        String by,
        String client,
        String op,
        @Nullable String cause,
        String correlation,
        @Nullable String app,
        String source,
        String type,
        String manifest,
        byte[] payload,
        byte[] json,
        int begin,
        int end) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param from the app of the widget, where an app has emitted it
     */
    static HistoryRow of(
            String canvas, Place place, String manifest, byte[] payload, @Nullable String from) {
        var source = Sources.of(manifest, from);
        return EventCodec.isPlain(manifest, Upcasters.CURRENT)
                ? plain(canvas, place, manifest, payload, source)
                : lifted(canvas, place, manifest, payload, source);
    }

    /** ISO 8601 UTC. */
    String time() {
        return Instant.ofEpochMilli(HybridClock.millis(place.at())).toString();
    }

    private static HistoryRow lifted(
            String canvas, Place place, String manifest, byte[] payload, String source) {
        var event = EventCodec.view(place.of(), place.rev(), manifest, payload);
        var origin = event.origin();
        var data = Json.bytes(event.data());
        return new HistoryRow(
                canvas,
                place,
                origin.user(),
                Clients.shown(origin.client()),
                origin.op(),
                origin.cause(),
                origin.correlation(),
                origin.app(),
                source,
                event.type(),
                manifest,
                payload,
                data,
                0,
                data.length);
    }

    private static HistoryRow plain(
            String canvas, Place place, String manifest, byte[] payload, String source) {
        var origin = new Origin();
        int begin = 0;
        int end = 0;
        try (var parser = JSON.createParser(payload)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var part = parser.currentName();
                parser.nextToken();
                if (part.equals("origin")) {
                    origin.read(parser);
                } else if (part.equals("data")) {
                    begin = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    parser.finishToken();
                    end = (int) parser.currentLocation().getByteOffset();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException("unreadable event " + manifest, damaged);
        }
        return new HistoryRow(
                canvas,
                place,
                origin.user,
                Clients.shown(origin.client),
                origin.op,
                origin.cause,
                origin.correlation,
                origin.app,
                source,
                EventCodec.plainType(manifest),
                manifest,
                payload,
                payload,
                begin,
                end);
    }

    /** What a line needs of it. */
    private static final class Origin {
        private String op = "";
        private String client = "";
        private String user = "";
        private @Nullable String cause;
        private String correlation = "";
        private @Nullable String app;

        void read(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "op" -> op = parser.getText();
                    case "client" -> client = parser.getText();
                    case "user" -> user = parser.getText();
                    case "cause" -> cause = parser.getValueAsString();
                    case "correlation" -> correlation = parser.getText();
                    case "app" -> app = parser.getValueAsString();
                    default -> parser.skipChildren();
                }
            }
        }
    }
}

package gesso.deploy.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.PersistenceIds;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.journal.EventCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An event of a canvas as the journal has it, on its way between two of them.
 *
 * @param of {@code canvas}, or a widget
 * @param entry in the version it was written in
 */
record StoredEvent(String canvas, String of, JournalEntry entry) {
    private static final String CANVAS = "canvas";

    /** In which events are folded: a canvas before its widgets, as they may begin together. */
    static final Comparator<StoredEvent> ORDER =
            Comparator.comparingLong(StoredEvent::at)
                    .thenComparing(event -> !event.of().equals(CANVAS))
                    .thenComparing(StoredEvent::of)
                    .thenComparingLong(event -> event.entry().revision());

    /** Something that is no event of ours. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** As the server tells it. */
    static StoredEvent told(String canvas, String line) throws Unreadable {
        var told = parsed(line);
        return read(
                canvas, told, told.path("stored").path("origin"), told.path("stored").path("data"));
    }

    /** As {@link #line} has written it. */
    static StoredEvent exported(String line) throws Unreadable {
        var told = parsed(line);
        return read(told.path("canvas").asText(), told, told.path("origin"), told.path("data"));
    }

    private static JsonNode parsed(String line) throws Unreadable {
        return Json.stored(line)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Unreadable("is no line of an export"));
    }

    private static StoredEvent read(String canvas, JsonNode told, JsonNode origin, JsonNode data)
            throws Unreadable {
        var of = told.path("of").asText();
        var manifest = told.path("manifest").asText();
        if (!Ids.isEntity(canvas)
                || !Ids.isWidget(of)
                || !told.path("rev").canConvertToLong()
                || !origin.isObject()
                || data.isMissingNode()) {
            throw new Unreadable("lacks a part of an event");
        }
        var payload = Json.object();
        payload.set("origin", origin);
        payload.set("data", data);
        var bytes = Json.bytes(payload);
        try {
            var newest = EventCodec.decode(manifest, bytes);
            var event =
                    new StoredEvent(
                            canvas,
                            of,
                            new JournalEntry(
                                    told.path("rev").asLong(),
                                    new JournalEvent(
                                            manifest,
                                            newest.origin(),
                                            data,
                                            bytes,
                                            0,
                                            null,
                                            List.of())));
            if (event.at() != told.path("at").asLong()) {
                throw new Unreadable("contradicts itself");
            }
            return event;
        } catch (RuntimeException unknown) {
            // The codec throws for whatever it does not know.
            throw new Unreadable("is unknown here: " + manifest);
        }
    }

    long at() {
        return entry.event().origin().at();
    }

    String persistenceId() {
        return of.equals(CANVAS)
                ? PersistenceIds.canvas(canvas)
                : PersistenceIds.widget(canvas, of);
    }

    boolean isOfCanvas() {
        return of.equals(CANVAS);
    }

    /** The same in its newest version, to be folded. */
    JournalEntry newest() {
        return new JournalEntry(
                entry.revision(),
                JournalEvent.read(entry.event().manifest(), entry.event().payload()));
    }

    /** With columns for who asks about it, and all that the journal has. */
    ObjectNode line() {
        var event = entry.event();
        var origin = event.origin();
        var newest = EventCodec.decode(event.manifest(), event.payload());
        var stored = Json.stored(event.payload()).orElseThrow();
        var line = Json.object();
        line.put("canvas", canvas).put("of", of).put("rev", entry.revision()).put("at", at());
        line.put("time", time(at())).put("by", origin.user());
        line.put("client", Clients.shown(origin.client())).put("op", origin.op());
        line.put("cause", origin.cause()).put("correlation", origin.correlation());
        line.put("app", origin.app());
        line.put("type", EventCodec.type(newest.manifest(), newest.data()));
        line.put("manifest", event.manifest());
        line.set("origin", stored.path("origin"));
        line.set("data", stored.path("data"));
        return line;
    }

    /** ISO 8601 UTC with milliseconds, always. */
    static String time(long at) {
        var text = Instant.ofEpochMilli(HybridClock.millis(at)).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }
}

package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.chaos.Replay.Place;
import gesso.protocol.Clients;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * I4 and I6 of everybody who listens: each connection's messages are states of the journal and
 * contiguous ranges of its events, from what the listener said it had; in the end each has all.
 */
final class Listeners {
    private static final class Listener {
        final Picture picture = new Picture();
        String connection = "";
        String canvas = "";
    }

    private final Replay replay;
    private final Findings findings;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> cursors = new HashMap<>();

    Listeners(Replay replay, Findings findings) {
        this.replay = replay;
        this.findings = findings;
    }

    void take(JsonNode line) {
        switch (line.path("e").asText()) {
            case "join" -> join(line);
            case "heard" -> heard(line);
            default -> {}
        }
    }

    private void join(JsonNode line) {
        var listener = listeners.computeIfAbsent(line.path("client").asText(), _ -> new Listener());
        listener.connection = line.path("connection").asText();
        listener.canvas = line.path("canvas").asText();
        var cursor = new HashMap<String, Long>();
        line.path("since")
                .properties()
                .forEach(known -> cursor.put(known.getKey(), known.getValue().asLong()));
        cursors.put(listener.connection, cursor);
    }

    private void heard(JsonNode line) {
        var connection = line.path("connection").asText();
        var name = connection.substring(0, connection.lastIndexOf('.'));
        var listener = listeners.get(name);
        var cursor = cursors.get(connection);
        if (listener == null || cursor == null) {
            throw new IllegalArgumentException("heard before it joined: " + line);
        }
        var place = new Place(line.path("canvas").asText(), line.path("of").asText());
        long revision = line.path("rev").asLong();
        long have = cursor.getOrDefault(place.of(), 0L);
        if (line.path("t").asText().equals("state")) {
            state(connection, place, revision, have, line.path("data"));
        } else {
            event(connection, place, revision, have, line);
        }
        cursor.put(place.of(), revision);
        listener.picture.hear(line);
    }

    private void state(String connection, Place place, long revision, long have, JsonNode data) {
        if (revision < have) {
            findings.add(
                    "I4",
                    connection + " went back from #" + have + " to #" + revision + " of " + place);
        }
        var told = new Picture();
        told.state(place.of(), revision, data);
        replay.expect("I6", place, revision, told.canonical(place.of()), connection);
    }

    private void event(String connection, Place place, long revision, long have, JsonNode line) {
        if (revision != have + 1) {
            findings.add(
                    "I4", connection + " heard #" + revision + " of " + place + " after #" + have);
        }
        var stored = replay.at(place, revision);
        if (stored.isEmpty() || !isSame(stored.get(), line)) {
            findings.add(
                    "I4",
                    connection
                            + " heard of "
                            + place
                            + " #"
                            + revision
                            + " as "
                            + line.path("op").asText()
                            + ", the journal has "
                            + stored.map(Writers::place).orElse("nothing there"));
        }
    }

    private static boolean isSame(Entry stored, JsonNode told) {
        return stored.op().equals(told.path("op").asText())
                && stored.at() == told.path("at").asLong()
                && stored.by().equals(told.path("by").asText())
                && stored.type().equals(told.path("type").asText())
                && Clients.shown(stored.client()).equals(told.path("client").asText())
                && Canonical.text(stored.data()).equals(Canonical.text(told.path("data")));
    }

    /** Everybody who was there in the end has heard all of what is there. */
    void finish() {
        listeners.forEach((name, listener) -> {
            var cursor = cursors.getOrDefault(listener.connection, Map.of());
            hasAll(name, listener, Picture.CANVAS, cursor);
            for (var widget : listener.picture.look((canvas, _) -> canvas.widgets())) {
                hasAll(name, listener, widget, cursor);
            }
        });
    }

    private void hasAll(String name, Listener listener, String of, Map<String, Long> cursor) {
        var place = new Place(listener.canvas, of);
        long newest = replay.newest(place);
        long heard = cursor.getOrDefault(of, -1L);
        if (heard != newest) {
            findings.add("I4", name + " heard of " + place + " up to #" + heard + " of " + newest);
        } else {
            replay.expect("I6", place, newest, listener.picture.canonical(of), name);
        }
    }
}

package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.chaos.Replay.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * I6 and I7 of those who read over HTTP: the journal as it is, before and after a whole restart,
 * and as it was.
 */
final class ReadingsCheck {
    private static final int AFTER_RESTART = 2;

    private final Replay replay;
    private final Findings findings;
    private final Map<String, String> instants = new HashMap<>();
    private final Map<String, String> before = new HashMap<>();

    ReadingsCheck(Replay replay, Findings findings) {
        this.replay = replay;
        this.findings = findings;
    }

    void take(JsonNode line) {
        switch (line.path("e").asText()) {
            case "read" -> read(line);
            case "instant" -> instant(line);
            default -> {}
        }
    }

    private void read(JsonNode line) {
        var place = new Place(line.path("canvas").asText(), line.path("of").asText());
        boolean again = line.path("round").asInt() == AFTER_RESTART;
        var invariant = again ? "I7" : "I6";
        expect(invariant, place, replay.newest(place), line.path("body"), "a reader");
        var text = Canonical.text(line.path("body"));
        var first = before.putIfAbsent(place.toString(), text);
        if (first != null && !first.equals(text)) {
            findings.add("I7", place + ": " + Replay.difference(first, text));
        }
    }

    private void instant(JsonNode line) {
        var canvas = line.path("canvas").asText();
        long at = line.path("at").asLong();
        var body = line.path("body");
        var text = Canonical.text(body);
        var first = instants.putIfAbsent(canvas + " " + at, text);
        if (first != null) {
            if (!first.equals(text)) {
                findings.add(
                        "I6",
                        "the instant "
                                + at
                                + " of "
                                + canvas
                                + " was read twice: "
                                + Replay.difference(first, text));
            }
            return;
        }
        var who = "a reader of " + at;
        part(canvas, Picture.CANVAS, at, body.path("canvas"), who);
        for (var widget : body.path("widgets").properties()) {
            part(canvas, widget.getKey(), at, widget.getValue(), who);
        }
    }

    private void part(String canvas, String of, long at, JsonNode view, String who) {
        var place = new Place(canvas, of);
        expect("I6", place, replay.newest(place, at), view, who);
    }

    private void expect(String invariant, Place place, long revision, JsonNode view, String who) {
        var told = new Picture();
        told.state(place.of(), revision, view);
        replay.expect(invariant, place, revision, told.canonical(place.of()), who);
    }

    /** A run whose readers got nothing has shown nothing. */
    void finish() {
        if (instants.isEmpty() || before.isEmpty()) {
            findings.add("I12", "nothing could be read in the end");
        }
    }
}

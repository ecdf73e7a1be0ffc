package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What a reader gets of whole canvases over HTTP; each answer becomes a line of the history. */
final class Readings {
    /** Longer than the faults that may come in a row and what a slow machine needs after them. */
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Fleet fleet;
    private final History history;
    private final Person reader;
    private final Random random;

    Readings(Fleet fleet, History history, Person reader, long seed) {
        this.fleet = fleet;
        this.history = history;
        this.reader = reader;
        this.random = new Random(seed);
    }

    /** Everything as it is, when nobody edits: round by round it must be the same. */
    void everything(int round, List<String> canvases) {
        for (var canvas : canvases) {
            var state = get("/api/canvas/" + canvas);
            write(round, canvas, "canvas", state);
            for (var widget : state.path("widgets")) {
                var id = widget.path("id").asText();
                var view = Json.object();
                view.set("config", get("/api/apps/todo/" + id + "/config"));
                view.set("state", get("/api/apps/todo/" + id + "/state"));
                write(round, canvas, id, view);
            }
            instant(round, canvas, "now");
        }
    }

    /** The whole of a canvas at an instant; the one that {@code now} got. */
    String instant(int round, String canvas, String instant) {
        var body = get("/api/canvas/" + canvas + "/at/" + instant);
        var line = History.line("instant").put("round", round).put("canvas", canvas);
        line.set("at", body.path("at"));
        line.set("body", body);
        history.write(line);
        return body.path("at").asText();
    }

    private void write(int round, String canvas, String of, JsonNode body) {
        var line = History.line("read").put("round", round).put("canvas", canvas).put("of", of);
        line.set("body", body);
        history.write(line);
    }

    private JsonNode get(String path) {
        var last = new Web.Answer[1];
        if (!Waiting.until(
                PATIENCE,
                () -> {
                    last[0] = Web.get(fleet.someEdge(random), path, reader.token());
                    return last[0].ok();
                })) {
            throw new IllegalStateException("cannot read " + path + ": " + last[0]);
        }
        return last[0].body();
    }
}

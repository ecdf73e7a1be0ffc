package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one listener knows of one canvas, and up to which revision of what. Guarded by itself.
 */
final class Picture {
    static final String CANVAS = "canvas";

    private final CanvasPicture canvas = new CanvasPicture();
    private final Map<String, TodoPicture> widgets = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();

    /** A message as the socket brought it; others than states and events change nothing. */
    synchronized void hear(JsonNode message) {
        var of = message.path("of").asText();
        switch (message.path("t").asText()) {
            case "state" -> state(of, message.path("rev").asLong(), message.path("data"));
            case "ev" ->
                    event(
                            of,
                            message.path("rev").asLong(),
                            message.path("type").asText(),
                            message.path("by").asText(),
                            message.path("data"));
            default -> {}
        }
    }

    synchronized void state(String of, long revision, JsonNode data) {
        if (of.equals(CANVAS)) {
            canvas.start(data);
        } else {
            widgets.put(of, new TodoPicture().start(data));
        }
        revisions.put(of, revision);
    }

    synchronized void event(String of, long revision, String type, String by, JsonNode data) {
        if (of.equals(CANVAS)) {
            canvas.happen(type, by, data);
            if (type.equals("widget-added")) {
                widget(data.path("widget").asText()).born(data.path("config"));
            }
        } else {
            widget(of).happen(type, data);
        }
        revisions.put(of, revision);
    }

    private TodoPicture widget(String of) {
        return widgets.computeIfAbsent(of, _ -> new TodoPicture());
    }

    synchronized Map<String, Long> revisions() {
        return Map.copyOf(revisions);
    }

    synchronized <T> T look(Look<T> look) {
        return look.at(canvas, widgets);
    }

    /** Something read out of the whole of it. */
    interface Look<T> {
        T at(CanvasPicture canvas, Map<String, TodoPicture> widgets);
    }

    synchronized String canonical(String of) {
        if (of.equals(CANVAS)) {
            return canvas.canonical();
        }
        @Nullable TodoPicture widget = widgets.get(of);
        return widget == null ? "nothing" : widget.canonical();
    }
}

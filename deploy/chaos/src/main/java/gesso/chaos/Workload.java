package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the next edit of one client, out of its seed and of what it sees. Most edits change
 * something whatever comes between, so that each must be found in the journal.
 */
final class Workload {
    private static final int TODOS = 60;
    private static final int WIDGETS_MIN = 2;
    private static final int WIDGETS_MAX = 6;

    private final Random random;
    private final Picture picture;

    Workload(Random random, Picture picture) {
        this.random = random;
        this.picture = picture;
    }

    /** What to do, and to whom. */
    record Edit(String to, String what, JsonNode data) {}

    /**
     * @param id of the operation: makes texts unlike any other
     */
    Edit next(String id) {
        return picture.look((canvas, widgets) -> {
            var there = canvas.widgets();
            if (there.isEmpty()) {
                return restore(canvas).orElse(rename(id));
            }
            var widget = pick(there);
            int dice = random.nextInt(1_000);
            if (dice < 720) {
                return onWidget(id, widget, widgets, dice);
            }
            return onCanvas(id, canvas, widget, dice);
        });
    }

    private Edit onWidget(String id, String widget, Map<String, TodoPicture> widgets, int dice) {
        @Nullable TodoPicture known = widgets.get(widget);
        var todos = known == null ? List.<String>of() : known.todos();
        if ((dice < 280 && todos.size() < TODOS) || (todos.isEmpty() && dice < 480)) {
            return new Edit(widget, "todo.add", Json.object().put("text", "do " + id));
        }
        if (dice < 350) {
            return new Edit(widget, "todo.toggle", Json.object().put("id", pick(todos)));
        }
        if (dice < 480) {
            return new Edit(widget, "todo.remove", Json.object().put("id", pick(todos)));
        }
        if (dice < 600) {
            var data = Json.object().put("type", "chaos.rang");
            data.set("data", Json.object().put("op", id));
            return new Edit(widget, "emit", data);
        }
        var data = Json.object();
        data.set("patch", Json.object().put("key" + random.nextInt(4), id));
        return new Edit(widget, "set-state", data);
    }

    private Edit onCanvas(String id, CanvasPicture canvas, String widget, int dice) {
        if (dice < 880) {
            var data = Json.object().put("widget", widget);
            data.set("position", position());
            return new Edit(Picture.CANVAS, "move-widget", data);
        }
        if (dice < 920) {
            var data = Json.object().put("widget", widget);
            data.set(
                    "size",
                    Json.object().put("w", 3 + random.nextInt(3)).put("h", 4 + random.nextInt(4)));
            return new Edit(Picture.CANVAS, "resize-widget", data);
        }
        if (dice < 960) {
            return rename(id);
        }
        if (dice < 970 && canvas.widgets().size() < WIDGETS_MAX) {
            return add(id);
        }
        if (dice < 975 && canvas.widgets().size() > WIDGETS_MIN) {
            return new Edit(Picture.CANVAS, "remove-widget", Json.object().put("widget", widget));
        }
        if (dice < 982) {
            return restore(canvas).orElse(rename(id));
        }
        return dice < 990
                ? new Edit(Picture.CANVAS, "raise-widget", Json.object().put("widget", widget))
                : new Edit(Picture.CANVAS, "undo", Json.object());
    }

    private Optional<Edit> restore(CanvasPicture canvas) {
        var gone = canvas.removed();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Edit(
                                Picture.CANVAS,
                                "restore-widget",
                                Json.object().put("widget", pick(gone))));
    }

    private static Edit rename(String id) {
        return new Edit(Picture.CANVAS, "rename", Json.object().put("title", "Title " + id));
    }

    private Edit add(String id) {
        var data = Json.object().put("appId", "todo").put("widget", "w-" + id);
        data.set("position", position());
        return new Edit(Picture.CANVAS, "add-widget", data);
    }

    private ObjectNode position() {
        return Json.object().put("x", random.nextInt(7)).put("y", random.nextInt(200));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}

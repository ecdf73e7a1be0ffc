package gesso.edge.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screens;
import gesso.protocol.canvas.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a canvas can start from. Never changes: who sends a creation again gets the same. */
record Template(Grid grid, List<Part> widgets) {
    /** More are not kept in one, and not asked of one creation. */
    static final int WIDGETS_MAX = 100;

    /** UTF-8 bytes, with all that is in its apps. */
    static final int BYTES_MAX = 2 * 1024 * 1024;

    /** Of one person. */
    static final int PER_PERSON = 100;

    static final int DESCRIPTION_MAX = 500;

    /**
     * One widget.
     *
     * @param start what it starts from; null for a new one of its app
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            String appId,
            String title,
            Position position,
            Size size,
            @Nullable Screens screens,
            @Nullable JsonNode config,
            @Nullable Start start) {}

    /** What was in a widget, by which version of its app. */
    record Start(String version, JsonNode state) {}

    /** Of a canvas as {@code GET at/now} gives it. */
    static Template of(JsonNode instant, boolean withData) {
        var parts = new ArrayList<Part>();
        for (var placed : instant.path("canvas").path("widgets")) {
            var inside = instant.path("widgets").path(placed.path("id").asText());
            var config = inside.path("config");
            parts.add(
                    new Part(
                            placed.path("appId").asText(),
                            placed.path("title").asText(),
                            Json.value(placed.path("wanted"), Position.class),
                            Json.value(placed.path("size"), Size.class),
                            placed.has("screens")
                                    ? Json.value(placed.path("screens"), Screens.class)
                                    : null,
                            config.isEmpty() ? null : config,
                            withData
                                    ? new Start(
                                            inside.path("app").path("version").asText(),
                                            inside.path("state"))
                                    : null));
        }
        return new Template(Json.value(instant.path("canvas").path("grid"), Grid.class), parts);
    }

    /** What a small picture of it needs. */
    JsonNode picture() {
        var all = Json.MAPPER.createArrayNode();
        for (var part : widgets) {
            var one = all.addObject().put("appId", part.appId()).put("title", part.title());
            one.set("position", Json.tree(part.position()));
            one.set("size", Json.tree(part.size()));
        }
        return all;
    }
}

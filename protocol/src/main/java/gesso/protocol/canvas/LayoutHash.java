package gesso.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A digest of a canvas's grid and widgets: who has come to the same revision has the same one. It
 * is SHA-256 over {@code {grid, widgets}} as canonical JSON, the widgets sorted by id and with the
 * fields below. The page computes the same from what it shows; shared vectors hold both.
 */
public final class LayoutHash {
    private static final List<String> OF_GRID = List.of("columns", "rowHeight", "gap", "collision");
    private static final List<String> OF_WIDGET =
            List.of(
                    "id",
                    "appId",
                    "appVersion",
                    "title",
                    "position",
                    "wanted",
                    "size",
                    "z",
                    "locked");

    private LayoutHash() {}

    /**
     * @param view a canvas as readers see it, see {@link CanvasView}
     * @return 64 hex digits
     */
    public static String of(JsonNode view) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical(view));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static byte[] canonical(JsonNode view) {
        var layout = Json.object();
        layout.set("grid", part(view.path("grid"), OF_GRID));
        var byId = new TreeMap<String, JsonNode>();
        view.path("widgets").forEach(widget -> byId.put(widget.path("id").asText(), widget));
        var widgets = layout.putArray("widgets");
        byId.values().forEach(widget -> widgets.add(part(widget, OF_WIDGET)));
        return Json.canonical(layout);
    }

    private static ObjectNode part(JsonNode of, List<String> names) {
        var part = Json.object();
        names.forEach(name -> part.set(name, of.path(name)));
        return part;
    }
}

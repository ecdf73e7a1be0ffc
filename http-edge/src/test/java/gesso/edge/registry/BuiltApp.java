package gesso.edge.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A small built app as somebody would publish it, and ways to spoil it. */
public final class BuiltApp {
    public static final String ENTRY =
            "export const get = (m) => ({ './Widget': 1, \"./Settings\": 2, './Preview': 3 })[m];";

    private BuiltApp() {}

    public static ObjectNode of(String id, String version) {
        var body = Json.object();
        var manifest = body.putObject("manifest");
        manifest.put("id", id)
                .put("title", "Plan poker")
                .put("version", version)
                .put("summary", "Estimate together, reveal at once")
                .put("icon", "vote")
                .put("category", "Teamwork")
                .put("author", "Example")
                .putArray("permissions")
                .add("state");
        var sizes = manifest.putObject("sizes");
        size(sizes, "default", 3, 4);
        size(sizes, "min", 2, 2);
        size(sizes, "max", 8, 12);
        body.putArray("files");
        return file(file(body, "remoteEntry-a1.js", ENTRY), "assets/look.css", "a {}");
    }

    public static ObjectNode file(ObjectNode app, String path, String text) {
        app.withArray("files")
                .addObject()
                .put("path", path)
                .put(
                        "data",
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        return app;
    }

    private static void size(ObjectNode sizes, String name, int w, int h) {
        sizes.putObject(name).put("w", w).put("h", h);
    }
}

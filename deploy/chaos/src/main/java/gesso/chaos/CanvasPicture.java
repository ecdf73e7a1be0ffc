package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who has heard of a canvas from outside makes of it: a fold of states and events
 * that shares no code with the product. Confined to its owner.
 */
final class CanvasPicture {
    private static final List<String> OF_A_WIDGET =
            List.of("appId", "title", "size", "z", "locked");

    private JsonNode title = Json.object();
    private JsonNode grid = Json.object();
    private final Map<String, ObjectNode> widgets = new TreeMap<>();
    private final Map<String, ObjectNode> removed = new TreeMap<>();
    private final Map<String, String> members = new TreeMap<>();

    List<String> widgets() {
        return List.copyOf(widgets.keySet());
    }

    List<String> removed() {
        return List.copyOf(removed.keySet());
    }

    @Nullable ObjectNode widget(String id) {
        return widgets.get(id);
    }

    /** Starts anew from what a reader gets. */
    CanvasPicture start(JsonNode state) {
        title = state.path("title");
        grid = state.path("grid");
        widgets.clear();
        removed.clear();
        members.clear();
        state.path("widgets").forEach(widget -> put(widgets, widget));
        state.path("removed").forEach(widget -> put(removed, widget));
        for (var member : state.path("members")) {
            members.put(member.path("user").asText(), member.path("role").asText());
        }
        return this;
    }

    private static void put(Map<String, ObjectNode> where, JsonNode widget) {
        var known = Json.object();
        OF_A_WIDGET.forEach(field -> known.set(field, widget.path(field)));
        known.set("position", widget.path("position"));
        known.set("wanted", widget.path("wanted"));
        where.put(widget.path("id").asText(), known);
    }

    void happen(String type, String by, JsonNode data) {
        var id = data.path("widget").asText();
        switch (type) {
            case "created" -> {
                title = data.path("title");
                grid = data.path("grid");
                members.put(by, "owner");
            }
            case "renamed" -> title = data.path("title");
            case "grid-configured" -> grid = data.path("grid");
            case "widget-added" -> add(id, data);
            case "widget-moved" -> move(id, data.path("position"));
            case "widget-resized" -> change(id, "size", data.path("size"));
            case "widget-raised" -> change(id, "z", data.path("z"));
            case "widget-renamed" -> change(id, "title", data.path("title"));
            case "widget-locked" -> {
                change(id, "locked", data.path("locked"));
                if (data.has("position")) {
                    move(id, data.path("position"));
                }
            }
            case "widget-removed" -> pass(widgets, removed, id);
            case "widget-restored" -> {
                pass(removed, widgets, id);
                move(id, data.path("position"));
            }
            case "member-joined", "member-role-changed" ->
                    members.put(data.path("user").asText(), data.path("role").asText());
            case "member-removed" -> members.remove(data.path("user").asText());
            default -> {}
        }
        for (var pushed : data.path("pushed").properties()) {
            change(pushed.getKey(), "position", pushed.getValue());
        }
    }

    private void add(String id, JsonNode data) {
        var known = ((ObjectNode) data.deepCopy()).put("id", id).put("locked", false);
        known.set("wanted", data.path("position"));
        put(widgets, known);
    }

    private static void pass(Map<String, ObjectNode> from, Map<String, ObjectNode> to, String id) {
        var widget = from.remove(id);
        if (widget != null) {
            to.put(id, widget);
        }
    }

    private void move(String id, JsonNode position) {
        change(id, "position", position);
        change(id, "wanted", position);
    }

    private void change(String id, String field, JsonNode value) {
        for (var where : List.of(widgets, removed)) {
            var widget = where.get(id);
            if (widget != null) {
                where.put(id, widget.deepCopy().set(field, value));
            }
        }
    }

    /** One text for equal pictures. */
    String canonical() {
        var all = Json.object();
        all.set("title", title);
        all.set("grid", grid);
        var shown = all.putObject("widgets");
        new ArrayList<>(widgets.entrySet())
                .forEach(entry -> shown.set(entry.getKey(), entry.getValue()));
        var people = all.putObject("members");
        members.forEach(people::put);
        return Canonical.text(all);
    }
}

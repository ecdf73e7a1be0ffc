package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.List;

/** The same for a Todo widget. Confined to its owner. */
final class TodoPicture {
    private ObjectNode shared = Json.object();
    private JsonNode config = Json.object();
    private final List<ObjectNode> todos = new ArrayList<>();

    /**
     * @param config what the canvas gave it
     */
    TodoPicture born(JsonNode config) {
        this.config = config.isObject() ? config : Json.object();
        return this;
    }

    List<String> todos() {
        return todos.stream().map(todo -> todo.path("id").asText()).toList();
    }

    int size() {
        return todos.size();
    }

    /** Starts anew from what a reader gets. */
    TodoPicture start(JsonNode view) {
        config = view.path("config");
        shared = view.path("state").deepCopy();
        todos.clear();
        shared.remove("todos");
        view.path("state").path("todos").forEach(todo -> todos.add(todo.deepCopy()));
        return this;
    }

    void happen(String type, JsonNode data) {
        var id = data.path("id").asText();
        switch (type) {
            case "configured" -> config = data.path("config");
            case "state-patched" -> patch(data.path("patch"));
            case "todo.created" -> insert(todos.size(), (ObjectNode) data);
            case "todo.restored" ->
                    insert(data.path("index").asInt(), (ObjectNode) data.path("item"));
            case "todo.removed" -> todos.removeIf(todo -> todo.path("id").asText().equals(id));
            case "todo.toggled" -> change(id, "done", data.path("done"));
            case "todo.edited" -> change(id, "text", data.path("text"));
            default -> {}
        }
    }

    private void patch(JsonNode patch) {
        var next = shared.deepCopy();
        for (var entry : patch.properties()) {
            if (entry.getValue().isNull()) {
                next.remove(entry.getKey());
            } else {
                next.set(entry.getKey(), entry.getValue());
            }
        }
        shared = next;
    }

    private void insert(int index, ObjectNode item) {
        if (!todos().contains(item.path("id").asText())) {
            todos.add(Math.clamp(index, 0, todos.size()), item.deepCopy());
        }
    }

    private void change(String id, String field, JsonNode value) {
        for (var todo : todos) {
            if (todo.path("id").asText().equals(id)) {
                todo.set(field, value);
            }
        }
    }

    /** One text for equal pictures. */
    String canonical() {
        var all = Json.object();
        all.set("config", config);
        var state = shared.deepCopy();
        var items = state.putArray("todos");
        todos.forEach(items::add);
        all.set("state", state);
        return Canonical.text(all);
    }
}

package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/** Whether what an operation asked for is so: then it may have made no event of its own. */
final class Effects {
    private Effects() {}

    static boolean isThere(JsonNode invoke, Picture picture) {
        var data = invoke.path("data");
        var of = data.path("widget").asText();
        return picture.look((canvas, widgets) -> {
            var widget = canvas.widget(of);
            return switch (invoke.path("do").asText()) {
                case "move-widget" -> widget != null && same(widget, "wanted", data, "position");
                case "resize-widget" -> widget != null && same(widget, "size", data, "size");
                case "remove-widget" -> widget == null;
                case "restore-widget" -> widget != null;
                case "raise-widget" -> widget != null;
                case "set-member" -> true;
                case "todo.remove" ->
                        widgets.values().stream()
                                .noneMatch(todo -> todo.todos().contains(data.path("id").asText()));
                default -> false;
            };
        });
    }

    private static boolean same(JsonNode one, String field, JsonNode other, String otherField) {
        return Objects.equals(
                Canonical.text(one.path(field)), Canonical.text(other.path(otherField)));
    }
}

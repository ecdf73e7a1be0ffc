package gesso.protocol.widget;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What happened to a widget. Component names are journal and wire format: rename only with an
 * upcaster. {@code was} keeps what was replaced, so that undo is a function of the event alone.
 */
public sealed interface WidgetEvent {

    /**
     * It starts as a copy of another widget.
     *
     * @param version of the app by which that one was read
     */
    record Seeded(String app, String version, JsonNode config, JsonNode state)
            implements WidgetEvent {}

    record Configured(JsonNode config, JsonNode was) implements WidgetEvent {}

    /** {@code was} has the same keys as {@code patch}; null stands for absent in both. */
    record StatePatched(JsonNode patch, JsonNode was) implements WidgetEvent {}

    /** Goes over the wire under its own {@code type}. */
    record Emitted(String type, JsonNode data) implements WidgetEvent {}

    /** An event of the app's backend, such as {@code todo.created}. */
    record OfApp(String type, JsonNode data) implements WidgetEvent {}
}

package gesso.protocol.widget;

import com.fasterxml.jackson.databind.JsonNode;

/** A widget with its app's data; the same shape live, by HTTP and at a past instant. */
public record WidgetView(AppOf app, JsonNode config, JsonNode state) {
    public record AppOf(String id, String version) {}
}

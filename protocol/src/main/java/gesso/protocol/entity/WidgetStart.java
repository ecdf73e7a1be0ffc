package gesso.protocol.entity;

import com.fasterxml.jackson.databind.JsonNode;

/** What a widget starts from: its app and first config, as its canvas knows them. */
public record WidgetStart(
        String app, String version, String backend, JsonNode config, boolean removed) {}

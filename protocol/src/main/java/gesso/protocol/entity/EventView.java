package gesso.protocol.entity;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Origin;

/**
 * One stored event as everybody outside its entity sees it.
 *
 * @param of {@code canvas}, a widget id, or {@code app}
 * @param type the wire name, such as {@code widget-moved} or {@code todo.created}
 */
public record EventView(String of, long rev, Origin origin, String type, JsonNode data) {
    public static final String CANVAS = "canvas";
}

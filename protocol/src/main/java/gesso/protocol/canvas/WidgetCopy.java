package gesso.protocol.canvas;

import org.jspecify.annotations.Nullable;

/**
 * A new widget with the data of another one, on the same canvas or of another one of the same
 * person.
 *
 * @param widget an id of the sender's choice; else one is made
 * @param cause copies with one cause are one step to undo
 */
public record WidgetCopy(
        Source from, Position position, @Nullable String widget, @Nullable String cause) {

    public record Source(String canvas, String widget) {}
}

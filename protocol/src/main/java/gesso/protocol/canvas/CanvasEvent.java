package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a canvas. Component names are journal and wire format: rename only with an
 * upcaster. {@code was}, {@code from} and {@code before} keep the value that was replaced, so that
 * undo is a function of the event alone; {@code pushed} lists where other widgets are shown because
 * of it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CanvasEvent {

    /**
     * @param from what it is a fork of
     */
    record Created(String title, Grid grid, @Nullable Lineage from) implements CanvasEvent {
        public Created(String title, Grid grid) {
            this(title, grid, null);
        }
    }

    /** A canvas at an instant. */
    record Lineage(String canvas, long at) {}

    record Renamed(String title, String was) implements CanvasEvent {}

    record GridConfigured(Grid grid, Grid was, @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    record WidgetAdded(
            String widget,
            String appId,
            String appVersion,
            String backend,
            String title,
            Position position,
            Size size,
            Size min,
            Size max,
            int z,
            @Nullable JsonNode config,
            @Nullable Map<String, Position> pushed)
            implements CanvasEvent {
        /** A stored null is no config, as it was when the event was made. */
        public WidgetAdded {
            config = config == null || config.isNull() ? null : config;
        }
    }

    record WidgetMoved(
            String widget, Position position, Position from, @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    record WidgetResized(
            String widget, Size size, Size from, @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    record WidgetRemoved(String widget, @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    record WidgetRestored(String widget, Position position, @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    /**
     * A widget is locked where it is shown.
     *
     * @param position where it is wanted from now on, when that changes
     * @param from where it was wanted until then
     */
    record WidgetLocked(
            String widget,
            boolean locked,
            @Nullable Position position,
            @Nullable Position from,
            @Nullable Map<String, Position> pushed)
            implements CanvasEvent {}

    record WidgetRaised(String widget, int z, int was) implements CanvasEvent {}

    record WidgetRenamed(String widget, String title, String was) implements CanvasEvent {}

    /** Its app has another version from now on, with that version's limits of size. */
    record WidgetUpgraded(String widget, String appVersion, Size min, Size max, AppRelease was)
            implements CanvasEvent {}

    record AppRelease(String appVersion, Size min, Size max) {}

    /**
     * Widgets have other places on a smaller screen; the desktop stays as it is.
     *
     * @param places where they are from now on; who is in {@code was} alone follows the desktop
     * @param was the places of those of them that somebody had placed there before
     */
    record ScreenArranged(Screen screen, Map<String, Place> places, Map<String, Place> was)
            implements CanvasEvent {}

    /**
     * @param screens places on smaller screens; absent when nobody had arranged any
     */
    record LayoutSaved(
            String layout, String name, Map<String, Place> places, @Nullable ScreenPlaces screens)
            implements CanvasEvent {}

    /**
     * @param places where the widgets of the layout go
     * @param restored those of them that had been removed
     * @param before where those and the other widgets on the canvas were
     * @param saved the layout under which that arrangement is kept from now on; absent when the
     *     loading is done again after it was taken back
     */
    record LayoutLoaded(
            String layout,
            Map<String, Place> places,
            List<String> restored,
            Map<String, Place> before,
            @Nullable SavedLayout saved)
            implements CanvasEvent {}

    record SavedLayout(String layout, String name) {}

    /**
     * A loaded layout was taken back: the places of before, and what it had restored is removed.
     *
     * @param was the places of the same widgets until then
     */
    record LayoutReverted(
            String layout, Map<String, Place> places, List<String> removed, Map<String, Place> was)
            implements CanvasEvent {}

    /**
     * @param about the canvas instant that it is about
     * @param parent the comment that starts the thread it is in
     * @param mentions members whom its text names
     * @param answers members who have written in the thread before
     */
    record CommentAdded(
            String comment,
            String text,
            List<String> mentions,
            @Nullable String widget,
            @Nullable String parent,
            long about,
            List<String> answers)
            implements CanvasEvent {}

    record CommentEdited(String comment, String text, List<String> mentions, String was)
            implements CanvasEvent {}

    /**
     * @param resolved false when it is open again
     */
    record CommentResolved(String comment, boolean resolved) implements CanvasEvent {}

    record CommentRemoved(String comment) implements CanvasEvent {}

    /**
     * @param was as it was when it was removed
     */
    record CommentRestored(String comment, CanvasView.CommentView was) implements CanvasEvent {}

    record MemberJoined(String user, Role role, @Nullable String link) implements CanvasEvent {}

    record MemberRoleChanged(String user, Role role, Role was) implements CanvasEvent {}

    record MemberRemoved(String user, Role role) implements CanvasEvent {}

    record LinkCreated(String link, Role role, String hash, @Nullable Long expiresAt)
            implements CanvasEvent {}

    record LinkRevoked(String link) implements CanvasEvent {}

    record Deleted() implements CanvasEvent {}

    /** It had been deleted and is back, with all that was on it. */
    record Restored() implements CanvasEvent {}
}

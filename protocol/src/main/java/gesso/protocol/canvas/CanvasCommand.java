package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Role;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people can want of a canvas. The subtype names are the contract's command names; those that
 * start with {@code #} are the platform's own and cannot come from outside.
 */
@JsonSubTypes({
    @JsonSubTypes.Type(value = CanvasCommand.Create.class, name = "#create"),
    @JsonSubTypes.Type(value = CanvasCommand.Fork.class, name = "#fork"),
    @JsonSubTypes.Type(value = CanvasCommand.Rename.class, name = "rename"),
    @JsonSubTypes.Type(value = CanvasCommand.ConfigureGrid.class, name = "configure-grid"),
    @JsonSubTypes.Type(value = CanvasCommand.AddWidget.class, name = "add-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.MoveWidget.class, name = "move-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.ResizeWidget.class, name = "resize-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.RemoveWidget.class, name = "remove-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.RestoreWidget.class, name = "restore-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.LockWidget.class, name = "lock-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.RaiseWidget.class, name = "raise-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.RenameWidget.class, name = "rename-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.UpgradeWidget.class, name = "upgrade-widget"),
    @JsonSubTypes.Type(value = CanvasCommand.ArrangeScreen.class, name = "arrange-screen"),
    @JsonSubTypes.Type(value = CanvasCommand.ResetScreen.class, name = "reset-screen"),
    @JsonSubTypes.Type(value = CanvasCommand.SaveLayout.class, name = "save-layout"),
    @JsonSubTypes.Type(value = CanvasCommand.LoadLayout.class, name = "load-layout"),
    @JsonSubTypes.Type(value = CanvasCommand.Comment.class, name = "comment"),
    @JsonSubTypes.Type(value = CanvasCommand.EditComment.class, name = "edit-comment"),
    @JsonSubTypes.Type(value = CanvasCommand.RemoveComment.class, name = "remove-comment"),
    @JsonSubTypes.Type(value = CanvasCommand.RestoreComment.class, name = "restore-comment"),
    @JsonSubTypes.Type(value = CanvasCommand.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = CanvasCommand.Redo.class, name = "redo"),
    @JsonSubTypes.Type(value = CanvasCommand.Compensate.class, name = "#compensate"),
    @JsonSubTypes.Type(value = CanvasCommand.SetMember.class, name = "#set-member"),
    @JsonSubTypes.Type(value = CanvasCommand.RemoveMember.class, name = "#remove-member"),
    @JsonSubTypes.Type(value = CanvasCommand.CreateLink.class, name = "#create-link"),
    @JsonSubTypes.Type(value = CanvasCommand.RevokeLink.class, name = "#revoke-link"),
    @JsonSubTypes.Type(value = CanvasCommand.Join.class, name = "#join"),
    @JsonSubTypes.Type(value = CanvasCommand.Delete.class, name = "#delete"),
    @JsonSubTypes.Type(value = CanvasCommand.Restore.class, name = "#restore"),
    @JsonSubTypes.Type(value = CanvasCommand.Amend.class, name = "#amend"),
    @JsonSubTypes.Type(value = CanvasCommand.AmendWidget.class, name = "#amend-widget")
})
public sealed interface CanvasCommand extends Command {

    /** For so long its owners can bring a deleted canvas back; its journal stays in any case. */
    long RESTORABLE_MILLIS = 30L * 24 * 60 * 60 * 1_000;

    record Create(@Nullable String title, @Nullable GridChange grid) implements CanvasCommand {}

    /**
     * A new canvas with all that another one had at an instant that is closed. Whoever sends it has
     * seen that the person may read that one.
     */
    record Fork(String canvas, long at, @Nullable String title) implements CanvasCommand {}

    record Rename(String title) implements CanvasCommand {}

    /** Absent parts stay as they are. */
    record ConfigureGrid(
            @Nullable Integer columns,
            @Nullable Integer rowHeight,
            @Nullable Integer gap,
            @Nullable Collision collision)
            implements CanvasCommand {}

    record GridChange(
            @Nullable Integer columns,
            @Nullable Integer rowHeight,
            @Nullable Integer gap,
            @Nullable Collision collision) {}

    /**
     * @param app what the registry says of the app; filled in by the edge, never taken from outside
     */
    record AddWidget(
            String appId,
            Position position,
            @Nullable Size size,
            @Nullable JsonNode config,
            @Nullable String widget,
            @Nullable AppRef app)
            implements CanvasCommand {}

    /** What a canvas needs to know of an app when a widget of it is added. */
    record AppRef(String version, String title, String backend, Size size, Size min, Size max) {}

    /**
     * @param screen whose arrangement is meant; null for the desktop's
     */
    record MoveWidget(String widget, Position position, @Nullable Screen screen)
            implements CanvasCommand {
        public MoveWidget(String widget, Position position) {
            this(widget, position, null);
        }
    }

    /**
     * @param screen whose arrangement is meant; null for the desktop's
     */
    record ResizeWidget(String widget, Size size, @Nullable Screen screen)
            implements CanvasCommand {
        public ResizeWidget(String widget, Size size) {
            this(widget, size, null);
        }
    }

    /** Places of several widgets on a smaller screen at once. */
    record ArrangeScreen(Screen screen, Map<String, Place> places) implements CanvasCommand {}

    /**
     * What was placed on a smaller screen follows the desktop again.
     *
     * @param widget this one alone; null for all of them
     */
    record ResetScreen(Screen screen, @Nullable String widget) implements CanvasCommand {}

    record RemoveWidget(String widget) implements CanvasCommand {}

    record RestoreWidget(String widget) implements CanvasCommand {}

    record LockWidget(String widget, boolean locked) implements CanvasCommand {}

    record RaiseWidget(String widget) implements CanvasCommand {}

    record RenameWidget(String widget, String title) implements CanvasCommand {}

    /**
     * Another version of the same app, in place; the widget keeps its data.
     *
     * @param app what the registry says of that version; filled in by the edge
     */
    record UpgradeWidget(String widget, String version, @Nullable AppRef app)
            implements CanvasCommand {}

    record SaveLayout(String name) implements CanvasCommand {}

    record LoadLayout(String layout) implements CanvasCommand {}

    /**
     * @param text mentions people as {@code <@user id>}
     * @param at the canvas instant that it is about; null for now
     * @param parent the comment that it answers
     * @param comment an id of the sender's choice; else one is made
     */
    record Comment(
            String text,
            @Nullable String widget,
            @Nullable Long at,
            @Nullable String parent,
            @Nullable String comment)
            implements CanvasCommand {}

    /** Absent parts stay. */
    record EditComment(String comment, @Nullable String text, @Nullable Boolean resolved)
            implements CanvasCommand {}

    record RemoveComment(String comment) implements CanvasCommand {}

    record RestoreComment(String comment) implements CanvasCommand {}

    /**
     * Without arguments: the caller's newest undoable operation on the canvas or any of its
     * widgets. With {@code preview} nothing is changed and the answer tells what would be.
     */
    record Undo(
            @Nullable String op,
            @Nullable String of,
            @Nullable String user,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Boolean preview)
            implements CanvasCommand {}

    /**
     * Does again what was taken back last; with a person or a stretch of time all of theirs that
     * was taken back within it.
     */
    record Redo(
            @Nullable String user,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Boolean preview)
            implements CanvasCommand {

        /** Means more than the caller's newest step. */
        public boolean names() {
            return user != null || from != null || to != null;
        }
    }

    /** Takes back (or, of events that were taken back, does again) what is still as it was left. */
    record Compensate(List<EventView> events) implements CanvasCommand {}

    /** Gives a person a role, whether or not they have one. */
    record SetMember(String user, Role role) implements CanvasCommand {}

    record RemoveMember(String user) implements CanvasCommand {}

    /**
     * @param hash SHA-256 of the link's secret, in hex; the secret itself never comes near a
     *     journal
     * @param expiresAt Unix milliseconds
     */
    record CreateLink(String link, Role role, String hash, @Nullable Long expiresAt)
            implements CanvasCommand {}

    record RevokeLink(String link) implements CanvasCommand {}

    /** A person follows a link: the role of the link, unless the person has a stronger one. */
    record Join(String link, String hash) implements CanvasCommand {}

    record Delete() implements CanvasCommand {}

    /** A deleted canvas comes back, within its time of grace. */
    record Restore() implements CanvasCommand {}

    /** PATCH of a canvas: title and grid in one step; absent parts stay. */
    record Amend(@Nullable String title, @Nullable GridChange grid) implements CanvasCommand {}

    /**
     * PATCH of a widget: all given parts in one step; absent parts stay.
     *
     * @param screen where position and size are meant; null for the desktop
     */
    record AmendWidget(
            String widget,
            @Nullable Position position,
            @Nullable Size size,
            @Nullable Boolean locked,
            @Nullable String title,
            @Nullable Screen screen)
            implements CanvasCommand {
        public AmendWidget(
                String widget,
                @Nullable Position position,
                @Nullable Size size,
                @Nullable Boolean locked,
                @Nullable String title) {
            this(widget, position, size, locked, title, null);
        }
    }
}

package gesso.edge.live;

import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasCommand;
import gesso.protocol.entity.Command;
import gesso.protocol.widget.WidgetCommand;

/** Which role may send which command. Whether it makes sense is for the rules to say. */
public final class Rights {
    private Rights() {}

    public static boolean allow(Role role, String user, Command command) {
        return switch (command) {
            case CanvasCommand canvas -> allowCanvas(role, user, canvas);
            case WidgetCommand widget -> allowWidget(role, widget);
            default -> false;
        };
    }

    private static boolean allowCanvas(Role role, String user, CanvasCommand command) {
        return switch (command) {
            case CanvasCommand.Rename _,
                    CanvasCommand.AddWidget _,
                    CanvasCommand.MoveWidget _,
                    CanvasCommand.ResizeWidget _,
                    CanvasCommand.RemoveWidget _,
                    CanvasCommand.RestoreWidget _,
                    CanvasCommand.LockWidget _,
                    CanvasCommand.RaiseWidget _,
                    CanvasCommand.RenameWidget _,
                    CanvasCommand.UpgradeWidget _,
                    CanvasCommand.AmendWidget _,
                    CanvasCommand.ArrangeScreen _,
                    CanvasCommand.ResetScreen _,
                    CanvasCommand.SaveLayout _,
                    CanvasCommand.LoadLayout _,
                    CanvasCommand.Redo _ ->
                    role.mayEdit();
            case CanvasCommand.EditComment edit ->
                    edit.resolved() == null ? role.mayComment() : role.mayEdit();
            case CanvasCommand.Comment _,
                    CanvasCommand.RemoveComment _,
                    CanvasCommand.RestoreComment _ ->
                    role.mayComment();
            case CanvasCommand.Undo undo ->
                    undo.user() == null || undo.user().equals(user)
                            ? role.mayEdit()
                            : role.mayOwn();
            case CanvasCommand.Amend amend -> amend.grid() == null ? role.mayEdit() : role.mayOwn();
            case CanvasCommand.RemoveMember leave -> role.mayOwn() || leave.user().equals(user);
            case CanvasCommand.ConfigureGrid _,
                    CanvasCommand.SetMember _,
                    CanvasCommand.CreateLink _,
                    CanvasCommand.RevokeLink _,
                    CanvasCommand.Delete _ ->
                    role.mayOwn();
            // No member sends these: they come from strangers, or from the platform itself.
            case CanvasCommand.Create _,
                    CanvasCommand.Fork _,
                    CanvasCommand.Join _,
                    CanvasCommand.Restore _,
                    CanvasCommand.Compensate _ ->
                    false;
        };
    }

    private static boolean allowWidget(Role role, WidgetCommand command) {
        return switch (command) {
            case WidgetCommand.Seed _,
                    WidgetCommand.Configure _,
                    WidgetCommand.SetState _,
                    WidgetCommand.Emit _ ->
                    role.mayEdit();
            // Which of them an app opens to commenters is known where its backend is.
            case WidgetCommand.App _ -> role.mayComment();
            case WidgetCommand.Compensate _ -> false;
        };
    }
}

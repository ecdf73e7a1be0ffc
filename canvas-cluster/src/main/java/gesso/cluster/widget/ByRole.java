package gesso.cluster.widget;

import gesso.protocol.Role;
import gesso.protocol.entity.Command;
import gesso.protocol.widget.WidgetCommand;

/** An app's command with the role under which it was let in; made by the entity, never sent. */
record ByRole(Role role, WidgetCommand.App command) implements Command {}

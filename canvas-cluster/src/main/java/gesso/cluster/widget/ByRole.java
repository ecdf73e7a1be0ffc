package gesso.cluster.widget;

import gesso.protocol.Role;
import gesso.protocol.entity.Command;
import gesso.protocol.widget.WidgetCommand;

/**
 * An app's command with the role under which it was let in, and by what it is to be decided; made
 * by the entity, never sent.
 */
record ByRole<S, E>(Role role, MicroAppBackend<S, E> decider, WidgetCommand.App command)
        implements Command {}

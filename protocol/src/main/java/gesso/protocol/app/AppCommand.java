package gesso.protocol.app;

import gesso.protocol.entity.Command;

/** What can be wanted of a registry entry. */
public sealed interface AppCommand extends Command {

    /**
     * The same version with the same content again changes nothing; with other content is a
     * conflict.
     */
    record Publish(Manifest manifest) implements AppCommand {}
}

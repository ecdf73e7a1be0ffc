package gesso.protocol.app;

import gesso.protocol.entity.Command;
import org.jspecify.annotations.Nullable;

/** What can be wanted of a registry entry. */
public sealed interface AppCommand extends Command {

    /**
     * The same version with the same content again changes nothing; with other content is a
     * conflict.
     */
    record Publish(Manifest manifest) implements AppCommand {}

    /**
     * Takes a version out of use for ever, or all that there are now.
     *
     * @param reason what people are told
     */
    record Revoke(@Nullable String version, String reason) implements AppCommand {}

    /** Takes an app out of use until it is reinstated. */
    record Suspend(String reason) implements AppCommand {}

    record Reinstate() implements AppCommand {}

    /** What a person thinks of it, 1 to 5; a further one takes the place of the one before. */
    record Rate(int stars) implements AppCommand {}

    /** Shows a version that AI made to everybody. */
    record Share(String version) implements AppCommand {}
}

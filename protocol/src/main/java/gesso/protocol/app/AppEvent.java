package gesso.protocol.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What happened to a registry entry. Component names are journal format. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AppEvent {

    record Registered(Manifest manifest) implements AppEvent {}

    record VersionPublished(Manifest manifest) implements AppEvent {}

    /** Without a version: all that there were. */
    record Revoked(@Nullable String version, String reason) implements AppEvent {}

    record Suspended(String reason) implements AppEvent {}

    record Reinstated() implements AppEvent {}

    /** By the origin's user; their newest one counts. */
    record Rated(int stars) implements AppEvent {}

    /** This version is for everybody, not for the canvas alone that it was made on. */
    record Shared(String version) implements AppEvent {}
}

package gesso.protocol.app;

/** What happened to a registry entry. Component names are journal format. */
public sealed interface AppEvent {

    record Registered(Manifest manifest) implements AppEvent {}

    record VersionPublished(Manifest manifest) implements AppEvent {}
}

package gesso.protocol.entity;

/**
 * Something that a person, or the platform for a person, wants an entity to do. Each kind of entity
 * has one sealed set of them: CanvasCommand, WidgetCommand, AppCommand.
 */
public interface Command {}

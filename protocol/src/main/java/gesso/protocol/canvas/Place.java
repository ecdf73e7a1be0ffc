package gesso.protocol.canvas;

/** Where a widget is and how large. */
public record Place(Position position, Size size) {}

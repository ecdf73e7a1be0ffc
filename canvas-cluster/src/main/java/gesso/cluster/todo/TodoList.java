package gesso.cluster.todo;

/** A part of a widget's items under a name. */
public record TodoList(String id, String name) {}

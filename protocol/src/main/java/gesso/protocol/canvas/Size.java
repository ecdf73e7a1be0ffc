package gesso.protocol.canvas;

/** Whole cells. */
public record Size(int w, int h) {}

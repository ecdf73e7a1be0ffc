package gesso.protocol.canvas;

/** Whole cells. */
public record Size(int w, int h) {
    public static final int H_MAX = 1_000;
}

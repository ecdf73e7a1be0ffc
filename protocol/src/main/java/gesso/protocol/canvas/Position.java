package gesso.protocol.canvas;

/** Whole cells from the left and from the top. */
public record Position(int x, int y) {
    public static final int Y_MAX = 10_000;
}

package gesso.protocol.canvas;

/** Columns in number, row height and gap in CSS pixels. */
public record Grid(int columns, int rowHeight, int gap, Collision collision) {
    public static final Grid DEFAULT = new Grid(12, 72, 24, Collision.PUSH);
    public static final int COLUMNS_MAX = 48;
    public static final int ROW_HEIGHT_MIN = 16;
    public static final int ROW_HEIGHT_MAX = 400;
    public static final int GAP_MAX = 64;
}

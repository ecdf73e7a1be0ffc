package gesso.cluster.canvas;

/**
 * How much one canvas holds. They are part of the rules, not settings: the same journal must give
 * the same decisions on every node.
 */
public final class CanvasLimits {
    /** On the canvas at one time. */
    public static final int WIDGETS = 500;

    /** Ever added, removed ones included, since those can be restored. */
    public static final int WIDGETS_EVER = 10_000;

    /** Saved under a name. */
    public static final int LAYOUTS = 100;

    /** Kept without being asked, when a layout is loaded; the oldest one goes first. */
    public static final int LAYOUTS_KEPT = 10;

    public static final int MEMBERS = 200;

    /** Not revoked. */
    public static final int LINKS = 100;

    /** Ever created, revoked ones included. */
    public static final int LINKS_EVER = 2_000;

    /** UTF-16 units. */
    public static final int TITLE = 200;

    /** Neither resolved nor removed; answers count. */
    public static final int COMMENTS_OPEN = 1_000;

    /** Resolved ones included. */
    public static final int COMMENTS = 5_000;

    /** Removed ones that can be restored; the oldest one goes first. */
    public static final int COMMENTS_REMOVED = 100;

    /** UTF-16 units of one comment. */
    public static final int COMMENT = 2_000;

    /** UTF-16 units of all comments: everybody who opens the canvas gets them. */
    public static final int COMMENT_TEXTS = 512 * 1024;

    /** People who are named in one comment, and who are told of an answer. */
    public static final int COMMENT_PEOPLE = 50;

    /** Bytes of canonical JSON. */
    public static final int CONFIG_BYTES = 16 * 1024;

    private CanvasLimits() {}
}

package gesso.cluster.widget;

import gesso.protocol.bus.Publication;

/** How much one widget holds; part of the rules, not settings. Bytes are of canonical JSON. */
public final class WidgetLimits {
    public static final int CONFIG_BYTES = 16 * 1024;
    public static final int STATE_BYTES = 256 * 1024;
    public static final int EMITTED_BYTES = Publication.DATA_BYTES;

    /** UTF-16 units of one top-level key of the shared state. */
    public static final int KEY = 128;

    private WidgetLimits() {}
}

package gesso.cluster.journal;

import org.jspecify.annotations.Nullable;

/** Names of journals. They are stored for ever: never change their shape. */
public final class PersistenceIds {
    private static final String CANVAS = "c|";
    private static final String APP = "a|";

    private static final String GENERATION = "g|";

    private PersistenceIds() {}

    public static String canvas(String canvas) {
        return CANVAS + canvas;
    }

    public static String widget(String canvas, String widget) {
        return CANVAS + canvas + "|" + widget;
    }

    public static String app(String app) {
        return APP + app;
    }

    public static String generation(String generation) {
        return GENERATION + generation;
    }

    public static boolean isGeneration(String persistenceId) {
        return persistenceId.startsWith(GENERATION);
    }

    /** The canvas that the entity is or lies on; null for others. */
    public static @Nullable String canvasOf(String persistenceId) {
        if (!persistenceId.startsWith(CANVAS)) {
            return null;
        }
        int end = persistenceId.indexOf('|', CANVAS.length());
        return end < 0
                ? persistenceId.substring(CANVAS.length())
                : persistenceId.substring(CANVAS.length(), end);
    }

    /** The widget, or null when it is not one's journal. */
    public static @Nullable String widgetOf(String persistenceId) {
        int end = persistenceId.indexOf('|', CANVAS.length());
        return persistenceId.startsWith(CANVAS) && end >= 0
                ? persistenceId.substring(end + 1)
                : null;
    }
}

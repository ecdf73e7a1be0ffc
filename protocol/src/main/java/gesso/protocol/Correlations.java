package gesso.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What joins the events of a chain: the id of its first operation, or an id that the first request
 * brought along. Who reacts to an event hands its correlation on.
 */
public final class Correlations {
    private Correlations() {}

    /** Of an operation: what it was given, else what it follows from, else itself. */
    public static String of(@Nullable String given, @Nullable String cause, String op) {
        return given != null ? given : cause != null ? cause : op;
    }

    /** What the operation's id does not tell; null for the first one of a chain. */
    public static @Nullable String shown(Origin origin) {
        return origin.correlation().equals(origin.op()) ? null : origin.correlation();
    }
}

package gesso.protocol.release;

import java.util.regex.Pattern;

/**
 * All that a release can read, as one number. A release reads everything of its level and of those
 * below. Nodes tell each other theirs when they join, as the second number of their {@code
 * pekko.cluster.app-version}, by which sharding also prefers the newer ones.
 */
public final class Release {
    /**
     * Raised by one with the first thing after a release that the release itself cannot read;
     * {@link Levels} says what that is.
     */
    public static final int LEVEL = 2;

    /** Of nodes that say nothing, or nothing that can be read: the safe guess. */
    public static final int FIRST = 1;

    private static final Pattern VERSION = Pattern.compile("\\d{1,3}\\.(\\d{1,6})\\.\\d.*");

    private Release() {}

    /** What a node of this release announces. */
    public static String version() {
        return "0." + LEVEL + ".0";
    }

    /** The level of a node that announces this. */
    public static int level(String version) {
        var read = VERSION.matcher(version);
        return read.matches() ? Math.max(FIRST, Integer.parseInt(read.group(1))) : FIRST;
    }
}

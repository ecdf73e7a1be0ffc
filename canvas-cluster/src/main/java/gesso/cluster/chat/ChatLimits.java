package gesso.cluster.chat;

/** How much a chat takes; part of the rules, not settings. Lengths are in UTF-16 units. */
public final class ChatLimits {
    /** Of a text, after cleaning. */
    public static final int TEXT_MAX = 4_000;

    /** People named in one message. */
    public static final int MENTIONS_MAX = 20;

    /** Different emoji under one message. */
    public static final int EMOJI_MAX = 20;

    /** Reactions of all people to one message. */
    public static final int REACTIONS_MAX = 400;

    /** Messages that the state keeps. */
    public static final int KEPT_MAX = 500;

    /** What the kept ones may take together, as {@link Message#units} counts. */
    public static final int KEPT_UNITS = 512 * 1024;

    /** What one reaction of one person counts for. */
    static final int REACTION_UNITS = 40;

    /** What a message counts for without its text. */
    static final int MESSAGE_UNITS = 200;

    /** Of a text before cleaning; a longer one is not even looked at. */
    static final int RAW_MAX = 2 * TEXT_MAX;

    /** Of one emoji; the longest that are in use have 15. */
    static final int EMOJI_UNITS = 24;

    private ChatLimits() {}
}

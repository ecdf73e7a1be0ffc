package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification;

/** What came of a prompt. */
public sealed interface Analysis {

    record Understood(AppSpecification specification) implements Analysis {}

    /** Nothing can or will be made of it; the reason is for the person who asked. */
    record Declined(Why why, String reason) implements Analysis {}

    enum Why {
        EMPTY,
        TOO_LONG,
        NO_WORDS,
        HARMFUL,
        /** Words that mean no change that is known. */
        UNCLEAR,
        /** A change that the app as it is does not allow. */
        IMPOSSIBLE
    }
}

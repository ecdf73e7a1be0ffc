package gesso.cluster.bus;

import gesso.protocol.bus.BusEvent;

/**
 * What is done with each event of a subscription. Called by one thread at a time. An exception
 * means that nothing of it counts: it is tried again, later and later, and in the end the event is
 * parked, so that the next ones come. Other subscriptions never notice.
 */
public interface EventHandler {

    /** Where a subscription starts that is new. */
    enum Start {
        /** With what happens from now on. */
        NOW,
        /** With the first event of the journal. */
        BEGINNING
    }

    /** Its offset is kept under this name, for ever: 1 to 40 of a-z, 0-9 and {@code -}. */
    String name();

    default Start start() {
        return Start.NOW;
    }

    /**
     * What it does by {@code effects} counts if and only if the event counts as handled. What it
     * does elsewhere may be done again, and must know an event by its id.
     */
    void handle(BusEvent event, Effects effects) throws Exception;

    /**
     * Called before the offset moves past what was handled: whoever hands events on elsewhere waits
     * here until they are kept there. When it fails no event is at fault: all since the last time
     * come again, until it works.
     */
    default void flush() throws Exception {}
}

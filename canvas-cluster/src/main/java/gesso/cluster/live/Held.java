package gesso.cluster.live;

/**
 * An entity's state as of one event.
 *
 * @param revision of the newest event in it, 0 for none
 * @param at instant of that event
 */
public record Held<S>(long revision, long at, S state) {}

package gesso.cluster.notes;

/**
 * One part of a note: a change, or several merged into one.
 *
 * @param from number of the first change in it
 * @param upto number of the last one
 * @param update a Yjs update in base64
 */
public record Piece(long from, long upto, String update) {}

/**
 * The Chat backend: a pure decider and its fold. Not here: who is on the canvas, and the messages
 * that have left the state, which the edge reads from the journal.
 */
@NullMarked
package gesso.cluster.chat;

import org.jspecify.annotations.NullMarked;

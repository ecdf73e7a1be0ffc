/**
 * The journal as readers see it, streamed. It only ever reads: what may be read is asked of the
 * canvas, and nothing here can write an event.
 */
@NullMarked
package gesso.edge.history;

import org.jspecify.annotations.NullMarked;

/**
 * The event bus as everybody outside the journal sees it: what an event on it is, where it comes
 * from, which patterns it answers to, and what may be published. Nothing here sends or stores.
 */
@NullMarked
package gesso.protocol.bus;

import org.jspecify.annotations.NullMarked;

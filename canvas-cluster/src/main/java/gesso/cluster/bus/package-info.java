/**
 * The event bus as code on the server uses it: who listens to what, and how an event is published.
 * How events get from the journal to those who listen is the feed's business.
 */
@NullMarked
package gesso.cluster.bus;

import org.jspecify.annotations.NullMarked;

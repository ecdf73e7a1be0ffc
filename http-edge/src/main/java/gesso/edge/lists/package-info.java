/**
 * Lists out of read models, which the feed keeps: a reader who has just written waits for it. What
 * a list shows is never the ground for a decision; that is the entity's.
 */
@NullMarked
package gesso.edge.lists;

import org.jspecify.annotations.NullMarked;

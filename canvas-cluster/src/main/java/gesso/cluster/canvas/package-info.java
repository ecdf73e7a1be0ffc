/**
 * The rules of a canvas: grid, placements, layouts, members, links and what can be undone. What a
 * widget's app keeps is not known here, and no actor, clock or database is.
 */
@NullMarked
package gesso.cluster.canvas;

import org.jspecify.annotations.NullMarked;

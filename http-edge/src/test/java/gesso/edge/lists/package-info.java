/** Tests of the edge: lists. */
@NullMarked
package gesso.edge.lists;

import org.jspecify.annotations.NullMarked;

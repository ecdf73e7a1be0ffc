/** Tests of the edge: history. */
@NullMarked
package gesso.edge.history;

import org.jspecify.annotations.NullMarked;

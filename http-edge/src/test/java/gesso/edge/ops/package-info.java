/** Tests of the edge: ops. */
@NullMarked
package gesso.edge.ops;

import org.jspecify.annotations.NullMarked;

/** Tests of the edge. */
@NullMarked
package gesso.edge;

import org.jspecify.annotations.NullMarked;

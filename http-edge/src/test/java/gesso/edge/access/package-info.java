/** Tests of the edge: access. */
@NullMarked
package gesso.edge.access;

import org.jspecify.annotations.NullMarked;

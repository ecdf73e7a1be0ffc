/** Tests of the edge: registry. */
@NullMarked
package gesso.edge.registry;

import org.jspecify.annotations.NullMarked;

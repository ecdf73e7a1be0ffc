/** Tests of the edge: page. */
@NullMarked
package gesso.edge.page;

import org.jspecify.annotations.NullMarked;

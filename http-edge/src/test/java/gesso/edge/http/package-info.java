/** Tests of the edge: http. */
@NullMarked
package gesso.edge.http;

import org.jspecify.annotations.NullMarked;

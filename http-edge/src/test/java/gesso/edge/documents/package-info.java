/** Tests of the edge: its documents. */
@NullMarked
package gesso.edge.documents;

import org.jspecify.annotations.NullMarked;

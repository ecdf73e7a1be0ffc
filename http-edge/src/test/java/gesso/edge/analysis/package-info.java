/** Tests of the edge: questions in SQL. */
@NullMarked
package gesso.edge.analysis;

import org.jspecify.annotations.NullMarked;

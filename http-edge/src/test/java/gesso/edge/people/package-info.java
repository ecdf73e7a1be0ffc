/** Tests of the edge: people. */
@NullMarked
package gesso.edge.people;

import org.jspecify.annotations.NullMarked;

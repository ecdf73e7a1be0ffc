/**
 * Proofs of the live path against entities that follow a script. Real entities are met in the tests
 * of the whole, not here.
 */
@NullMarked
package gesso.edge.live;

import org.jspecify.annotations.NullMarked;

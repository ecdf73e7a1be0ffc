/**
 * Defects made on purpose, to see that the checker sees them. They exist in the class path of the
 * nodes of a test alone: each changes one method or one call of a compiled class of the product.
 */
@NullMarked
package gesso.chaos.planted;

import org.jspecify.annotations.NullMarked;

/**
 * Who calls: tokens, their keys and the signed-in caller. What a caller may do on a canvas is the
 * canvas's knowledge, not this package's.
 */
@NullMarked
package gesso.edge.access;

import org.jspecify.annotations.NullMarked;

/** The way to the AI pool. */
@NullMarked
package gesso.edge.ai;

import org.jspecify.annotations.NullMarked;

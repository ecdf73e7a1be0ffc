/**
 * Apps that AI makes: what was asked for, how far it is, and what became of it. The work itself is
 * done by the pool; here it is ordered, kept, and brought into the registry and onto a canvas.
 */
@NullMarked
package gesso.cluster.generation;

import org.jspecify.annotations.NullMarked;

/** Figures of the shell, by hand: never a timed test. */
@NullMarked
package gesso.cluster.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Fault runs over real processes: seeded people edit, seeded faults break what carries them, and
 * everything that was asked, answered and seen is written down. The {@link gesso.chaos.Checker}
 * judges by that alone; nothing here is part of a node.
 */
@NullMarked
package gesso.chaos;

import org.jspecify.annotations.NullMarked;

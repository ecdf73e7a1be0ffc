/** The process that hosts the entities: its wiring, and nothing that a rule could decide. */
@NullMarked
package gesso.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * The live entity: one shell that commits, answers, publishes and recovers for every kind of
 * entity. What may happen is not decided here but in the pure rules that it is given.
 */
@NullMarked
package gesso.cluster.live;

import org.jspecify.annotations.NullMarked;

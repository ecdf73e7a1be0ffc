/**
 * That the walls of the architecture stand: who may see whom, and what rules may not know.
 * Behaviour is not tested here.
 */
@NullMarked
package gesso.deploy.walls;

import org.jspecify.annotations.NullMarked;

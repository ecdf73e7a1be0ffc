/**
 * The operators' port of any node: is it ready, is it alive, how is it doing, whom does it see. It
 * knows no canvas and no person, and does not belong on a public network.
 */
@NullMarked
package gesso.edge.ops;

import org.jspecify.annotations.NullMarked;

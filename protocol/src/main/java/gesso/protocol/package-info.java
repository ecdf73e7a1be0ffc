/**
 * The words that every process shares: origins, refusals, roles, ids and clocks. No rule and no
 * actor lives here.
 */
@NullMarked
package gesso.protocol;

import org.jspecify.annotations.NullMarked;

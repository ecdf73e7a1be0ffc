/**
 * The backend of the Sample app: its entries and what may happen to them. Who may do it, and
 * anything that two apps share, is not decided here.
 */
@NullMarked
package gesso.cluster.sample;

import org.jspecify.annotations.NullMarked;

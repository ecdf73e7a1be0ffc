/**
 * The event store on PostgreSQL: how events are written, found again and folded by SQL. What an
 * event means is not known here.
 */
@NullMarked
package gesso.cluster.journal;

import org.jspecify.annotations.NullMarked;

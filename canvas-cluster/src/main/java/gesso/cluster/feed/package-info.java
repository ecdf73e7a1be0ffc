/**
 * What follows from the journal as a whole: the tables that lists need. Skips no event and counts
 * none twice. No decision is made here.
 */
@NullMarked
package gesso.cluster.feed;

import org.jspecify.annotations.NullMarked;

/**
 * People are told of what concerns them in apps, besides comments: subscriptions of the bus that
 * keep a list for each person. What is told of comments is the feed's.
 */
@NullMarked
package gesso.cluster.notice;

import org.jspecify.annotations.NullMarked;

/**
 * The backend of generated apps: records in collections, judged by the specification of the app's
 * version. What has happened is folded without one, so that another version keeps what is there.
 */
@NullMarked
package gesso.cluster.records;

import org.jspecify.annotations.NullMarked;

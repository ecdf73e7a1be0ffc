/** How nodes stay one cluster, on a real PostgreSQL. */
@NullMarked
package gesso.deploy.cluster;

import org.jspecify.annotations.NullMarked;

/** The Gesso that is measured: found or started, prepared over HTTP, its processes weighed. */
@NullMarked
package gesso.load.server;

import org.jspecify.annotations.NullMarked;

/**
 * The backends of micro-apps by HTTP: REST over the same commands and states as on the socket. What
 * an app's command does is its backend's business, in another process.
 */
@NullMarked
package gesso.edge.app;

import org.jspecify.annotations.NullMarked;

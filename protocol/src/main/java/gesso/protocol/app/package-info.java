/**
 * Registry entries: the manifest of an app, commands to it and what happened to it. Bundles and
 * files are not here.
 */
@NullMarked
package gesso.protocol.app;

import org.jspecify.annotations.NullMarked;

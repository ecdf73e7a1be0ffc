/**
 * The registry entry of an app: its versions and their content. Lists, search and files are not
 * here.
 */
@NullMarked
package gesso.cluster.app;

import org.jspecify.annotations.NullMarked;

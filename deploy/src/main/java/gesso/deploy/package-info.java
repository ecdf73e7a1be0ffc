/**
 * What runs Gesso: the launcher, its commands and settings, the order in which a node starts and
 * stops. No rule of a canvas and no route is here.
 */
@NullMarked
package gesso.deploy;

import org.jspecify.annotations.NullMarked;

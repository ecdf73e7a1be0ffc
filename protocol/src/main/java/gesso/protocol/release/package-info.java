/**
 * What releases can read of each other. While an old one is in the cluster nothing is sent or
 * stored that it could not read.
 */
@NullMarked
package gesso.protocol.release;

import org.jspecify.annotations.NullMarked;

/** A canvas that leaves for files, and comes from them into another Gesso. */
@NullMarked
package gesso.deploy.transfer;

import org.jspecify.annotations.NullMarked;

/** Tests of what takes canvases out and brings them in. */
@NullMarked
package gesso.deploy.transfer;

import org.jspecify.annotations.NullMarked;

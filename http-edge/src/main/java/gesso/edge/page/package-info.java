/**
 * The page and the apps' files, as the frontend's build laid them on the class path. Nothing is
 * rendered here.
 */
@NullMarked
package gesso.edge.page;

import org.jspecify.annotations.NullMarked;

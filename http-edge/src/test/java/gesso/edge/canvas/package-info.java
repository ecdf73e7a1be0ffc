@NullMarked
package gesso.edge.canvas;

import org.jspecify.annotations.NullMarked;

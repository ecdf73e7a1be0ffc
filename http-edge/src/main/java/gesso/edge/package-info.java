@NullMarked
package gesso.edge;

import org.jspecify.annotations.NullMarked;

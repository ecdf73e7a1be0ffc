@NullMarked
package gesso.edge.app;

import org.jspecify.annotations.NullMarked;

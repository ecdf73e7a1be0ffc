@NullMarked
package gesso.edge.ai;

import org.jspecify.annotations.NullMarked;

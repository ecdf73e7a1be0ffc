@NullMarked
package gesso.ai;

import org.jspecify.annotations.NullMarked;

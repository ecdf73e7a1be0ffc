@NullMarked
package gesso.protocol;

import org.jspecify.annotations.NullMarked;

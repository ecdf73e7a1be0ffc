@NullMarked
package gesso.load;

import org.jspecify.annotations.NullMarked;

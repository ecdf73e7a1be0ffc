@NullMarked
package gesso.protocol.release;

import org.jspecify.annotations.NullMarked;

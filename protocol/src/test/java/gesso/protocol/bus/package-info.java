@NullMarked
package gesso.protocol.bus;

import org.jspecify.annotations.NullMarked;

@NullMarked
package gesso.protocol.ai;

import org.jspecify.annotations.NullMarked;
